import { DispatchTables } from '../dissect/dispatch.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import { CUT_SHORT, MALFORMED, Packet, RUNNING } from '../dissect/packet.ts'
import type { CaptureReader } from '../formats/format.ts'
import { protocolRegistry } from '../protocols/protocol-registry.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { FieldTableSink } from './field-table-sink.ts'
import { TableSink } from './table-sink.ts'

/** Largest gap between two packets that one Float64 of nanoseconds still tells apart is far above any of these. */
const NANOSECONDS = 1e9

/** A packet as a file holds it: what a reader stands on. */
export type PacketRecord = Pick<
  CaptureReader,
  'bytes' | 'offset' | 'captured' | 'length' | 'seconds' | 'nanoseconds' | 'fileOffset'
>

/** The buffer under dissection (the packet, or a reassembled PDU), and how deep its layers are nested. */
export type PacketPlace = Pick<Packet, 'bytes' | 'layers' | 'nested' | 'inError'>

/** Packet records -> dissection -> rows of all tables. */
export class PacketIngest {
  private readonly tables: CaptureTables
  private readonly sink: TableSink
  private readonly packetCursor: Packet
  private readonly dispatch = new DispatchTables(protocolRegistry)
  private readonly shortSymbol: number
  private readonly malformedSymbol: number
  private readonly unreassembledSymbol: number

  /** `fields`: gets the fields of every packet, when packets are read again for them. */
  constructor(tables: CaptureTables, fields: FieldSink | null = null) {
    this.tables = tables
    this.sink =
      fields === null ? new TableSink(tables, this.dispatch) : new FieldTableSink(tables, this.dispatch, fields)
    this.packetCursor = new Packet(this.dispatch, this.sink)
    this.packetCursor.fields = fields
    this.shortSymbol = this.dispatch.idOf('_ws.short') << 1
    this.malformedSymbol = this.dispatch.idOf('_ws.malformed') << 1
    this.unreassembledSymbol = this.dispatch.idOf('_ws.unreassembled') << 1
    tables.protocolNames = this.dispatch.names
    tables.protocolKinds = this.dispatch.kinds
  }

  /** Where the dissection stands, for who takes fields. */
  get cursor(): PacketPlace {
    return this.packetCursor
  }

  /** The reader's current record becomes a row; `source` is a row of tables.sources. */
  packet(record: PacketRecord, source: number): void {
    const { packets, sources, paths } = this.tables
    const row = packets.addRow()
    const packet = this.packetCursor
    let seconds = record.seconds
    if (row === 0) this.tables.baseSecond = Number.isNaN(seconds) ? 0 : seconds
    // A record without a time (SPB) stands where the one before it stands.
    let time = row === 0 ? 0 : packet.time
    if (Number.isNaN(seconds)) seconds = this.tables.baseSecond
    else time = (seconds - this.tables.baseSecond) * NANOSECONDS + record.nanoseconds

    packet.bytes = record.bytes
    packet.offset = record.offset
    packet.end = record.offset + record.captured
    packet.wireEnd = record.offset + Math.max(record.length, record.captured)
    packet.number = row + 1
    packet.time = time
    packet.length = record.length
    packet.captured = record.captured
    packet.begin()

    const linkType = sources[source].linkType
    if (packet.next(packet.tables.linkType, linkType) === 0) packet.data()

    if (packet.stopped !== RUNNING)
      packet.path = paths.child(
        packet.path,
        packet.stopped === CUT_SHORT
          ? this.shortSymbol
          : packet.stopped === MALFORMED
            ? this.malformedSymbol
            : this.unreassembledSymbol,
      )
    packets.time[row] = time
    packets.length[row] = record.length
    packets.captured[row] = record.captured
    packets.path[row] = packet.path
    packets.track[row] = packet.track
    packets.session[row] = packet.session
    packets.source[row] = source
    packets.offset[row] = record.fileOffset
  }

  /** No more packets will come. */
  finish(): void {
    this.sink.finish()
  }
}
