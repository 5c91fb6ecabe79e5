import { MantineProvider } from '@mantine/core'
import { useDeferredValue, useEffect } from 'react'
import { escapeCaptureText } from '../components/escape-text.ts'
import { useCapture, wakeEngine } from '../state/capture-store.ts'
import { useRoute } from '../state/route-store.ts'
import { followAddress } from '../state/address.ts'
import { clearSelection } from '../state/selection-store.ts'
import { findView } from '../views/view-registry.ts'
import { CsvColumnsDialog } from './csv-columns-dialog.tsx'
import { DropTarget } from './drop-target.tsx'
import { EmptyPage } from './empty-page.tsx'
import { EngineFailure } from './engine-failure.tsx'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { ReadingLine } from './reading-line.tsx'
import { StatusBar } from './status-bar.tsx'
import { schemeKept, theme } from './theme.ts'
import { ValueMenuProvider } from './value-menu.tsx'
import { ViewBoundary } from './view-boundary.tsx'
import '@mantine/core/styles.layer.css'
import '../components/tokens.css'
import './page.css'
import classes from './app.module.css'

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemeKept}>
      <ValueMenuProvider>
        <Page />
      </ValueMenuProvider>
    </MantineProvider>
  )
}

function Page() {
  const name = useRoute((state) => state.view)
  const isOpen = useCapture((state) => state.progress.state !== 'empty')
  // The header comes at once, the view is drawn in pieces that let other things through.
  const open = useDeferredValue(isOpen) && isOpen
  const firstFile = useCapture((state) => state.files[0]?.name)
  const others = useCapture((state) => state.files.length - 1)
  const opened = useCapture((state) => state.opened)
  const view = findView(name)

  useEffect(() => {
    const file =
      firstFile === undefined ? '' : `${escapeCaptureText(firstFile, 80)}${others > 0 ? ` and ${others} more` : ''}`
    document.title = file === '' ? 'Capscope' : `${view.title} – ${file} – Capscope`
  }, [view, firstFile, others])
  useEffect(wakeEngine, [])
  useEffect(followAddress, [])
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable=true]') !== null
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !isTyping &&
        document.querySelector('[role=dialog],[role=menu]') === null
      )
        clearSelection()
    }
    // Before a dialog or menu takes the key and is gone.
    addEventListener('keydown', escape, true)
    return () => removeEventListener('keydown', escape, true)
  }, [])

  return (
    <div className={classes.page} data-open={open || undefined}>
      <Header />
      <ReadingLine />
      {open && <Navigation current={view} />}
      <main className={classes.main}>
        {open && <EngineFailure />}
        {open && <h1 className={classes.spoken}>{view.title}</h1>}
        {open ? (
          <ViewBoundary key={`${opened} ${view.id}`}>
            <view.Component />
          </ViewBoundary>
        ) : (
          <EmptyPage />
        )}
      </main>
      <StatusBar />
      <DropTarget />
      <CsvColumnsDialog />
    </div>
  )
}
