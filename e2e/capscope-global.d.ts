import type { EngineApi } from '../src/engine/engine-api.ts'
import type { RemoteEngine } from '../src/worker/client.ts'

declare global {
  /** What the page offers to scripts. */
  const capscope: Omit<RemoteEngine, 'onProgress' | 'open' | 'follow'> & {
    open: (files: File[]) => ReturnType<EngineApi['open']>
    follow: (...handles: FileSystemFileHandle[]) => Promise<void>
  }
}
