import { expect, test, vi } from 'vitest'
import { FileSlices, UnreadableFileError } from './file-slices.ts'
import { FileStream, StalledStreamError } from './file-stream.ts'

/** A file whose byte stream gives at most `piece` bytes at once and breaks after `breaks` of them. */
function blobOf(bytes: Uint8Array<ArrayBuffer>, piece: number, breaks = bytes.length + 1): Blob {
  const blob = new Blob([bytes])
  let position = 0
  const stream = () =>
    new ReadableStream({
      type: 'bytes',
      pull(controller) {
        const request = controller.byobRequest
        if (position >= breaks) controller.error(new DOMException('changed', 'NotReadableError'))
        else if (request?.view) {
          const into = new Uint8Array(request.view.buffer, request.view.byteOffset, request.view.byteLength)
          const length = Math.min(piece, into.length, bytes.length - position)
          into.set(bytes.subarray(position, position + length))
          position += length
          request.respond(length)
        }
      },
    })
  return Object.assign(blob, { stream })
}

function counted(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 7) ^ (i >>> 8))
}

test('gives all bytes in order; a chunk stands until the second one after it is asked for', async () => {
  const bytes = counted(50_000)
  const stream = FileStream.of(blobOf(bytes, 1000))
  let position = 0
  let before: Uint8Array = new Uint8Array(0)
  for (let chunk = await stream?.read(); chunk; chunk = await stream?.read()) {
    // What the chunk before holds is still what it was when it was given.
    expect(before).toEqual(bytes.subarray(position - before.length, position))
    expect(chunk).toEqual(bytes.subarray(position, position + chunk.length))
    position += chunk.length
    expect(stream?.position).toBe(position)
    before = chunk
  }
  expect(position).toBe(bytes.length)
})

test('a file that breaks off gives what came before', async () => {
  const stream = FileStream.of(blobOf(counted(5000), 1000, 2000))
  expect((await stream?.read())?.length).toBe(1000)
  expect((await stream?.read())?.length).toBe(1000)
  await expect(stream?.read()).rejects.toThrow(UnreadableFileError)
  stream?.close()
})

test('no stream where it would not fill our buffers', () => {
  const stream = () => new ReadableStream<Uint8Array<ArrayBuffer>>()
  expect(FileStream.of(Object.assign(new Blob(['x']), { stream }))).toBeNull()
})

test('a stream that stops is given up, and the rest read in slices', async () => {
  const bytes = counted(5000)
  const blob = blobOf(bytes, 1000)
  const stream = () =>
    new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        const view = controller.byobRequest?.view
        if (view && !given) {
          new Uint8Array(view.buffer, view.byteOffset, 1000).set(bytes.subarray(0, 1000))
          given = true
          controller.byobRequest?.respond(1000)
        } else await new Promise(() => {})
      },
    })
  let given = false
  vi.useFakeTimers()
  try {
    const stopping = FileStream.of(Object.assign(blob, { stream }))
    expect((await stopping?.read())?.length).toBe(1000)
    const next = expect(stopping?.read()).rejects.toThrow(StalledStreamError)
    await vi.advanceTimersByTimeAsync(2000)
    await next
    expect(stopping?.position).toBe(1000)
    stopping?.close()
  } finally {
    vi.useRealTimers()
  }
  const rest = new FileSlices(new Blob([bytes]), 8192, 1000)
  expect(await rest.read()).toEqual(bytes.subarray(1000))
})
