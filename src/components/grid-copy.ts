import type { GridColumn } from './grid-column.ts'

/** One CSV cell (RFC 4180); text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function csvCell(text: string): string {
  const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)
  const safe = !isNumber && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Header line and one line a row. */
export function rowsToCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => csvCell(column.header)).join(',')]
  for (const row of rows) lines.push(columns.map((column) => csvCell(column.text(row))).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** Tab-separated, as spreadsheets take it from the clipboard; no header. Formula leads are neutralised here too. */
export function rowsToText<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  return rows
    .map((row) =>
      columns
        .map((column) => {
          const text = column.text(row).replaceAll(/[\t\r\n]+/g, ' ')
          return /^[=+@]/.test(text) || /^-(?!\d+(\.\d+)?$)/.test(text) ? `'${text}` : text
        })
        .join('\t'),
    )
    .join('\n')
}

/** Puts text on the clipboard; false when the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
