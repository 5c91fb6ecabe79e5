/** A part of a file: its bytes, or who reads those of them from `from` up to `to`. */
export type Part = Uint8Array | { length: number; read(from: number, to: number): Promise<ArrayBuffer> }

/** A file made of parts of others, which are read when asked: a member of an archive. */
export class PartsFile {
  readonly name: string
  readonly size: number
  /** What the file unpacks to where it is packed itself, as its archive says; more is not given. */
  readonly unpackedSize: number | undefined
  private readonly parts: readonly { from: number; to: number; part: Part }[]

  constructor(name: string, parts: readonly Part[], unpackedSize?: number) {
    this.name = name
    this.unpackedSize = unpackedSize
    let from = 0
    this.parts = parts.map((part) => ({ from, to: (from += part.length), part }))
    this.size = from
  }

  slice(from = 0, to = this.size): { arrayBuffer(): Promise<ArrayBuffer> } {
    return { arrayBuffer: () => this.read(Math.max(0, from), Math.min(this.size, to)) }
  }

  private async read(from: number, to: number): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(Math.max(0, to - from))
    for (const { from: begin, to: end, part } of this.parts) {
      const first = Math.max(from, begin)
      const last = Math.min(to, end)
      if (first >= last) continue
      const isHere = part instanceof Uint8Array
      const piece = isHere
        ? part.subarray(first - begin, last - begin)
        : new Uint8Array(await part.read(first - begin, last - begin))
      bytes.set(piece, first - from)
    }
    return bytes.buffer
  }
}
