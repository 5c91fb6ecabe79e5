import { proxy } from 'comlink'
import { create } from 'zustand'
import type { EngineApi } from '../engine/engine-api.ts'
import {
  callEngine,
  notOpened,
  openInstead,
  readBeside,
  reopen,
  roundPace,
  showFiles,
  useCapture,
} from './capture-store.ts'
import { type FileHandle, findHandle, pickHandles, rememberHandle } from './file-handles.ts'

type Growth = NonNullable<Awaited<ReturnType<EngineApi['readOn']>>>

/** Milliseconds between two looks at the files; longer while nobody sees the page. */
const POLL = 1000
const HIDDEN_POLL = 10_000
const SLOWEST_POLL = 30_000
/** A look asks every file: of more, those that changed last are followed. */
const MOST_FILES = 50

export type FollowingState = {
  phase: 'off' | 'following' | 'paused'
  /** Of the last look; null before the first. */
  growth: Growth | null
  /** When something was added (milliseconds since 1970); null = not yet. */
  lastGrew: number | null
  /** Why it cannot go on for now, or null. */
  trouble: string | null
  /** What else happened: a file was replaced. */
  note: string | null
}

const off: FollowingState = { phase: 'off', growth: null, lastGrew: null, trouble: null, note: null }

export const useFollowing = create<FollowingState>(() => off)

let timer: ReturnType<typeof setTimeout> | null = null
/** By place among the files that are open. */
let followed = new Map<number, FileHandle>()
/** Counts up whenever other files are followed, or none: answers that come later are of no use. */
let turn = 0
let isLooking = false

useCapture.subscribe(({ opened }, former) => {
  if (opened !== former.opened) forget()
})

if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && useFollowing.getState().phase === 'following') void look()
  })

function forget(): void {
  turn++
  if (timer !== null) clearTimeout(timer)
  timer = null
  followed = new Map()
  useFollowing.setState(off)
}

/** Follows the open files that came with a handle; where none did, asks for files and opens them beside. */
export async function followOpenFiles(): Promise<void> {
  const { files } = useCapture.getState()
  const known = files
    .map((file, place) => ({ file, place, find: findHandle(file) }))
    .filter(({ find }) => find !== undefined)
    .sort((a, b) => b.file.lastModified - a.file.lastModified)
    .slice(0, MOST_FILES)
  await saying(async () => {
    if (known.length === 0) {
      await followHandles(await pickHandles(), 'beside')
      return
    }
    const places = new Map<number, FileHandle>()
    let problem: unknown = null
    for (const { place, find } of known)
      try {
        const handle = await find?.()
        // Of many files some may have gone since; the others are followed all the same.
        await handle?.getFile()
        if (handle !== undefined) places.set(place, handle)
      } catch (error) {
        problem = error
      }
    if (places.size === 0) throw problem
    await begin(places, new Map())
  })
}

/** Asks for files and follows them. */
export async function followPickedFiles(): Promise<void> {
  await saying(async () => followHandles(await pickHandles(), 'instead'))
}

/**
 * Follows the files of these handles. One that is open already, by its handle or by its name, is followed in its place; others are opened
 * in place of what is open, or beside it. Rejects where a file cannot be had; what is open stays then.
 */
export async function followHandles(handles: readonly FileHandle[], others: 'instead' | 'beside'): Promise<void> {
  if (handles.length === 0) return
  const open = useCapture.getState().files
  const places = new Map<number, FileHandle>()
  const added = new Map<FileHandle, File>()
  for (const handle of handles) {
    const place = await placeOf(handle, open)
    if (place >= 0) places.set(place, handle)
    else added.set(handle, await handle.getFile())
  }
  if (added.size > 0 && others === 'instead') {
    const all = new Map(handles.entries())
    const files: File[] = []
    for (const handle of handles) files.push(added.get(handle) ?? (await handle.getFile()))
    if (await openInstead(files, () => ask(all))) started(all)
    return
  }
  const further = new Map([...added].map(([handle, file], at) => [open.length + at, { handle, file }]))
  await begin(places, further)
}

async function placeOf(handle: FileHandle, open: readonly File[]): Promise<number> {
  for (const [place, file] of open.entries()) {
    const known = await findHandle(file)?.()
    if (known === undefined ? file.name === handle.name : (await handle.isSameEntry?.(known)) === true) return place
  }
  return -1
}

async function begin(
  places: Map<number, FileHandle>,
  further: Map<number, { handle: FileHandle; file: File }>,
): Promise<void> {
  const all = new Map([...places, ...[...further].map(([place, { handle }]) => [place, handle] as const)])
  if (further.size > 0)
    await readBeside(
      [...further.values()].map(({ file }) => file),
      () => ask(all),
    )
  else await ask(all)
  started(all)
}

/** The engine reads what is open anew, and then on. */
async function ask(handles: ReadonlyMap<number, FileHandle>): Promise<void> {
  const current = async (place: number): Promise<File> => {
    const handle = handles.get(place)
    if (handle === undefined) throw new Error(`there is no file ${place}`)
    const file = await handle.getFile()
    rememberHandle(file, async () => handle)
    newest.set(place, file)
    return file
  }
  await callEngine('follow', [...handles.keys()], proxy(current))
}

/** The files as they were when the engine asked for them last. */
const newest = new Map<number, File>()

function started(handles: Map<number, FileHandle>): void {
  forget()
  followed = handles
  useFollowing.setState({ ...off, phase: 'following' })
  void look()
}

async function look(): Promise<void> {
  if (isLooking) return
  isLooking = true
  if (timer !== null) clearTimeout(timer)
  timer = null
  const own = turn
  try {
    const growth = await callEngine('readOn')
    if (own === turn) take(growth)
  } catch (error) {
    if (own === turn) end(error instanceof Error ? error.message : String(error))
  } finally {
    isLooking = false
    if (own !== turn && useFollowing.getState().phase === 'following') void look()
    else schedule()
  }
}

function schedule(): void {
  if (useFollowing.getState().phase !== 'following') return
  if (timer !== null) clearTimeout(timer)
  // A look is cheap, but answers to what was added may take a while.
  const seen =
    useFollowing.getState().growth?.grew === true ? Math.min(SLOWEST_POLL, Math.max(POLL, roundPace())) : POLL
  const wait = document.hidden ? HIDDEN_POLL : seen
  timer = setTimeout(() => void look(), wait)
}

function take(growth: Growth | null): void {
  if (growth === null) {
    forget()
    return
  }
  showFiles(newest)
  newest.clear()
  const { phase, note, lastGrew } = useFollowing.getState()
  const lost = growth.files.find(({ state }) => state === 'lost')
  const isForbidden = lost?.why === 'NotAllowedError'
  useFollowing.setState({
    growth,
    phase: isForbidden ? 'paused' : phase,
    lastGrew: growth.grew ? Date.now() : lastGrew,
    trouble: lost === undefined ? null : troubleWith(lost.name, lost.why ?? ''),
    note: growth.replaced.length > 0 ? replacedNote(growth.replaced) : note,
  })
  if (growth.files.every(({ state }) => state === 'refused')) {
    const [{ name, why }] = growth.files
    end(`${name} is not followed: ${why ?? ''}`)
  }
}

function troubleWith(name: string, why: string): string {
  if (why === 'NotFoundError') return `${name} is gone: what was read stays, and it is looked for again`
  if (why === 'NotAllowedError')
    return `The browser lets the page read ${name} no more: what was read stays, and Resume asks for the permission`
  return `${name} cannot be read now (${why}): what was read stays, and it is tried again`
}

function replacedNote(names: readonly string[]): string {
  return `${names.join(', ')} was replaced by a new file, which is read behind the old one`
}

function end(why: string): void {
  forget()
  notOpened(why)
}

export function pauseFollowing(): void {
  if (useFollowing.getState().phase !== 'following') return
  if (timer !== null) clearTimeout(timer)
  timer = null
  useFollowing.setState({ phase: 'paused' })
}

/** Goes on; asks for the permission where it was withdrawn (the person has just pressed something). */
export async function resumeFollowing(): Promise<void> {
  await saying(async () => {
    for (const { name, state, why } of useFollowing.getState().growth?.files ?? [])
      if (state === 'lost' && why === 'NotAllowedError')
        for (const handle of followed.values())
          if (handle.name === name) await handle.requestPermission?.({ mode: 'read' })
    useFollowing.setState({ phase: 'following', trouble: null })
    await look()
  })
}

/** Reads what is open anew, and goes on following what was followed. */
export async function reopenFiles(): Promise<void> {
  if (useFollowing.getState().phase === 'off') {
    await reopen()
    return
  }
  await saying(async () => {
    const all = followed
    await ask(all)
    started(all)
  })
}

/** Ends it; what was read stays. */
export async function stopFollowing(): Promise<void> {
  forget()
  await callEngine('stopFollowing')
}

async function saying(task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    notOpened(`The file cannot be followed: ${error instanceof Error ? error.message : String(error)}`)
  }
}
