/**
 * A column with Zeek's name and type (docs.zeek.org, "Types"). An unset value is null everywhere.
 */
export type ExportColumn = { readonly name: string } & (
  | {
      readonly type: 'time'
      /** Seconds since 1970 with nine digits: '1700000000.123456789'. */
      readonly value: (row: number) => string | null
    }
  | { readonly type: 'interval' | 'count' | 'int' | 'double' | 'port'; readonly value: (row: number) => number | null }
  | { readonly type: 'bool'; readonly value: (row: number) => boolean | null }
  | { readonly type: 'addr' | 'string' | 'enum'; readonly value: (row: number) => string | null }
  | {
      readonly type: 'vector[string]' | 'set[string]'
      readonly value: (row: number) => readonly string[] | null
    }
  | { readonly type: 'vector[interval]'; readonly value: (row: number) => readonly number[] | null }
)

/** A table, or the rows of a list, to be written. */
export type ExportTable = {
  /** Zeek's name of the log: 'conn', 'dns', 'ssl' … */
  readonly name: string
  /** Digits of a second that times have: 6 or 9. */
  readonly precision: 6 | 9
  readonly rows: number
  /** Called with 0 … rows - 1. */
  readonly columns: readonly ExportColumn[]
}

/** Writes a table in pieces, so that the work in between can be shown and cancelled. */
export interface TableWriter {
  /** The next rows, [from, to), in order. */
  write(from: number, to: number): void
  finish(): void
}

/** '2023-11-14T22:13:20.123456789Z' of seconds since 1970 with nine digits; the first `precision` of them are kept. */
export function isoTime(seconds: string, precision: 6 | 9): string {
  const dot = seconds.indexOf('.')
  let whole = Number(seconds.slice(0, dot))
  let fraction = Number(seconds.slice(dot + 1))
  if (seconds.startsWith('-') && fraction > 0) {
    whole -= 1
    fraction = 1_000_000_000 - fraction
  }
  const date = new Date(whole * 1000)
  if (Number.isNaN(date.getTime())) return seconds
  const digits = String(fraction).padStart(9, '0').slice(0, precision)
  return `${date.toISOString().slice(0, -5)}.${digits}Z`
}

/** The shortest decimal text that reads as this number, never with an exponent: Zeek's readers know none. */
export function plainNumber(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  return Math.abs(value) < 1 ? value.toFixed(12).replace(/\.?0+$/, '') : BigInt(Math.round(value)).toString()
}
