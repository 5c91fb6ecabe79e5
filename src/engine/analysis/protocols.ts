import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetRows } from './selection.ts'
import { pathCounts } from './path-counts.ts'

/** frame.protocols of each frame: index[i] is the string of the i-th selected frame. */
export type FrameProtocols = { strings: string[]; index: number[] }

/** frame.protocols of a node of the path trie: every name but the experts' ('_ws.malformed'), joined by colons. */
export function protocolsOfPath(tables: CaptureTables, path: number): string {
  let text = ''
  for (const symbol of tables.paths.symbols(path)) {
    const protocol = symbol >>> 1
    if (tables.protocolKinds[protocol] === 'expert') continue
    text += text === '' ? tables.protocolNames[protocol] : `:${tables.protocolNames[protocol]}`
  }
  return text
}

/** Frames by frame.protocols string. */
export function protocols(tables: CaptureTables, selected: Selected | null): Record<string, number> {
  const { frames } = pathCounts(tables, selected)
  const totals = new Map<string, number>()
  for (let path = 0; path < frames.length; path++) {
    if (frames[path] === 0) continue
    const text = protocolsOfPath(tables, path)
    totals.set(text, (totals.get(text) ?? 0) + frames[path])
  }
  return Object.fromEntries(totals)
}

export function frameProtocols(tables: CaptureTables, selected: Selected | null): FrameProtocols {
  const numbers = new Map<string, number>()
  const byPath = new Int32Array(tables.paths.size).fill(-1)
  const index: number[] = []
  const { path } = tables.packets
  const rows = packetRows(tables, selected)
  for (let row = 0; row < rows; row++) {
    if (selected !== null && !selected.packets.has(row)) continue
    let number = byPath[path[row]]
    if (number < 0) {
      const text = protocolsOfPath(tables, path[row])
      number = numbers.get(text) ?? numbers.size
      numbers.set(text, number)
      byPath[path[row]] = number
    }
    index.push(number)
  }
  return { strings: [...numbers.keys()], index }
}
