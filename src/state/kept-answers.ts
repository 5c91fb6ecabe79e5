/** Bytes of all answers that are kept, and of the largest one of them. */
const MOST_BYTES = 32 * 1024 * 1024
const LARGEST = 4 * 1024 * 1024
/** What an object or a text takes beside its contents, about. */
const FRAME = 24

/**
 * The answers of one state of the capture that were asked for last: whoever goes back to an earlier selection or view has
 * them at once. Bounded in bytes, the one asked for longest ago goes first.
 */
export class KeptAnswers {
  private readonly most: number
  private readonly largest: number
  private readonly kept = new Map<string, { answer: unknown; bytes: number }>()
  private state = ''
  private bytes = 0

  constructor(most = MOST_BYTES, largest = LARGEST) {
    this.most = most
    this.largest = largest
  }

  /** undefined = it is not known. `state`: all that answers depend on beside the question; another one forgets all. */
  find(state: string, question: string): unknown {
    if (state !== this.state) return undefined
    const entry = this.kept.get(question)
    if (entry === undefined) return undefined
    this.kept.delete(question)
    this.kept.set(question, entry)
    return entry.answer
  }

  keep(state: string, question: string, answer: unknown): void {
    if (state !== this.state) this.forget()
    this.state = state
    const bytes = bytesOf(answer, this.largest)
    const former = this.kept.get(question)
    if (former !== undefined) {
      this.kept.delete(question)
      this.bytes -= former.bytes
    }
    if (bytes > this.largest) return
    this.kept.set(question, { answer, bytes })
    this.bytes += bytes
    for (const [oldest, entry] of this.kept) {
      if (this.bytes <= this.most) break
      this.kept.delete(oldest)
      this.bytes -= entry.bytes
    }
  }

  forget(): void {
    this.kept.clear()
    this.bytes = 0
  }
}

/** About how many bytes a value takes; does not look further once it is more than `enough`. */
export function bytesOf(value: unknown, enough: number): number {
  if (typeof value === 'string') return FRAME + 2 * value.length
  if (typeof value !== 'object' || value === null) return 8
  if (ArrayBuffer.isView(value)) return FRAME + value.byteLength
  if (value instanceof Blob) return FRAME
  let bytes = FRAME
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    bytes += bytesOf(part, enough - bytes)
    if (bytes > enough) break
  }
  return bytes
}
