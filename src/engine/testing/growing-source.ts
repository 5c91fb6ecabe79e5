/** A file that something writes to, and what a handle of it answers. A File that was given goes bad with the next change. */
export class GrowingSource {
  private bytes: Uint8Array<ArrayBuffer>
  private changes = 0
  /** What getFile rejects with, by name. */
  problem: string | null = null
  readonly name: string

  constructor(name: string, bytes: Uint8Array | string = '') {
    this.name = name
    this.bytes = bytesOf(bytes)
  }

  /** Replaces what the file holds. */
  write(bytes: Uint8Array | string): void {
    this.bytes = bytesOf(bytes)
    this.changes++
  }

  append(bytes: Uint8Array | string): void {
    const more = bytesOf(bytes)
    const longer = new Uint8Array(this.bytes.length + more.length)
    longer.set(this.bytes)
    longer.set(more, this.bytes.length)
    this.write(longer)
  }

  readonly getFile = async (): Promise<File> => {
    if (this.problem !== null) throw new DOMException('it cannot be had', this.problem)
    const { changes } = this
    const file = new File([this.bytes], this.name, { lastModified: 1000 + changes })
    const slice = file.slice.bind(file)
    file.slice = (...bounds) => {
      const part = slice(...bounds)
      const read = part.arrayBuffer.bind(part)
      part.arrayBuffer = async () => {
        if (changes !== this.changes) throw new DOMException('the file has changed', 'NotReadableError')
        return read()
      }
      return part
    }
    return file
  }
}

function bytesOf(content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}
