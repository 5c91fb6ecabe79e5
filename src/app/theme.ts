import { createTheme, localStorageColorSchemeManager } from '@mantine/core'

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 'sm',
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 6 },
  // The surfaces, lines and the accent of components/tokens.css as the kit's own scales.
  colors: {
    blue: [
      '#eef4fe',
      '#dce9fb',
      '#b9d2f7',
      '#8db5f2',
      '#7fb3ff',
      '#5b9dff',
      '#1f6feb',
      '#1a61d1',
      '#1558c0',
      '#0f469b',
    ],
    dark: [
      '#e3e8ee',
      '#c3ccd6',
      '#a3aebb',
      '#8793a1',
      '#3a444f',
      '#2c343e',
      '#1b2027',
      '#14181d',
      '#101318',
      '#0b0e11',
    ],
  },
  black: '#1a2129',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 0 } },
    // A landmark of the page: what opens outside of one cannot be found by those who go from landmark to landmark.
    Portal: { defaultProps: { target: '#menus' } },
    // The kit's placeholder for the focus is no item of a menu: the first item has it.
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: { duration: 0 }, withInitialFocusPlaceholder: false },
      styles: { item: { fontSize: 13, padding: '4px 10px' } },
    },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } },
    // The kit's header element would be a second banner of the page.
    Modal: { defaultProps: { transitionProps: { duration: 0 }, attributes: { header: { role: 'none' } } } },
  },
})

/** Only this choice is kept in the browser, never anything of a capture. */
export const schemeKept = localStorageColorSchemeManager({ key: 'capscope-color-scheme' })
