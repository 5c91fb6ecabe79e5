import { proxy, releaseProxy, wrap, type Remote } from 'comlink'
import type { EngineApi, Progress } from '../engine/engine-api.ts'
// A worker's module has no exports: the suffix makes a class of it.
// oxlint-disable-next-line import/default
import EngineWorker from './engine.worker.ts?worker&inline'

/** Some browsers refuse a worker without an error: after this many milliseconds of silence it is said. */
const ANSWER_WITHIN = 3000

type Asynchronous<T> = T extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never

/** The Engine as it looks from the page: every method answers a promise. */
export type RemoteEngine = { [M in keyof EngineApi]: Asynchronous<EngineApi[M]> }

export type EngineClient = {
  /** Rejects when the engine throws, and when the worker dies before it answers. */
  call<M extends Exclude<keyof EngineApi, 'onProgress'>>(
    method: M,
    ...args: Parameters<EngineApi[M]>
  ): Promise<Awaited<ReturnType<EngineApi[M]>>>
  stop(): void
}

export type EngineEvents = {
  onProgress: (progress: Progress) => void
  /** The worker has not answered for three seconds after its start. It may only be slow: null when it has. */
  onSilence: (message: string | null) => void
  /** The worker could not start, or died; a new client can be started. */
  onFailure: (message: string) => void
}

/** Starts the engine's worker. Nothing is thrown: what goes wrong arrives as `onFailure`. */
export function startEngine(events: EngineEvents): EngineClient {
  let worker: Worker | null = null
  let failed: string | null = null
  const waiting = new Set<(reason: Error) => void>()

  const fail = (message: string) => {
    if (failed !== null) return
    failed = message
    clearTimeout(timer)
    worker?.terminate()
    for (const reject of waiting) reject(new Error(message))
    waiting.clear()
    events.onFailure(message)
  }
  let silent = false
  const timer = setTimeout(() => {
    silent = true
    events.onSilence('The engine did not start within three seconds: the browser refuses its worker, or is very busy.')
  }, ANSWER_WITHIN)

  try {
    worker = new EngineWorker({ name: 'capscope engine' })
  } catch (error) {
    queueMicrotask(() => fail(`The browser refused the engine's worker: ${String(error)}`))
  }
  worker?.addEventListener('error', (event) => {
    event.preventDefault()
    fail(event.message ? `The engine stopped: ${event.message}` : "The browser refused the engine's worker.")
  })
  worker?.addEventListener('messageerror', () => fail('The engine sent something the page cannot read.'))

  const remote: Remote<EngineApi> | null = worker === null ? null : wrap<EngineApi>(worker)
  const engine = remote as unknown as RemoteEngine

  const call = <T>(ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (failed !== null || remote === null) {
        reject(new Error(failed ?? 'The engine is not running.'))
        return
      }
      waiting.add(reject)
      ask().then(
        (answer) => {
          waiting.delete(reject)
          resolve(answer)
        },
        (error: unknown) => {
          waiting.delete(reject)
          reject(error instanceof Error ? error : new Error(String(error)))
        },
      )
    })

  if (remote !== null) {
    call(() => engine.progress()).then(
      () => {
        clearTimeout(timer)
        if (silent) events.onSilence(null)
      },
      () => {},
    )
    call(() => engine.onProgress(proxy(events.onProgress))).catch(() => {})
  }

  return {
    // Not through `apply`: comlink would look for a method of that name in the worker.
    call: (method, ...args) => call(() => (engine[method] as (...given: unknown[]) => Promise<never>)(...args)),
    stop() {
      failed ??= 'The engine was stopped.'
      clearTimeout(timer)
      for (const reject of waiting) reject(new Error(failed))
      waiting.clear()
      remote?.[releaseProxy]()
      worker?.terminate()
    },
  }
}
