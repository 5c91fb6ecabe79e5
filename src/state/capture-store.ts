import { create } from 'zustand'
import type { EngineApi, Progress } from '../engine/engine-api.ts'
import { startEngine, type EngineClient } from '../worker/client.ts'
import { useCsvMappings } from './csv-mappings.ts'
import { clearSelection } from './selection-store.ts'

/** While a file is being read, views ask again at most this often (milliseconds) … */
const ROUND = 500
/** … and so that answering takes at most a thirtieth of the engine's time. */
const REST = 29
/** … and while files are followed at most a fifth. */
const FOLLOWED_REST = 4
/** Late questions are asked when the file is read, or with each round after so many milliseconds. */
const LATE = 8000

export const nothingOpen: Progress = {
  state: 'empty',
  files: [],
  bytesRead: 0,
  bytesTotal: 0,
  packets: 0,
  elapsed: 0,
  revision: 0,
}

export type CaptureState = {
  progress: Progress
  /** What is open, as given. */
  files: readonly File[]
  /** Why there is no engine, or null. */
  failure: string | null
  /** Why the last try to open something came to nothing, or null. */
  notice: string | null
  /** Counts the opens: answers of an earlier capture are not shown for a later one. */
  opened: number
  /** The revision that views show: follows progress.revision, slower while reading. */
  round: number
  /** As `round`, for late questions; 0 until their first round. */
  lateRound: number
}

export const useCapture = create<CaptureState>(() => ({
  progress: nothingOpen,
  files: [],
  failure: null,
  notice: null,
  opened: 0,
  round: 0,
  lateRound: 0,
}))

let client: EngineClient | null = null
let roundTimer: ReturnType<typeof setTimeout> | null = null
let lastRound = 0
let lastRoundTook = 0
let unanswered = 0
let firstAnswer = 0

function showRound() {
  roundTimer = null
  lastRound = performance.now()
  useCapture.setState(({ progress, lateRound }) => {
    const isLate = progress.state !== 'reading' || progress.elapsed > LATE
    return { round: progress.revision, lateRound: isLate ? progress.revision : lateRound }
  })
}

function followProgress(progress: Progress) {
  useCapture.setState({ progress })
  if (progress.revision === useCapture.getState().round) return
  if (progress.state !== 'reading') {
    if (roundTimer !== null) clearTimeout(roundTimer)
    showRound()
  } else if (roundTimer === null && unanswered === 0) {
    const due = lastRound + Math.max(ROUND, REST * lastRoundTook)
    roundTimer = setTimeout(showRound, Math.max(0, due - performance.now()))
  }
}

function engineClient(): EngineClient {
  if (client !== null) return client
  const started: EngineClient = startEngine({
    onProgress: (progress) => {
      if (client === started) followProgress(progress)
    },
    onSilence: (failure) => {
      if (client === started) useCapture.setState({ failure })
    },
    onFailure: (failure) => {
      if (client !== started) return
      client = null
      useCapture.setState((state) => ({
        failure,
        progress: state.progress.state === 'reading' ? { ...state.progress, state: 'failed' } : state.progress,
      }))
    },
  })
  client = started
  // Before anything is opened.
  started.call('mapColumns', useCsvMappings.getState().mappings).catch(() => {})
  return started
}

useCsvMappings.subscribe(({ mappings }) => {
  client?.call('mapColumns', mappings).catch(() => {})
})

/** Starts the engine before it is needed: files open sooner, and an engine that cannot start is known at once. */
export function wakeEngine(): void {
  engineClient()
}

/**
 * Calls the engine; starts it when it is not running. Rejects with an Error whose message can be shown. An engine that
 * stopped is started again only by `openFiles`: a new one knows nothing of what is open.
 */
export async function callEngine<M extends Exclude<keyof EngineApi, 'onProgress'>>(
  method: M,
  ...args: Parameters<EngineApi[M]>
): Promise<Awaited<ReturnType<EngineApi[M]>>> {
  const { failure } = useCapture.getState()
  if (client === null && failure !== null) throw new Error(failure)
  return await engineClient().call(method, ...args)
}

/** callEngine for questions of views: what they take sets the pace of the next round. */
export async function askEngine<M extends Exclude<keyof EngineApi, 'onProgress'>>(
  method: M,
  ...args: Parameters<EngineApi[M]>
): Promise<Awaited<ReturnType<EngineApi[M]>>> {
  unanswered++
  try {
    return await callEngine(method, ...args)
  } finally {
    const now = performance.now()
    if (firstAnswer === 0) firstAnswer = now
    unanswered--
    if (unanswered === 0) {
      // Before the first answer the engine was reading, from then on it was answering.
      lastRoundTook = now - firstAnswer
      firstAnswer = 0
    }
  }
}

/**
 * Opens files in place of what is open. Resolves when reading has begun; failures are in the state. Where nothing was
 * open the selection stays: it came with the address.
 */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (useCapture.getState().progress.state !== 'empty') clearSelection()
  await read(files)
}

/** openFiles, where something else than `open` has the engine begin. Whether it began. */
export async function openInstead(files: readonly File[], begin: () => Promise<void>): Promise<boolean> {
  if (useCapture.getState().progress.state !== 'empty') clearSelection()
  // The engine counts the places of files from those that are open.
  await callEngine('close')
  return await read(files, begin)
}

/** addFiles, where something else than `open` has the engine begin. Whether it began. */
export async function readBeside(files: readonly File[], begin: () => Promise<void>): Promise<boolean> {
  return await read([...useCapture.getState().files, ...files], begin)
}

/** Reads what is open anew. */
export async function reopen(): Promise<void> {
  await read(useCapture.getState().files)
}

/** Files as they are now, by their place among those that are open. */
export function showFiles(newest: ReadonlyMap<number, File>): void {
  if (newest.size > 0) useCapture.setState(({ files }) => ({ files: files.map((file, at) => newest.get(at) ?? file) }))
}

/** Milliseconds after which what was added to files may be shown: answering then takes a fifth of the engine's time. */
export function roundPace(): number {
  return FOLLOWED_REST * lastRoundTook
}

async function read(files: readonly File[], begin = () => callEngine('open', files)): Promise<boolean> {
  useCapture.setState((state) => ({
    opened: state.opened + 1,
    lateRound: 0,
    files,
    failure: null,
    notice: null,
    progress: {
      ...nothingOpen,
      state: 'reading',
      files: files.map(({ name, size }) => ({ name, size })),
      bytesTotal: files.reduce((sum, file) => sum + file.size, 0),
      revision: state.progress.revision,
    },
  }))
  try {
    await begin()
    return true
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    useCapture.setState((state) => ({ failure, progress: { ...state.progress, state: 'failed' } }))
    return false
  }
}

/** Says why nothing was opened; what is open stays. */
export function notOpened(notice: string): void {
  useCapture.setState({ notice })
}

/** Opens files beside those that are open: all of them are one capture in time order. */
export async function addFiles(files: readonly File[]): Promise<void> {
  await read([...useCapture.getState().files, ...files])
}

/** Opens what is open without one of the files; without the last one nothing is open. */
export async function removeFile(index: number): Promise<void> {
  const rest = useCapture.getState().files.filter((_, at) => at !== index)
  if (rest.length === 0) closeFiles()
  else await read(rest)
}

export async function cancelReading(): Promise<void> {
  await callEngine('cancel')
}

/** Forgets what is open and ends the worker, so that its memory is free at once. */
export function closeFiles(): void {
  client?.stop()
  client = null
  if (roundTimer !== null) clearTimeout(roundTimer)
  roundTimer = null
  clearSelection()
  useCapture.setState((state) => ({
    progress: nothingOpen,
    files: [],
    failure: null,
    opened: state.opened + 1,
    round: 0,
    lateRound: 0,
  }))
}
