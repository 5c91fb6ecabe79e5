import { durationColumn, numberColumn, textColumn, timeColumn } from '../../components/columns.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { protocolValue } from '../../components/value-actions.ts'
import type { Packet } from '../../engine/analysis/packets.ts'
import type { PacketSummary } from '../../engine/packets/packet-summary.ts'
import classes from './packets-view.module.css'

/** A packet with what Wireshark would tell of it in a line; undefined where that is not known. */
export type ToldPacket = Packet & { summary?: PacketSummary | undefined }

const protocol: GridColumn<ToldPacket> = {
  id: 'protocol',
  header: 'Protocol',
  width: 92,
  order: 'protocol',
  explain: 'The innermost protocol. Filters by its name in frame.protocols',
  cell: (row) => <MiddleText text={row.summary?.protocol ?? row.protocol.toUpperCase()} none="" />,
  text: (row) => row.summary?.protocol ?? row.protocol.toUpperCase(),
  title: (row) => row.protocols,
  value: (row) => (row.protocol === '' ? null : protocolValue(row.protocol)),
}

const summary: GridColumn<ToldPacket> = {
  id: 'info',
  header: 'Info',
  width: 420,
  grow: true,
  explain: 'Read from the packet itself; not in exported lists',
  cell: (row) => <span className={classes.summary}>{escapeCaptureText(row.summary?.text ?? '', 400)}</span>,
  text: (row) => row.summary?.text ?? '',
  title: (row) => escapeCaptureText(row.summary?.text ?? '', 2000) || undefined,
}

/** Wireshark's columns, and those of ours that it has as fields. */
export function packetColumns(day: string | null): readonly GridColumn<ToldPacket>[] {
  return [
    numberColumn<ToldPacket>('No.', 'frame', { width: 78, field: 'frame.number' }),
    timeColumn<ToldPacket>('Time', ({ time }) => time, { id: 'time', day }),
    {
      ...durationColumn<ToldPacket>('Since First', 'time_relative', { width: 108, firstDirection: 'asc' }),
      explain: 'Seconds since the first packet',
      cell: (row) => row.time_relative.toFixed(6),
    },
    textColumn<ToldPacket>('Source', 'src', { width: 150, field: 'address' }),
    textColumn<ToldPacket>('Destination', 'dst', { width: 150, field: 'address' }),
    protocol,
    {
      ...numberColumn<ToldPacket>('Length', 'length', { width: 76, field: 'frame.len' }),
      explain: 'Bytes on the wire',
    },
    summary,
  ]
}
