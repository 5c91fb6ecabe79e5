import { PacketIngest } from '../ingest/packets.ts'
import { packetField } from '../ingest/field-reading.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import type { PacketBytesReader } from './packet-bytes.ts'
import { recordOf } from './packet-dissection.ts'
import { PayloadSink } from './payload-sink.ts'
import { StreamAssembly, type StreamPiece } from './stream-assembly.ts'

/** What both sides of a TCP or UDP stream said. */
export type FollowedStream = {
  /** Row of the session. */
  session: number
  protocol: 'tcp' | 'udp'
  /** tcp.stream or udp.stream. */
  stream: number
  client: string
  client_port: number
  server: string
  server_port: number
  /** In the order in which they were said; `packet` is the number of the packet that brought it. */
  pieces: (Pick<StreamPiece, 'direction' | 'bytes' | 'missing'> & { packet: number })[]
  /** Bytes from the client and from the server. */
  bytes: [number, number]
  /** Packets of the stream, and how many of them were looked at. */
  packets: number
  read: number
}

const TCP = 6
const UDP = 17
/** What is read of one stream at most. */
const MOST_BYTES = 32 * 1024 * 1024
const MOST_PACKETS = 100_000

/** Follows the stream of a session; null when it is neither TCP nor UDP, or no packets tell of it. */
export async function followStream(
  tables: CaptureTables,
  reader: PacketBytesReader,
  session: number,
): Promise<FollowedStream | null> {
  const { sessions, packets, addresses } = tables
  if (!(session > 0 && session < sessions.rows) || sessions.isOfLog(session)) return null
  const proto = sessions.proto[session]
  if (proto !== TCP && proto !== UDP) return null
  const rows: number[] = []
  const all = sessions.origPackets[session] + sessions.respPackets[session]
  let size = 0
  for (
    let row = sessions.firstFrame[session] - 1;
    row < packets.rows && rows.length < Math.min(all, MOST_PACKETS);
    row++
  ) {
    if (packets.session[row] !== session) continue
    size += packets.captured[row]
    if (size > MOST_BYTES && rows.length > 0) break
    rows.push(row)
  }
  const pieces = await piecesOf(tables, reader, rows, session, proto === TCP)
  const bytes: [number, number] = [0, 0]
  for (const piece of pieces) bytes[piece.direction] += piece.bytes.length
  return {
    session,
    protocol: proto === TCP ? 'tcp' : 'udp',
    stream: sessions.stream[session],
    client: addresses.text(sessions.origHost[session]),
    client_port: sessions.origPort[session],
    server: addresses.text(sessions.respHost[session]),
    server_port: sessions.respPort[session],
    pieces: pieces.map(({ direction, row, bytes: said, missing }) => ({
      direction,
      packet: row + 1,
      bytes: said,
      missing,
    })),
    bytes,
    packets: all,
    read: rows.length,
  }
}

async function piecesOf(
  tables: CaptureTables,
  reader: PacketBytesReader,
  rows: readonly number[],
  session: number,
  isTcp: boolean,
): Promise<StreamPiece[]> {
  const bytes = await reader.read(rows)
  const own = new CaptureTables()
  own.sources.push(...tables.sources)
  const sink = new PayloadSink(isTcp ? 'tcp' : 'udp', packetField)
  const ingest = new PacketIngest(own, sink)
  const assembly = new StreamAssembly()
  const datagrams: StreamPiece[] = []
  const { sessions, packets } = tables
  const origin = isFromOrigin(tables, sessions.firstFrame[session] - 1)
  rows.forEach((row, at) => {
    sink.begin()
    try {
      ingest.packet(recordOf(tables, row, bytes[at]), packets.source[row])
    } catch {
      return
    }
    const direction = isFromOrigin(tables, row) === origin ? 0 : 1
    const payload = sink.payload.slice()
    if (!isTcp) datagrams.push({ direction, row, bytes: payload, missing: 0 })
    else if (sink.isSyn) assembly.begin(direction, sink.sequence)
    else assembly.segment(direction, row, sink.sequence, payload)
  })
  if (!isTcp) return datagrams.filter((piece) => piece.bytes.length > 0)
  assembly.finish()
  return assembly.pieces
}

/** Whether a packet goes the way of its innermost conversation's first packet. */
function isFromOrigin({ packets, tracks }: CaptureTables, row: number): boolean {
  return (tracks.symbol[packets.track[row]] & 1) === 0
}
