import type { CaptureTables, FileWarning } from '../tables/capture-tables.ts'
import { frameOfRecord } from '../tables/records.ts'
import type { Selected } from '../tables/selected.ts'
import { logSessions } from './log-sessions.ts'
import { packetCounts } from './packet-counts.ts'
import { pathCounts } from './path-counts.ts'
import { sessionCounts } from './session-counts.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { framePrecision } from './times.ts'

export type CaptureStatus = {
  /** Packets, with those that logs tell of. */
  frames: number
  /** Sum of frame.len (of logs: of IP lengths) and of frame.cap_len. */
  bytes: number
  caplen: number
  /** Earliest and latest timestamp, also of what logs tell of; null when nothing has a time. */
  first_epoch: string | null
  last_epoch: string | null
  duration: number
  files: { name: string; size: number; format: string }[]
  link_types: { number: number; name: string; frames: number }[]
  /** Packets captured shorter than they were. */
  cut_frames: number
  malformed_frames: number
  sessions: number
  /** Records of logs, and the logs that gave any with all of theirs. */
  records: number
  logs: { file: string; path: string; records: number }[]
  /** Where the file says so; null = unknown. */
  drops: number | null
  warnings: FileWarning[]
  comments: string[]
}

/** What the tables do not know of the files: their sizes, formats and comments, and how link types are called. */
export type OpenFiles = Pick<CaptureStatus, 'files' | 'comments'> & { linkTypeName: (linkType: number) => string }

/** The numbers of the selected packets; files, link types, drops, warnings and comments are those of the whole capture. */
export function status(tables: CaptureTables, selected: Selected | null, open: OpenFiles): CaptureStatus {
  const { time } = tables.packets
  const { captured, cut, first, last, sources, ...counts } = packetCounts(tables, selected)
  let { frames, bytes } = counts
  const span = new Span(tables)
  for (const row of [first, last]) if (row >= 0) span.add(time[row], row + 1)
  const { sessions, records } = tables
  for (const row of logSessions(tables, selected)) {
    frames += sessions.origPackets[row] + sessions.respPackets[row]
    bytes += sessions.wireBytes(row, 0) + sessions.wireBytes(row, 1)
    span.add(sessions.end[row], sessions.firstFrame[row])
  }
  let recordCount = 0
  const recordRows = selected === null ? records.rows : Math.min(records.rows, selected.records.rows)
  for (let row = 0; row < recordRows; row++) {
    if (selected !== null && !selected.records.has(row)) continue
    recordCount++
    span.add(records.time[row], frameOfRecord(row))
  }
  return {
    frames,
    bytes,
    caplen: captured,
    first_epoch: span.first,
    last_epoch: span.last,
    duration: span.seconds,
    files: open.files,
    link_types: linkTypes(tables, sources, open.linkTypeName),
    cut_frames: cut,
    malformed_frames: framesWith(tables, selected, '_ws.malformed'),
    sessions: sessionCounts(tables, selected).isIn.reduce((sum, isIn) => sum + isIn, 0),
    records: recordCount,
    logs: logsOf(tables),
    drops: drops(tables),
    warnings: tables.warnings,
    comments: open.comments,
  }
}

/** Earliest and latest of times that packets and records have. */
class Span {
  private readonly tables: CaptureTables
  private from = Number.POSITIVE_INFINITY
  private to = Number.NEGATIVE_INFINITY
  private firstFrame = 0
  private lastFrame = 0

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  /** `frame`: whose time it is. */
  add(time: number, frame: number): void {
    if (time < this.from) {
      this.from = time
      this.firstFrame = frame
    }
    if (time > this.to) {
      this.to = time
      this.lastFrame = frame
    }
  }

  get first(): string | null {
    return this.text(this.from, this.firstFrame)
  }

  get last(): string | null {
    return this.text(this.to, this.lastFrame)
  }

  get seconds(): number {
    return this.firstFrame === 0 ? 0 : (this.to - this.from) / 1e9
  }

  private text(time: number, frame: number): string | null {
    return frame === 0 ? null : epochText(time, this.tables.baseSecond, framePrecision(this.tables, frame))
  }
}

function logsOf({ logs, records }: CaptureTables): CaptureStatus['logs'] {
  return logs
    .map(({ file, path }, log) => ({ file, path: path ?? '', records: records.countOf(log) }))
    .filter((log) => log.records > 0)
}

function linkTypes(
  tables: CaptureTables,
  bySource: Float64Array,
  nameOf: OpenFiles['linkTypeName'],
): CaptureStatus['link_types'] {
  const frames = new Map<number, number>()
  tables.sources.forEach(({ linkType }, index) => {
    frames.set(linkType, (frames.get(linkType) ?? 0) + bySource[index])
  })
  return [...frames].map(([number, count]) => ({ number, name: nameOf(number), frames: count }))
}

function framesWith(tables: CaptureTables, selected: Selected | null, name: string): number {
  const protocol = tables.protocolNames.indexOf(name)
  if (protocol < 0) return 0
  const { frames } = pathCounts(tables, selected)
  let total = 0
  for (let path = 1; path < frames.length; path++)
    if (frames[path] > 0 && tables.paths.symbols(path).some((symbol) => symbol >>> 1 === protocol))
      total += frames[path]
  return total
}

function drops(tables: CaptureTables): number | null {
  let total: number | null = null
  for (const source of tables.sources) if (source.drops !== null) total = (total ?? 0) + source.drops
  return total
}
