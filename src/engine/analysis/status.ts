import type { CaptureTables, FileWarning } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetCounts } from './packet-counts.ts'
import { pathCounts } from './path-counts.ts'
import { sessionCounts } from './session-counts.ts'
import { epochText } from './times.ts'

export type CaptureStatus = {
  frames: number
  /** Sum of frame.len and of frame.cap_len. */
  bytes: number
  caplen: number
  /** Earliest and latest timestamp; null when no packet has a time. */
  first_epoch: string | null
  last_epoch: string | null
  duration: number
  files: { name: string; size: number; format: string }[]
  link_types: { number: number; name: string; frames: number }[]
  /** Packets captured shorter than they were. */
  cut_frames: number
  malformed_frames: number
  sessions: number
  /** Where the file says so; null = unknown. */
  drops: number | null
  warnings: FileWarning[]
  comments: string[]
}

/** What the tables do not know of the files: their sizes, formats and comments, and how link types are called. */
export type OpenFiles = Pick<CaptureStatus, 'files' | 'comments'> & { linkTypeName: (linkType: number) => string }

/** The numbers of the selected packets; files, link types, drops, warnings and comments are those of the whole capture. */
export function status(tables: CaptureTables, selected: Selected | null, open: OpenFiles): CaptureStatus {
  const { time, source } = tables.packets
  const { frames, bytes, captured, cut, first, last, sources } = packetCounts(tables, selected)
  const epoch = (row: number) =>
    row < 0 ? null : epochText(time[row], tables.baseSecond, tables.sources[source[row]]?.precision)
  return {
    frames,
    bytes,
    caplen: captured,
    first_epoch: epoch(first),
    last_epoch: epoch(last),
    duration: first < 0 ? 0 : (time[last] - time[first]) / 1e9,
    files: open.files,
    link_types: linkTypes(tables, sources, open.linkTypeName),
    cut_frames: cut,
    malformed_frames: framesWith(tables, selected, '_ws.malformed'),
    sessions: sessionCounts(tables, selected).frames.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
    drops: drops(tables),
    warnings: tables.warnings,
    comments: open.comments,
  }
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
