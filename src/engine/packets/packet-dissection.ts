import { PacketIngest, type PacketRecord } from '../ingest/packets.ts'
import { packetFieldList } from '../ingest/field-reading.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import { type ContextSize, contextRows, SMALL_CONTEXT } from './packet-context.ts'
import type { PacketBytesReader } from './packet-bytes.ts'
import { type PacketField, type PacketLayer, TreeSink } from './tree-sink.ts'

/** A packet dissected to its fields. */
export type DissectedPacket = {
  row: number
  layers: PacketLayer[]
  /** The captured bytes, then what its layers were reassembled to. */
  buffers: Uint8Array[]
}

/** Values that are numbers of packets: counted among those that are dissected together, not in the capture. */
const PACKET_NUMBERS = new Set([
  'dns.response_to',
  'dns.retransmit_request_in',
  'dns.retransmit_response_in',
  'http.request_in',
  'http.prev_request_in',
  'http.prev_response_in',
  'icmp.resp_to',
  'icmpv6.resp_to',
  'ip.fragment',
  'ipv6.fragment',
  'tcp.analysis.acks_frame',
  'tcp.analysis.duplicate_ack_frame',
  'tcp.analysis.rto_frame',
  'tcp.segment',
])
const STREAMS = new Set(['tcp.stream', 'udp.stream'])

/**
 * Dissects packets again, by rows that ascend, each after those that it depends on. A packet that comes out otherwise than
 * when the capture was read (its reassembly began earlier) is dissected once more with `again` of what came before it.
 */
export async function dissectPackets(
  tables: CaptureTables,
  reader: PacketBytesReader,
  targets: readonly number[],
  again: ContextSize,
): Promise<DissectedPacket[]> {
  const found = await dissected(tables, reader, targets, SMALL_CONTEXT)
  const wrong = found.filter(({ isSame }) => !isSame)
  if (wrong.length === 0) return found
  const rows = wrong.map(({ row }) => row)
  const second = new Map((await dissected(tables, reader, rows, again)).map((packet) => [packet.row, packet]))
  return found.map((packet) => second.get(packet.row) ?? packet)
}

async function dissected(
  tables: CaptureTables,
  reader: PacketBytesReader,
  targets: readonly number[],
  size: ContextSize,
): Promise<(DissectedPacket & { isSame: boolean })[]> {
  const rows = contextRows(tables, targets, size)
  const bytes = await reader.read(rows)
  const own = new CaptureTables()
  own.sources.push(...tables.sources)
  const sink = new TreeSink(packetFieldList(), () => ingest.cursor)
  const ingest: PacketIngest = new PacketIngest(own, sink)
  const wanted = new Set(targets)
  const found: (DissectedPacket & { isSame: boolean })[] = []
  rows.forEach((row, at) => {
    sink.isTarget = wanted.has(row)
    if (sink.isTarget) sink.begin(bytes[at])
    const record = recordOf(tables, row, bytes[at])
    try {
      ingest.packet(record, tables.packets.source[row])
    } catch {
      // As when the capture was read: a bug that one packet sets off must not cost the others.
    }
    if (!sink.isTarget) return
    const packet = { row, ...sink.take() }
    for (const layer of packet.layers) for (const field of layer.fields) restore(field, tables, row, rows)
    found.push({ ...packet, isSame: isSamePath(tables, row, own, at) })
  })
  return found
}

export function recordOf({ packets, baseSecond }: CaptureTables, row: number, bytes: Uint8Array): PacketRecord {
  const time = packets.time[row]
  const seconds = Math.floor(time / 1e9)
  return {
    bytes,
    offset: 0,
    captured: bytes.length,
    length: packets.length[row],
    seconds: baseSecond + seconds,
    nanoseconds: time - seconds * 1e9,
    fileOffset: packets.offset[row],
  }
}

/** Numbers as they are in the capture. */
function restore(field: PacketField, tables: CaptureTables, row: number, rows: readonly number[]): void {
  if (STREAMS.has(field.name)) field.value = String(tables.sessions.stream[tables.packets.session[row]])
  else if (PACKET_NUMBERS.has(field.name)) field.value = String((rows[Number(field.value) - 1] ?? -1) + 1)
}

function isSamePath(tables: CaptureTables, row: number, own: CaptureTables, at: number): boolean {
  const names = ({ paths, protocolNames, packets }: CaptureTables, row: number) =>
    paths.symbols(packets.path[row]).map((symbol) => protocolNames[symbol >>> 1])
  return names(tables, row).join(' ') === names(own, at).join(' ')
}
