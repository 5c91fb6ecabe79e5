import type { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { CrossIcon, SearchIcon } from '../components/icons.tsx'
import type { ExpressionCheck } from '../engine/expression/search.ts'
import { callEngine } from '../state/capture-store.ts'
import { rememberExpression, useKept } from '../state/kept-expressions.ts'
import { applyExpression, checkExpression, useDraft } from '../state/search.ts'
import { clearSelection, useSelection } from '../state/selection-store.ts'
import { SearchChips } from './search-chips.tsx'
import { createSearchEditor, focusEnd, showMark, showText } from './search-editor.ts'
import { SearchMenu } from './search-menu.tsx'
import classes from './search-bar.module.css'

/** Milliseconds without a key before a text is checked. */
const PAUSE = 120

type Wrong = Extract<ExpressionCheck, { ok: false }>

/** Where expressions are typed. What is applied stands in it as chips until somebody types again. */
export function SearchBar() {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const expression = useSelection((state) => state.expression)
  const parts = useSelection((state) => state.parts)
  const isNarrowed = useSelection((state) => state.timeRange !== null || state.parts.length > 0)
  const draft = useDraft()
  const [text, setText] = useState('')
  /** Whether the editor is there. */
  const [ready, setReady] = useState(false)
  const [focused, setFocused] = useState(false)
  const [offering, setOffering] = useState(false)
  const [checked, setChecked] = useState<{ text: string; check: ExpressionCheck } | null>(null)
  const earlier = useRef(-1)

  const isTyped = text !== expression
  const check = checked?.text === text && text.trim() !== '' ? checked.check : null
  const wrong: Wrong | null = check !== null && !check.ok ? check : null

  const focusEditor = () => {
    if (editor.current !== null) focusEnd(editor.current)
  }
  const apply = async (typed: string) => {
    try {
      const result = await applyExpression(typed, useSelection.getState().parts)
      setChecked({ text: typed, check: result })
      if (!result.ok) return
      rememberExpression(typed)
      earlier.current = -1
      if (editor.current === null) return
      showText(editor.current, useSelection.getState().expression)
      editor.current.contentDOM.blur()
    } catch {
      // The search was cancelled and the text waits, or the engine is gone and the page says so.
    }
  }
  const step = (by: 1 | -1) => {
    const { recent } = useKept.getState()
    const next = Math.max(-1, Math.min(recent.length - 1, earlier.current + by))
    if (next === earlier.current || editor.current === null) return
    earlier.current = next
    showText(editor.current, next === -1 ? useSelection.getState().expression : recent[next])
  }
  const leave = () => {
    if (editor.current === null) return
    showText(editor.current, useSelection.getState().expression)
    editor.current.contentDOM.blur()
  }

  const latest = useRef({ apply, step, leave })
  useEffect(() => {
    latest.current = { apply, step, leave }
  })
  useEffect(() => {
    // In a task of its own: the rest of the page is drawn in the one that brought the file.
    const timer = setTimeout(() => {
      if (place.current === null) return
      editor.current = createSearchEditor(place.current, {
        onText: setText,
        onApply: (typed) => void latest.current.apply(typed),
        onLeave: () => latest.current.leave(),
        onFocus: setFocused,
        onOffer: setOffering,
        onEarlier: (by) => latest.current.step(by),
        complete: (typed, position) => callEngine('completions', typed, position),
      })
      setReady(true)
    })
    return () => {
      clearTimeout(timer)
      editor.current?.destroy()
      editor.current = null
    }
  }, [])
  useEffect(() => {
    if (ready && editor.current !== null) showText(editor.current, expression)
  }, [expression, ready])
  useEffect(() => {
    if (draft.serial === 0 || !ready || editor.current === null) return
    showText(editor.current, draft.text)
    focusEnd(editor.current)
  }, [draft, ready])
  useEffect(() => {
    if (text.trim() === '') return
    const timer = setTimeout(() => {
      checkExpression(text).then(
        (result) => setChecked({ text, check: result }),
        () => {},
      )
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    if (ready && editor.current !== null) showMark(editor.current, wrong)
  }, [wrong, ready])
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const isTyping = target?.closest('input, textarea, [contenteditable=true]') !== null && target !== null
      if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || isTyping) return
      if (document.querySelector('[role=dialog], [role=menu]') !== null) return
      event.preventDefault()
      if (editor.current !== null) focusEnd(editor.current)
    }
    addEventListener('keydown', slash)
    return () => removeEventListener('keydown', slash)
  }, [])

  const state = text.trim() === '' || check === null ? 'unknown' : check.ok ? 'right' : 'wrong'
  const showsChips = !focused && !isTyped && parts.length > 0
  return (
    <search className={classes.bar} data-state={state} data-focused={focused || undefined}>
      <span className={classes.sign} aria-hidden onMouseDown={(event) => event.preventDefault()} onClick={focusEditor}>
        {state === 'wrong' ? '!' : state === 'right' ? '✓' : <SearchIcon />}
      </span>
      {!showsChips && <SearchChips parts={parts} which="disabled" onEdit={focusEditor} />}
      <div ref={place} className={classes.editor} />
      {showsChips && (
        <div className={classes.cover} onClick={focusEditor}>
          <SearchChips parts={parts} which="all" onEdit={focusEditor} />
        </div>
      )}
      {isTyped && !focused && text.trim() !== '' && <span className={classes.hint}>not applied</span>}
      <button
        type="button"
        className={classes.button}
        aria-label="Clear the selection"
        title="Show everything (Esc)"
        data-hidden={(!isNarrowed && text === '') || undefined}
        disabled={!isNarrowed && text === ''}
        onClick={() => {
          clearSelection()
          if (editor.current !== null) showText(editor.current, '')
        }}
      >
        <CrossIcon />
      </button>
      <SearchMenu text={isTyped ? text : expression} onApply={(chosen) => void apply(chosen)} />
      {wrong !== null && !offering && (isTyped || focused) && <Explanation wrong={wrong} />}
    </search>
  )
}

function Explanation({ wrong }: { wrong: Wrong }) {
  return (
    <p className={classes.wrong} role="status">
      <strong>{wrong.message}</strong>
      {wrong.expected.length > 0 && <span>Expected: {wrong.expected.join(', ')}</span>}
    </p>
  )
}
