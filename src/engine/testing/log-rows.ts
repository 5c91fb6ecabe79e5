import type { LogFormat, LogReader } from '../formats/log.ts'

export type ReadLog = {
  /** Of each row what `take` answered. */
  rows: unknown[]
  skipped: [line: number, offset: number, why: string][]
  bad: [line: number, offset: number, why: string][]
  reader: LogReader
}

/** Reads a text as a log, cut into pieces of `piece` bytes. */
export function readLog(
  format: LogFormat,
  text: string | Uint8Array,
  take: (reader: LogReader) => unknown,
  { piece = 7, path = '' } = {},
): ReadLog {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const skipped: ReadLog['skipped'] = []
  const bad: ReadLog['bad'] = []
  const reader = format.open(
    { onSkipped: (...problem) => skipped.push(problem), onBadValue: (...problem) => bad.push(problem) },
    path,
  )
  const rows: unknown[] = []
  const drain = (): void => {
    while (reader.next()) rows.push(take(reader))
  }
  for (let at = 0; at < bytes.length; at += piece) {
    reader.feed(bytes.slice(at, at + piece))
    drain()
  }
  reader.end()
  drain()
  return { rows, skipped, bad, reader }
}
