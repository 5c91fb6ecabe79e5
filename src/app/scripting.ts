import type { FileHandle } from '../state/file-handles.ts'
import { followHandles, stopFollowing } from '../state/following.ts'
import { askEngine, callEngine, cancelReading, closeFiles, openFiles } from '../state/capture-store.ts'

const PASSED_ON = new Set(['whenRead', 'progress'])

/**
 * `window.capscope`: the page's Engine for the console and for automation. Every method of DESIGN section 5 answers a
 * promise; what is opened through it shows in the page, and what is dropped on the page is open in it.
 */
export function offerEngine(): void {
  const own = new Map<string, unknown>([
    ['open', (files: Iterable<File> | ArrayLike<File>) => openFiles(Array.from(files))],
    ['follow', (...handles: FileHandle[]) => followHandles(handles, 'instead')],
    ['stopFollowing', stopFollowing],
    ['cancel', cancelReading],
    ['close', async () => closeFiles()],
    ['onProgress', undefined],
    // Without it, `await capscope` would call the engine's `then`.
    ['then', undefined],
  ])
  const capscope = new Proxy(Object.create(null) as object, {
    get: (_target, name) => {
      if (typeof name !== 'string') return undefined
      if (own.has(name)) return own.get(name)
      const call = (PASSED_ON.has(name) ? callEngine : askEngine) as (
        method: string,
        ...given: unknown[]
      ) => Promise<unknown>
      return (...given: unknown[]) => call(name, ...given)
    },
  })
  Object.defineProperty(globalThis, 'capscope', { value: capscope, enumerable: true })
}
