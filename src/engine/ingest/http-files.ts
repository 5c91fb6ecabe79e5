import { grown } from '../tables/column.ts'

/** Files that messages of http.log name (orig_fuids, resp_fuids): http row and file id, looked up when files.log is read. */
export class HttpFiles {
  /** TextPool id of the file, row of the message + 1. */
  private pairs = new Uint32Array(1024)
  private length = 0
  private indexed = 0
  private readonly byFile = new Map<number, number>()

  add(file: number, message: number): void {
    if (file === 0) return
    if (this.length + 2 > this.pairs.length) this.pairs = grown(this.pairs, this.pairs.length * 2)
    this.pairs[this.length++] = file
    this.pairs[this.length++] = message + 1
  }

  /** Row of the message plus one; 0 = no message names the file. */
  messageOf(file: number): number {
    if (file === 0) return 0
    for (; this.indexed < this.length; this.indexed += 2)
      this.byFile.set(this.pairs[this.indexed], this.pairs[this.indexed + 1])
    return this.byFile.get(file) ?? 0
  }
}
