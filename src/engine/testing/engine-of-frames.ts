import { Engine } from '../engine.ts'
import { pcapFile } from './capture-files.ts'

/** An engine that has read a capture of these frames, a second apart. */
export async function engineOfFrames(frames: readonly Uint8Array[]): Promise<Engine> {
  const engine = new Engine()
  const bytes = pcapFile(frames.map((frame, i) => ({ bytes: frame, seconds: 1000 + i, fraction: 0 })))
  await engine.open([new File([new Uint8Array(bytes)], 'a.pcap')])
  await engine.whenRead()
  return engine
}
