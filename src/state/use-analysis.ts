import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EngineApi, ExportedFile, Lists, Page, Selection, Window } from '../engine/engine-api.ts'
import { askEngine, callEngine, useCapture } from './capture-store.ts'
import { saveExport } from './exports.ts'
import { KeptAnswers } from './kept-answers.ts'
import { useSelection } from './selection-store.ts'

/** The engine's questions: methods that take a selection and change nothing. */
export type AnalysisMethod = Exclude<
  keyof EngineApi,
  | 'open'
  | 'whenRead'
  | 'mapColumns'
  | 'csvSample'
  | 'follow'
  | 'readOn'
  | 'stopFollowing'
  | 'cancel'
  | 'close'
  | 'progress'
  | 'onProgress'
  | 'page'
  | 'checkExpression'
  | 'completions'
  | 'fields'
>

export type AnalysisQuery<M extends AnalysisMethod> = Omit<NonNullable<Parameters<EngineApi[M]>[0]>, keyof Selection>
export type AnalysisResult<M extends AnalysisMethod> = Awaited<ReturnType<EngineApi[M]>>

/**
 * `result`: the newest answer; the former one stays until the next arrives, undefined only before the first.
 * `pending`: the result shown is not (yet) the answer to this question: there is none, or the query or the selection
 * has changed since. Not set while the same answer is only refreshed.
 */
export type Answer<T> = { result: T | undefined; pending: boolean; error: string | null }

/** Questions on their way: several parts of the page ask the same at the same moment. */
const onTheirWay = new Map<string, Promise<unknown>>()
/** What was answered: back and forward between selections and views show it at once. */
const answered = new KeptAnswers()

/** What answers depend on beside the question. */
function stateNow(): string {
  const { opened, round } = useCapture.getState()
  return `${opened} ${round}`
}

function knownAnswer(question: string): unknown {
  return answered.find(stateNow(), question)
}

async function askOnce<T>(question: string, ask: () => Promise<T>): Promise<T> {
  const known = knownAnswer(question)
  if (known !== undefined) return known as T
  const state = stateNow()
  const key = `${state} ${question}`
  const asked = onTheirWay.get(key)
  if (asked !== undefined) return (await asked) as T
  const answer = ask()
  onTheirWay.set(key, answer)
  try {
    const result = await answer
    const { progress } = useCapture.getState()
    if (progress.state !== 'reading' && progress.again === undefined) answered.keep(state, question, result)
    return result
  } finally {
    onTheirWay.delete(key)
  }
}

function useAnswer<T>(question: string, ask: () => Promise<T>, isLate = false): Answer<T> {
  const opened = useCapture((state) => state.opened)
  const identity = `${opened} ${question}`
  const [answer, setAnswer] = useState<
    { of: string; opened: number; result: T | undefined; error: string | null } | undefined
  >(() => {
    const known = knownAnswer(question)
    return known === undefined ? undefined : { of: identity, opened, result: known as T, error: null }
  })
  const latest = useRef(ask)

  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    let wanted = true
    let busy = false
    let again = false
    // One at a time: a slow answer is not asked for again before it has come.
    const run = () => {
      again = busy
      if (busy) return
      busy = true
      askOnce(question, async () => {
        // The worker answers in the order of the questions, and all of the page ask at the same moment.
        if (isLate) await new Promise((resolve) => setTimeout(resolve))
        return latest.current()
      }).then(
        (result) => finish(result, null),
        (error: unknown) => finish(undefined, error instanceof Error ? error.message : String(error)),
      )
    }
    const finish = (result: T | undefined, error: string | null) => {
      if (!wanted) return
      busy = false
      // Many answers come at once: drawing them may be interrupted by what the person does.
      startTransition(() =>
        setAnswer((former) => ({
          of: identity,
          opened,
          result: error !== null && former?.of === identity ? former.result : result,
          error,
        })),
      )
      if (again) run()
    }
    const { progress, lateRound } = useCapture.getState()
    if (!isLate || progress.state !== 'reading' || lateRound > 0) run()
    const unsubscribe = useCapture.subscribe((state, former) => {
      if (isLate ? state.lateRound !== former.lateRound : state.round !== former.round) run()
    })
    return () => {
      wanted = false
      unsubscribe()
    }
  }, [identity, question, opened, isLate])

  const current = answer?.opened === opened ? answer : undefined
  return {
    result: current?.result,
    pending: current?.of !== identity,
    error: current?.of === identity ? current.error : null,
  }
}

/**
 * Asks the engine and keeps the answer fresh: again when the capture, the selection or the query changes, and while a
 * file is read at most twice a second. Answers that come too late are dropped. `scope` 'all' asks for the whole capture
 * whatever is selected, 'all times' for what the expression selects at any time. `isLate`: what else is asked at the same
 * moment is answered first, and while a file is read it is asked later and less often: for what costs much.
 */
export function useAnalysis<M extends AnalysisMethod>(
  method: M,
  query?: AnalysisQuery<M>,
  scope: 'selection' | 'all times' | 'all' = 'selection',
  isLate = false,
): Answer<AnalysisResult<M>> {
  const selection = useSelection((state) => state.selection)
  const asked: AnalysisQuery<M> & Selection = { ...(query as AnalysisQuery<M>), ...(scope !== 'all' && selection) }
  if (scope === 'all times') delete asked.timeRange
  return useAnswer(
    `${method} ${JSON.stringify(asked)}`,
    () => (askEngine as (name: M, query: object) => Promise<AnalysisResult<M>>)(method, asked),
    isLate,
  )
}

/**
 * One window of a list, ordered in the worker: `usePage('endpoints', { protocol: 'ip' }, { order: 'bytes:desc', length: 10 })`.
 * `isLate`: as for useAnalysis.
 */
export function usePage<L extends keyof Lists>(
  list: L,
  query: Lists[L]['query'],
  window: Window,
  isLate = false,
): Answer<Page<Lists[L]['row']>> {
  const selection = useSelection((state) => state.selection)
  const asked = { ...query, ...selection, ...window }
  return useAnswer(`page ${list} ${JSON.stringify(asked)}`, () => askPage(list, asked), isLate)
}

function askPage<L extends keyof Lists>(list: L, asked: object): Promise<Page<Lists[L]['row']>> {
  return (askEngine as (name: 'page', list: L, query: object) => Promise<Page<Lists[L]['row']>>)('page', list, asked)
}

/** What `<Grid>` needs to show a list: `<Grid {...useGridSource('endpoints', { protocol })} columns={…} label="…" />`. */
export type GridSource<Row> = {
  fetchPage: (start: number, length: number, order: string | undefined) => Promise<{ total: number; rows: Row[] }>
  /** Changes when the grid shows something else. */
  sourceKey: string
  /** Changes when the same rows may have new values. */
  version: number
  /** Saves every row. */
  onExport: (format: 'csv' | 'json' | 'ndjson', order: string | undefined, label: string) => void
}

export function useGridSource<L extends keyof Lists>(list: L, query: Lists[L]['query']): GridSource<Lists[L]['row']> {
  const selection = useSelection((state) => state.selection)
  const opened = useCapture((state) => state.opened)
  const version = useCapture((state) => state.round)
  const asked = JSON.stringify({ ...query, ...selection })
  const fetchPage = useCallback(
    (start: number, length: number, order: string | undefined) =>
      askOnce(`rows ${list} ${asked} ${start} ${length} ${order ?? ''}`, () =>
        askPage(list, { ...(JSON.parse(asked) as object), start, length, order }),
      ),
    [list, asked],
  )
  const onExport = useCallback(
    (format: 'csv' | 'json' | 'ndjson', order: string | undefined, label: string) =>
      void saveExport(label, () =>
        (callEngine as (name: 'exportList', query: object) => Promise<ExportedFile>)('exportList', {
          ...(JSON.parse(asked) as object),
          list,
          format,
          order,
        }),
      ),
    [list, asked],
  )
  return useMemo(
    () => ({ fetchPage, sourceKey: `${opened} ${list} ${asked}`, version, onExport }),
    [fetchPage, onExport, opened, list, asked, version],
  )
}
