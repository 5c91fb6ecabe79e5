import type { SmbTable } from '../tables/smb.ts'
import type { Field } from './field.ts'
import { type RowWalk, sessionsColumn, texts } from './row-columns.ts'

function actions(read: (table: SmbTable, row: number) => number): RowWalk {
  return ({ smb: table }, visit) => {
    for (let row = 0; row < table.rows; row++) {
      const value = read(table, row)
      if (!Number.isNaN(value)) visit({ session: table.session[row], frames: [table.frame[row]] }, value)
    }
  }
}

export const smbFields: readonly Field[] = [
  {
    name: 'smb.share',
    aliases: ['smb_mapping.path'],
    family: 'arkime',
    type: 'text',
    folded: true,
    meaning: 'share that a session connects to',
    example: 'smb.share == *ADMIN$',
    columns: [
      sessionsColumn(
        actions((table, row) => table.share[row] || Number.NaN),
        texts,
      ),
    ],
  },
  {
    name: 'smb.fn',
    aliases: ['smb_files.name'],
    family: 'arkime',
    type: 'text',
    folded: true,
    meaning: 'pipe that a session opens, or file that it writes',
    example: 'smb.fn == *svcctl',
    columns: [
      sessionsColumn(
        actions((table, row) => table.name[row] || Number.NaN),
        texts,
      ),
    ],
  },
  {
    name: 'smb.ver',
    aliases: [],
    family: 'arkime',
    type: 'number',
    meaning: 'version of SMB that a session speaks: 1, or 2 (also of SMB 3)',
    example: 'smb.ver == 1',
    columns: [
      sessionsColumn(
        actions((table, row) => table.version[row] || Number.NaN),
        'number',
      ),
    ],
  },
]
