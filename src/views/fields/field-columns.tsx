import { textColumn } from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'

const FAMILIES = { wireshark: 'Wireshark', arkime: 'Arkime', zeek: 'Zeek' } as const

const aliases: GridColumn<FieldDescription> = {
  id: 'aliases',
  header: 'Also',
  width: 190,
  explain: 'Other names of the same field',
  cell: (row) => <MiddleText text={row.aliases.join(', ')} none="" />,
  text: (row) => row.aliases.join(', '),
}

const family: GridColumn<FieldDescription> = {
  id: 'family',
  header: 'Reads as',
  width: 88,
  order: 'family',
  explain: 'Whose rules hold where they differ: for Wireshark’s fields != needs the field to be there',
  cell: (row) => FAMILIES[row.family],
  text: (row) => FAMILIES[row.family],
}

const source: GridColumn<FieldDescription> = {
  id: 'source',
  header: 'Answered from',
  width: 112,
  order: 'source',
  explain: 'Tables answer at once; for other fields the packets are read again',
  cell: (row) => (row.source === 'column' ? 'tables' : 'packets'),
  text: (row) => row.source,
}

export const fieldColumns: readonly GridColumn<FieldDescription>[] = [
  textColumn<FieldDescription>('Field', 'name', { width: 220 }),
  aliases,
  textColumn<FieldDescription>('Type', 'type', { width: 76 }),
  textColumn<FieldDescription>('Meaning', 'meaning', { width: 300, grow: true }),
  {
    id: 'example',
    header: 'Example',
    width: 240,
    grow: true,
    cell: (row) => <MiddleText text={row.example} tail={14} />,
    text: (row) => row.example,
    value: (row) => ({ field: row.name, value: row.example, condition: row.example }),
  },
  family,
  source,
]
