import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'

/** Bytes of one read of `stream()`. */
const STEP = 1 << 20

/**
 * A part of a file on disk that reads when asked. Node's openAsBlob does the same, but still warns that it is
 * experimental and reads slices of 16 MiB at a third of the rate.
 */
class DiskSlice implements Blob {
  readonly size: number
  readonly type = ''
  protected readonly path: string
  protected readonly from: number

  constructor(path: string, from: number, size: number) {
    this.path = path
    this.from = from
    this.size = size
  }

  slice(start = 0, end = this.size): Blob {
    const from = Math.min(this.size, start < 0 ? Math.max(0, this.size + start) : start)
    const to = Math.min(this.size, end < 0 ? Math.max(0, this.size + end) : end)
    return new DiskSlice(this.path, this.from + from, Math.max(0, to - from))
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }

  /** Rejects when the file has become shorter. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(this.size)
    const file = await open(this.path)
    try {
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, this.from + filled)
        if (bytesRead === 0) throw new Error(`${this.path} became shorter while it was read`)
        filled += bytesRead
      }
    } finally {
      await file.close()
    }
    return bytes
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let position = 0
    return new ReadableStream({
      pull: async (controller) => {
        const end = Math.min(this.size, position + STEP)
        if (end > position)
          controller.enqueue(await new DiskSlice(this.path, this.from + position, end - position).bytes())
        position = end
        if (position >= this.size) controller.close()
      },
    })
  }
}

class DiskFile extends DiskSlice implements File {
  readonly name: string
  readonly lastModified: number
  readonly webkitRelativePath = ''

  constructor(path: string, size: number, lastModified: number) {
    super(path, 0, size)
    this.name = basename(path)
    this.lastModified = lastModified
  }
}

/** A file on disk as the Engine takes it. Rejects when it cannot be read. */
export async function openFile(path: string): Promise<File> {
  const found = await stat(path)
  if (found.isDirectory()) throw new Error(`${path} is a folder; --together takes the files in it`)
  if (!found.isFile()) throw new Error(`${path} is not a file`)
  // a file without permission is to fail here and not while it is read
  await (await open(path)).close()
  return new DiskFile(path, found.size, found.mtimeMs)
}
