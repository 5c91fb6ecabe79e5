import type { Compression } from '../formats/compression.ts'
import { type ByteSource, UnreadableFileError } from './file-slices.ts'

/** A file that unpacks to more than this is stopped: 200 times its size, and 1 GiB whatever its size. */
export function outputLimit(fileSize: number): number {
  return Math.max(2 ** 30, fileSize * 200)
}

/** Output that is at its limit: what came before it stands. */
export class TooLargeError extends Error {}

/**
 * The bytes inside a compressed file, in chunks. `open` starts the file from its beginning: DecompressionStream is
 * tried first where it knows the format, and refuses what gzip allows (several members); the slower decoder then
 * starts over and leaves out what was given already. Throws UnreadableFileError, TooLargeError, or an Error that says
 * what is wrong with the content; what was given before is right.
 */
export async function* decompressed(
  open: () => ByteSource,
  compression: Compression,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let given = 0
  function* bounded(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    const room = limit - given
    given += chunk.length
    yield chunk.length <= room ? chunk : chunk.subarray(0, room)
    if (chunk.length > room) throw new TooLargeError(`stopped: the file unpacks to more than ${limit} bytes`)
  }
  if (compression.native !== null && typeof DecompressionStream !== 'undefined') {
    try {
      for await (const chunk of throughStream(open(), compression.native, compression.piece)) yield* bounded(chunk)
      return
    } catch (error) {
      if (error instanceof UnreadableFileError || error instanceof TooLargeError) throw error
    }
  }
  let known = given
  for await (const chunk of throughDecoder(open(), compression)) {
    if (known >= chunk.length) known -= chunk.length
    else {
      yield* bounded(chunk.subarray(known))
      known = 0
    }
  }
}

async function* throughStream(
  source: ByteSource,
  format: 'gzip',
  piece: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = new DecompressionStream(format)
  const output = stream.readable.getReader()
  const pumped = pump(source, stream.writable.getWriter(), piece)
  // Its failure is awaited below; the stream fails first.
  pumped.catch(() => {})
  try {
    for (;;) {
      const { done, value } = await output.read()
      if (done) return
      yield value
    }
  } catch (error) {
    await pumped.catch((reason: unknown) => {
      if (reason instanceof UnreadableFileError) throw reason
    })
    throw error
  } finally {
    output.cancel().catch(() => {})
  }
}

/** Writes in small pieces: the stream unpacks a whole piece before anybody can read the first byte of it. */
async function pump(
  source: ByteSource,
  input: WritableStreamDefaultWriter<BufferSource>,
  piece: number,
): Promise<void> {
  try {
    for (;;) {
      const chunk = await source.read()
      if (chunk === null) break
      for (let at = 0; at < chunk.length; at += piece) {
        await input.ready
        await input.write(chunk.slice(at, at + piece))
      }
    }
    await input.close()
  } catch (error) {
    input.abort(error).catch(() => {})
    throw error
  }
}

async function* throughDecoder(
  source: ByteSource,
  compression: Compression,
): AsyncGenerator<Uint8Array, void, undefined> {
  let ready: Uint8Array[] = []
  let broken: Error | null = null
  const decoder = compression.open((bytes) => ready.push(bytes))
  const push = (bytes: Uint8Array, final: boolean): void => {
    ready = []
    try {
      decoder.push(bytes, final)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      broken = new Error(`the ${compression.name} data is damaged or cut short (${why})`)
    }
  }
  for (;;) {
    const chunk = await source.read()
    if (chunk === null) break
    for (let at = 0; at < chunk.length; at += compression.piece) {
      push(chunk.subarray(at, at + compression.piece), false)
      yield* ready
      if (broken !== null) throw broken
    }
  }
  push(new Uint8Array(0), true)
  yield* ready
  if (broken !== null) throw broken
}
