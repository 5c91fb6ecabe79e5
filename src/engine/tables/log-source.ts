/** A line or value of a log that was left out, and why. */
export type LogProblem = {
  /** From 1. */
  line: number
  /** Of the line's first byte in the (decompressed) file. */
  offset: number
  why: string
}

/** One log: a file, or the rows of one kind in a file that mixes kinds. */
export type LogSource = {
  file: string
  /** Place of the file among those that were opened. */
  fileNumber: number
  /** 'zeek-tsv', 'zeek-json (gzip)'; 'not a log' for a text that is none. */
  format: string
  /** Zeek's #path; null when it is not a log. */
  path: string | null
  rows: number
  /** Lines that gave no row; the first of them, and how many there were. */
  skipped: LogProblem[]
  skippedRows: number
  /** Values that could not be read; their rows stand. */
  badValues: LogProblem[]
  badCount: number
  /** Columns in the order of the log, with Zeek's types. */
  fields: { name: string; type: string }[]
}

/** So many problems of a log are kept; the rest is counted. */
export const MAX_PROBLEMS = 200

export function newLogSource(
  { name, order, format }: { name: string; order: number; format: string },
  path: string | null,
): LogSource {
  return {
    file: name,
    fileNumber: order,
    format,
    path,
    rows: 0,
    skipped: [],
    skippedRows: 0,
    badValues: [],
    badCount: 0,
    fields: [],
  }
}
