import type { DispatchTables } from '../dissect/dispatch.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import type { TcpSegment } from '../dissect/records.ts'
import { udpLayout } from '../protocols/udp-fields.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { TableSink } from './table-sink.ts'
import { TcpFieldValues } from './tcp-field-values.ts'

/** The Sink of the second reading: follows sessions as the first did, and gives the fields that need their history. */
export class FieldTableSink extends TableSink {
  private readonly fields: FieldSink
  private readonly tcpValues: TcpFieldValues
  /** By UDP session: times of its first and last packet. */
  private readonly first: number[] = []
  private readonly last: number[] = []

  constructor(tables: CaptureTables, dispatch: DispatchTables, fields: FieldSink) {
    super(tables, dispatch)
    this.fields = fields
    this.tcpValues = new TcpFieldValues(this.tracker)
  }

  override udp(packet: Packet, length: number): void {
    super.udp(packet, length)
    const { fields } = this
    if (!fields.wants(udpLayout)) return
    const { session, time } = packet
    const first = (this.first[session] ??= time)
    fields.number(udpLayout.stream, this.tables.sessions.stream[session], 0, 0)
    fields.duration(udpLayout.time_relative, time - first)
    fields.duration(udpLayout.time_delta, time - (this.last[session] ?? time))
    this.last[session] = time
  }

  override tcp(packet: Packet, segment: TcpSegment): number {
    const found = super.tcp(packet, segment)
    const stream = this.tables.sessions.stream[packet.session]
    this.tcpValues.segment(this.fields, packet, segment, stream * 2 + this.tracker.conversationDirection, found)
    return found
  }
}
