import type { FileTable } from '../tables/files.ts'
import type { Field } from './field.ts'
import { type RowWalk, sessionsColumn, texts } from './row-columns.ts'

function files(read: (table: FileTable, row: number) => number): RowWalk {
  return ({ files: table }, visit) => {
    for (let row = 0; row < table.rows; row++) {
      const value = read(table, row)
      if (!Number.isNaN(value)) visit({ session: table.session[row], frames: [table.frame[row]] }, value)
    }
  }
}

const text = (column: 'mimeType' | 'filename' | 'declaredType') =>
  sessionsColumn(
    files((table, row) => table[column][row] || Number.NaN),
    texts,
  )

/** Zeek's files log, of the bodies of HTTP. */
export const transferredFileFields: readonly Field[] = [
  {
    name: 'files.mime_type',
    aliases: ['mime_type', 'http.bodymagic'],
    family: 'zeek',
    type: 'text',
    meaning: 'what the first bytes of a transferred file are',
    example: 'files.mime_type == "application/x-dosexec"',
    columns: [text('mimeType')],
  },
  {
    name: 'files.declared_type',
    aliases: [],
    family: 'zeek',
    type: 'text',
    meaning: 'media type that the sender of a file says, in lower case without parameters',
    example: 'files.declared_type == "image/png"',
    columns: [text('declaredType')],
  },
  {
    name: 'files.filename',
    aliases: ['filename'],
    family: 'zeek',
    type: 'text',
    meaning: 'name that the sender of a file gives it (Content-Disposition)',
    example: 'files.filename == "setup.exe"',
    columns: [text('filename')],
  },
  {
    name: 'files.seen_bytes',
    aliases: ['seen_bytes'],
    family: 'zeek',
    type: 'number',
    meaning: 'bytes of a transferred file',
    example: 'files.seen_bytes > 1M',
    columns: [
      sessionsColumn(
        files((table, row) => (table.bytes[row] < 0 ? Number.NaN : table.bytes[row])),
        'number',
      ),
    ],
  },
]
