import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from '@codemirror/view'
import { formatCount } from '../components/units.ts'
import type { Completion as EngineCompletion, Completions } from '../engine/expression/completion.ts'
import { searchTheme } from './search-theme.ts'

/** What is wrong, in characters; null: nothing. */
export type Mark = { from: number; to: number } | null

export type SearchEditorEvents = {
  onText: (text: string) => void
  onApply: (text: string) => void
  /** Escape. */
  onLeave: () => void
  onFocus: (focused: boolean) => void
  /** The list of completions opened or closed. */
  onOffer: (open: boolean) => void
  /** The expression before (1) or after (-1) the one shown, of those applied earlier. */
  onEarlier: (step: 1 | -1) => void
  complete: (text: string, position: number) => Promise<Completions>
}

const setMark = StateEffect.define<Mark>()
const wrong = Decoration.mark({ class: 'cm-wrong' })
/** Behind the last character, where something is missing. */
const missing = Decoration.line({ class: 'cm-missing' })

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = shown.map(transaction.changes)
    for (const effect of transaction.effects)
      if (effect.is(setMark)) next = markOf(effect.value, transaction.newDoc.length)
    return next
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.contentAttributes.compute([field], (state) => ({ 'aria-invalid': String(state.field(field).size > 0) })),
  ],
})

function markOf(mark: Mark, length: number): DecorationSet {
  if (mark === null) return Decoration.none
  const from = Math.max(0, Math.min(mark.from, length))
  const to = Math.min(Math.max(mark.to, from), length)
  return Decoration.set(to > from ? wrong.range(from, to) : missing.range(0))
}

/** The text that is put in for a completion, and whether the next one is offered at once. */
function optionOf({ text, kind, meaning, count }: EngineCompletion): Completion {
  const goesOn = kind === 'field' || kind === 'operator' || (kind === 'word' && text !== 'EXISTS!')
  return {
    label: text,
    detail: count === undefined ? meaning : formatCount(count),
    apply: goesOn ? `${text} ` : text,
    type: goesOn ? 'open' : 'closed',
  }
}

function completionSource(complete: SearchEditorEvents['complete']) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    try {
      const { from, to, options } = await complete(context.state.doc.toString(), context.pos)
      if (context.aborted || options.length === 0) return null
      // Nothing to choose from when the only one is there already.
      if (options.length === 1 && options[0].text === context.state.sliceDoc(from, to) && !context.explicit) return null
      return { from, to, options: options.map(optionOf), filter: false }
    } catch {
      return null
    }
  }
}

/** The line in which expressions are typed, in `parent`. */
export function createSearchEditor(parent: HTMLElement, events: SearchEditorEvents): EditorView {
  const isOffering = (view: EditorView) => completionStatus(view.state) === 'active'
  const keys = keymap.of([
    {
      key: 'Enter',
      run: (view) => {
        if (isOffering(view) && selectedCompletion(view.state) !== null) return acceptCompletion(view)
        closeCompletion(view)
        events.onApply(view.state.doc.toString())
        return true
      },
    },
    {
      key: 'Tab',
      run: (view) => {
        if (!isOffering(view)) return false
        if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view)
        acceptCompletion(view)
        return true
      },
    },
    {
      key: 'Escape',
      run: (view) => {
        if (!isOffering(view)) events.onLeave()
        closeCompletion(view)
        return true
      },
    },
    { key: 'ArrowUp', run: (view) => !isOffering(view) && (events.onEarlier(1), true) },
    { key: 'ArrowDown', run: (view) => !isOffering(view) && (events.onEarlier(-1), true) },
    { key: 'Alt-ArrowDown', run: startCompletion },
  ])
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        Prec.highest(keys),
        autocompletion({
          override: [completionSource(events.complete)],
          selectOnOpen: false,
          // Nothing is chosen by itself: what is chosen at once was meant.
          interactionDelay: 0,
          icons: false,
          maxRenderedOptions: 50,
          activateOnCompletion: ({ type }) => type === 'open',
        }),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        marks,
        searchTheme,
        placeholder('Search: ip.addr == 10.0.0.0/8 and tls'),
        EditorView.contentAttributes.of({
          'aria-label': 'Search expression',
          'aria-multiline': 'false',
          autocapitalize: 'off',
        }),
        EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ')),
        EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
        EditorView.updateListener.of((update) => {
          // After the update: what hears of it may want to change the text or its marks, which an update does not allow.
          queueMicrotask(() => {
            if (update.docChanged) events.onText(update.state.doc.toString())
            if (update.focusChanged) events.onFocus(update.view.hasFocus)
            const before = completionStatus(update.startState)
            const after = completionStatus(update.state)
            if ((before === 'active') !== (after === 'active')) events.onOffer(after === 'active')
          })
        }),
      ],
    }),
  })
}

/** Replaces the text; the cursor goes to its end. */
export function showText(view: EditorView, text: string): void {
  const flat = text.replaceAll(/\s*[\r\n]+\s*/g, ' ')
  if (view.state.doc.toString() === flat) return
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: flat }, selection: { anchor: flat.length } })
}

/** Begins to type at the end of the text. */
export function focusEnd(view: EditorView): void {
  view.focus()
  view.dispatch({ selection: { anchor: view.state.doc.length }, scrollIntoView: true })
}

export function showMark(view: EditorView, mark: Mark): void {
  view.dispatch({ effects: setMark.of(mark) })
}
