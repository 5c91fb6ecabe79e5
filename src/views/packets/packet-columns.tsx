import { bytesColumn, durationColumn, numberColumn, textColumn, timeColumn } from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { protocolValue } from '../../components/value-actions.ts'
import type { Packet } from '../../engine/analysis/packets.ts'

/** Wireshark's columns, as far as the tables know them. */
export function packetColumns(day: string | null): readonly GridColumn<Packet>[] {
  return [
    numberColumn<Packet>('No.', 'frame', { width: 84, field: 'frame.number' }),
    timeColumn<Packet>('Time', ({ time }) => time, { id: 'time', day }),
    durationColumn<Packet>('Since first', 'time_relative', { width: 100, firstDirection: 'asc' }),
    textColumn<Packet>('Source', 'src', { width: 190, field: 'address' }),
    numberColumn<Packet>('Port', 'srcport', { field: 'port' }),
    textColumn<Packet>('Destination', 'dst', { width: 190, field: 'address' }),
    numberColumn<Packet>('Port', 'dstport', { field: 'port' }),
    textColumn<Packet>('Protocol', 'protocol', {
      width: 90,
      value: ({ protocol }) => (protocol === '' ? null : protocolValue(protocol)),
    }),
    bytesColumn<Packet>('Length', 'length', { explain: 'On the wire' }),
    textColumn<Packet>('Layers', 'protocols', { width: 240, grow: true, explain: 'frame.protocols' }),
  ]
}
