import type { InputFile } from '../ingest/file-slices.ts'
import { frameLayout } from '../ingest/frame-fields.ts'
import type { PacketRecord } from '../ingest/packets.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { type FollowedStream, followStream } from './follow-stream.ts'
import { PacketBytesReader } from './packet-bytes.ts'
import { LARGE_CONTEXT, MEDIUM_CONTEXT } from './packet-context.ts'
import { dissectPackets } from './packet-dissection.ts'
import { layerTitle, type PacketSummary, summarize } from './packet-summary.ts'
import { TlsVersions } from './tls-versions.ts'
import type { PacketField, PacketLayer } from './tree-sink.ts'

/** A packet read from its file again. */
export type PacketDetails = {
  number: number
  /** As captured. */
  bytes: Uint8Array
  /** Its layers, outermost first, each with what it says in a line; the first is 'frame': what the capture says of it. */
  layers: (PacketLayer & { title: string })[]
  /** What fields lie in by number: 0 = `bytes`, then what layers were reassembled to. */
  buffers: Uint8Array[]
  /** Numbers of the packets of the same session before and after it; null where there is none. */
  previous: number | null
  next: number | null
  /** Row of its session; 0 = none. */
  session: number
}

/** Most packets that are told in a line at once. */
const MOST_SUMMARIES = 500

export type PacketSources = {
  tables: CaptureTables
  files: readonly InputFile[]
  /** By file: 'pcapng', 'pcap (gzip)'. */
  formats: () => readonly string[]
  /** Reads every packet before a row, in their order. */
  readAll: (packets: number, onRecord: (record: PacketRecord, row: number) => void) => Promise<void>
}

/** Answers what only the packets themselves tell, of a few packets at a time. */
export class PacketQuestions {
  private readonly sources: PacketSources
  private reader: PacketBytesReader | null = null
  private readonly tlsVersions = new TlsVersions()

  constructor(sources: PacketSources) {
    this.sources = sources
  }

  /** Null when there is no such packet. Rejects when its file is gone, and when it is cancelled. */
  async packet(number: number): Promise<PacketDetails | null> {
    const { tables } = this.sources
    const row = number - 1
    if (!(row >= 0 && row < tables.packets.rows)) return null
    const [found] = await dissectPackets(tables, this.bytes(), [row], LARGE_CONTEXT)
    const session = tables.packets.session[row]
    return {
      number,
      bytes: found.buffers[0],
      layers: [
        { ...frameOf(tables, row), title: '' },
        ...found.layers.map((layer, at) => ({ ...layer, title: layerTitle(found.layers, at) })),
      ],
      buffers: found.buffers,
      previous: neighbour(tables, row, session, -1),
      next: neighbour(tables, row, session, 1),
      session,
    }
  }

  /** Packets in a line each, at most 500; those are left out whose file would have to be unpacked for it. */
  async summaries(numbers: readonly number[]): Promise<PacketSummary[]> {
    const { tables } = this.sources
    const rows = [...new Set(numbers.slice(0, MOST_SUMMARIES))]
      .map((number) => number - 1)
      .filter((row) => row >= 0 && row < tables.packets.rows)
      .sort((x, y) => x - y)
    const reader = this.bytes()
    if (rows.length === 0 || !reader.isQuick(rows)) return []
    const found = (await dissectPackets(tables, reader, rows, MEDIUM_CONTEXT)).map(summarize)
    for (const summary of found)
      if (/^D?TLS/.test(summary.protocol))
        summary.protocol = this.tlsVersions.labelOf(tables, summary.number - 1) ?? summary.protocol
    return found
  }

  follow(session: number): Promise<FollowedStream | null> {
    return followStream(this.sources.tables, this.bytes(), session)
  }

  private bytes(): PacketBytesReader {
    const { tables, files, formats, readAll } = this.sources
    return (this.reader ??= new PacketBytesReader(
      tables,
      files,
      formats().map((format) => format.includes('(')),
      readAll,
    ))
  }
}

/** The nearest packet of the same session; `step` -1 before, 1 after. */
function neighbour({ packets }: CaptureTables, row: number, session: number, step: -1 | 1): number | null {
  if (session === 0) return null
  for (let at = row + step; at >= 0 && at < packets.rows; at += step) if (packets.session[at] === session) return at + 1
  return null
}

function frameOf(tables: CaptureTables, row: number): PacketLayer {
  const { packets, sources, paths, protocolNames, protocolKinds, baseSecond } = tables
  const time = packets.time[row]
  const second = Math.floor(time / 1e9)
  const seconds = (nanoseconds: number) => (nanoseconds / 1e9).toFixed(9)
  const names = paths
    .symbols(packets.path[row])
    .filter((symbol) => protocolKinds[symbol >>> 1] !== 'expert')
    .map((symbol) => protocolNames[symbol >>> 1])
  const { file, interfaceName } = sources[packets.source[row]]
  const of = (field: (typeof frameLayout)[keyof typeof frameLayout], value: string): PacketField => ({
    name: field.name,
    meaning: field.meaning,
    kind: field.kind,
    value,
    from: 0,
    to: 0,
    buffer: 0,
    depth: 0,
  })
  const fields = [
    of(frameLayout.number, String(row + 1)),
    of(frameLayout.time_epoch, `${baseSecond + second}.${String(Math.round(time - second * 1e9)).padStart(9, '0')}`),
    of(frameLayout.time_relative, seconds(time - packets.time[0])),
    of(frameLayout.time_delta, seconds(row === 0 ? 0 : time - packets.time[row - 1])),
    of(frameLayout.len, String(packets.length[row])),
    of(frameLayout.cap_len, String(packets.captured[row])),
    of(frameLayout.protocols, names.join(':')),
  ]
  if (interfaceName !== null) fields.push(of(frameLayout.interface_name, interfaceName))
  fields.push({ ...of(frameLayout.protocols, file), name: 'file', meaning: 'file that it is read from' })
  return { name: 'frame', from: 0, to: packets.captured[row], buffer: 0, depth: 0, fields }
}
