import { EditorView } from '@codemirror/view'

/** The editor in the page's colours; its own sheet, because the editor makes its class names itself. */
export const searchTheme = EditorView.theme({
  '&': { flex: '1', minWidth: '0', fontSize: '13px', background: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '26px', overflowX: 'auto', scrollbarWidth: 'none' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '.cm-wrong': { textDecoration: 'underline wavy var(--severity-high)', textUnderlineOffset: '3px' },
  '.cm-missing::after': {
    content: '"\\00a0\\00a0"',
    textDecoration: 'underline wavy var(--severity-high)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '4px',
    background: 'var(--surface)',
    color: 'var(--ink)',
    boxShadow: '0 4px 16px rgb(0 0 0 / 18%)',
    marginTop: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    fontSize: '12px',
    maxHeight: '320px',
    minWidth: '320px',
    maxWidth: 'min(640px, 80vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '16px',
    padding: '0 8px',
    lineHeight: '22px',
    whiteSpace: 'nowrap',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--surface-selected)', color: 'var(--ink)' },
  '.cm-completionLabel': { flex: 'none', maxWidth: '60%', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    fontFamily: 'var(--font)',
    fontStyle: 'normal',
    color: 'var(--ink-muted)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
})
