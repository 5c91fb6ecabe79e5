import type { Write } from './chunked-output.ts'

/** Chunks of a file that is written, each a blob of its own: browsers keep those outside of the worker's memory. */
export class BlobParts {
  private readonly parts: Blob[] = []

  readonly write: Write = (chunk) => {
    this.parts.push(new Blob([new Uint8Array(chunk)]))
  }

  blob(type: string): Blob {
    return new Blob(this.parts, { type })
  }
}
