import { LineFeed } from './line-feed.ts'

const QUOTE = '"'
/** Comma, semicolon, tab, vertical bar. */
const SEPARATORS = [',', ';', '\t', '|']
/** Fewer columns are no record of a flow, and a text with a comma in its first line is no table. */
const LEAST_COLUMNS = 3
const MOST_COLUMNS = 2000
const LONGEST_LINE = 65536
const LONGEST_NAME = 100

/** Names of columns, of which all are different: what tells a header from a row and from prose. */
const nameOfColumn = /^[A-Za-z_%][\w .:/()%#+-]{0,48}$/
const address = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i

export type CsvHeader = {
  /** A character code. */
  separator: number
  names: string[]
  /** The names are such as programs give to columns. */
  isPlain: boolean
}

/**
 * Whether a table with a header begins here. Names may be anything where the row below holds two addresses and the
 * header none: nothing else looks like that.
 */
export function beginsWithHeader(head: Uint8Array): boolean {
  const lines = new LineFeed()
  lines.feed(head)
  lines.end()
  if (!lines.next()) return false
  const header = csvHeaderOf(lines)
  if (header === null) return false
  if (!lines.next() || lines.from === lines.to || lines.isUnterminated) return header.isPlain
  const row = cellsOf(textOf(lines), String.fromCharCode(header.separator))
  // A first row with another number of values means prose.
  if (row.length !== header.names.length) return false
  return header.isPlain || (addresses(row) >= 2 && addresses(header.names) === 0)
}

/** The header that a line is, parted by what gives plain names, else by what gives most; null = none. */
export function csvHeaderOf(line: LineFeed): CsvHeader | null {
  const text = textOf(line)
  let most: CsvHeader | null = null
  for (const separator of SEPARATORS) {
    const names = cellsOf(text, separator)
    if (names.length < 2 || names.length > MOST_COLUMNS || new Set(names).size < names.length) continue
    if (names.some((name) => name === '' || name.length > LONGEST_NAME)) continue
    const isPlain = names.length >= LEAST_COLUMNS && names.every((name) => nameOfColumn.test(name))
    const header = { separator: separator.charCodeAt(0), names, isPlain }
    if (isPlain) return header
    if (names.length > (most?.names.length ?? 0)) most = header
  }
  return most
}

/** The values of a line: without quotes and the blanks around them. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= line.length; ) {
    let from = at
    while (line[from] === ' ') from++
    if (line[from] === QUOTE) {
      let to = from + 1
      while (to < line.length && (line[to] !== QUOTE || line[to + 1] === QUOTE)) to += line[to] === QUOTE ? 2 : 1
      cells.push(
        line
          .slice(from + 1, to)
          .replaceAll('""', '"')
          .trim(),
      )
      at = line.indexOf(separator, to)
    } else {
      at = line.indexOf(separator, from)
      cells.push(line.slice(from, at < 0 ? undefined : at).trim())
    }
    if (at < 0) break
    at++
  }
  return cells
}

function addresses(cells: readonly string[]): number {
  return cells.filter((cell) => address.test(cell)).length
}

function textOf({ bytes, from, to }: LineFeed): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + LONGEST_LINE)))
}
