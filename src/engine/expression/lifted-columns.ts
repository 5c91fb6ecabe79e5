import type { CaptureTables } from '../tables/capture-tables.ts'
import type { FieldColumn } from '../tables/field-column.ts'
import type { Column, Dictionary, FieldType } from './field.ts'

/** Which packets of a session count: those of the originator, those of the responder; none = both. */
export type Sender = 'src' | 'dst'

const ORIGINATOR = 1
const RESPONDER = 2

/** What reading the packets again gave for a field of Wireshark's. */
function columnNamed(name: string, { fieldColumns }: CaptureTables): FieldColumn {
  const column = fieldColumns.get(name)
  if (column === undefined) throw new Error(`the packets are not read again for ${name}`)
  return column
}

/** By node of the track trie: who sent it, the originator of its session or the responder; 0 = it has no session. */
function senders({ tracks, conversations, sessions }: CaptureTables): Uint8Array {
  const found = new Uint8Array(tracks.size)
  for (let node = 1; node < tracks.size; node++) {
    const row = tracks.symbol[node] >>> 1
    const session = conversations.session[row]
    if (session === 0) continue
    const isForward =
      conversations.a[row] === sessions.origHost[session] && conversations.aPort[row] === sessions.origPort[session]
    found[node] = isForward === ((tracks.symbol[node] & 1) === 0) ? ORIGINATOR : RESPONDER
  }
  return found
}

type Walk = (tables: CaptureTables, visit: (session: number, value: number) => void) => void

/** Values of a field with the session of their packet; `only`: of packets that have this other field, too. */
function sessionWalk(name: string, sender?: Sender, only?: string): Walk {
  return (tables, visit) => {
    const { session, track, rows } = tables.packets
    const { size, row, value } = columnNamed(name, tables)
    const sides = sender === undefined ? null : senders(tables)
    const side = sender === 'src' ? ORIGINATOR : RESPONDER
    const marked = only === undefined ? null : rowsOf(columnNamed(only, tables), rows)
    for (let at = 0; at < size; at++) {
      const packet = row[at]
      if (packet >= rows || session[packet] === 0) continue
      if (sides !== null && sides[track[packet]] !== side) continue
      if (marked === null || marked[packet] === 1) visit(session[packet], value[at])
    }
  }
}

function rowsOf({ size, row }: FieldColumn, rows: number): Uint8Array {
  const marked = new Uint8Array(rows)
  for (let at = 0; at < size; at++) if (row[at] < rows) marked[row[at]] = 1
  return marked
}

/** The values that Wireshark's field `name` has in any packet of a session. */
export function liftedColumn(name: string, type: FieldType, sender?: Sender, only?: string): Column {
  const space: Column['space'] =
    type === 'address' || type === 'mac'
      ? (tables) => columnNamed(name, tables).addresses
      : type === 'text'
        ? (tables) => columnNamed(name, tables).texts
        : type === 'bytes'
          ? (tables) => ({
              size: columnNamed(name, tables).runs.length,
              text: (id) => columnNamed(name, tables).runs[id],
            })
          : 'number'
  return { domain: 'session', space, each: sessionWalk(name, sender, only) }
}

/** Texts made of the texts of a field, none or several of each. */
export function piecesColumn(name: string, split: (text: string) => readonly string[], sender?: Sender): Column {
  type Pieces = { list: string[]; ids: Map<string, number>; byText: Map<number, number[]> }
  const memos = new WeakMap<FieldColumn, Pieces>()
  const walk = sessionWalk(name, sender)
  const piecesOf = (tables: CaptureTables): Pieces => {
    const column = columnNamed(name, tables)
    let pieces = memos.get(column)
    if (pieces !== undefined) return pieces
    pieces = { list: [], ids: new Map(), byText: new Map() }
    memos.set(column, pieces)
    for (let text = 1; text < column.texts.size; text++) {
      const numbers: number[] = []
      for (const piece of split(column.texts.text(text))) {
        if (piece === '') continue
        let id = pieces.ids.get(piece)
        if (id === undefined) pieces.ids.set(piece, (id = pieces.list.push(piece) - 1))
        numbers.push(id)
      }
      pieces.byText.set(text, numbers)
    }
    return pieces
  }
  return {
    domain: 'session',
    space: (tables): Dictionary => {
      const { list } = piecesOf(tables)
      return { size: list.length, text: (id) => list[id] }
    },
    each(tables, visit) {
      const { byText } = piecesOf(tables)
      walk(tables, (session, text) => {
        for (const piece of byText.get(text) ?? []) visit(session, piece)
      })
    },
  }
}

/** The names of the bits that are set in a field. */
export function bitsColumn(name: string, bits: readonly (readonly [mask: number, text: string])[]): Column {
  const walk = sessionWalk(name)
  return {
    domain: 'session',
    space: () => ({ size: bits.length, text: (id) => bits[id][1] }),
    each(tables, visit) {
      walk(tables, (session, value) => {
        for (let bit = 0; bit < bits.length; bit++) if ((value & bits[bit][0]) !== 0) visit(session, bit)
      })
    },
  }
}

/** How many packets of each session of an IP protocol have a value that is counted. */
export function countColumn(name: string, proto: number, isCounted: (value: number) => boolean): Column {
  const walk = sessionWalk(name)
  return {
    domain: 'session',
    space: 'number',
    each(tables, visit) {
      const { sessions } = tables
      const counts = new Uint32Array(sessions.rows)
      walk(tables, (session, value) => {
        if (isCounted(value)) counts[session]++
      })
      for (let session = 1; session < sessions.rows; session++)
        if (sessions.proto[session] === proto) visit(session, counts[session])
    },
  }
}

/** In place of sessions the packets themselves: what has none (ARP). */
export function byPacket(name: string): Pick<Column, 'domain' | 'each'> {
  return {
    domain: 'packet',
    each(tables, visit) {
      const { size, row, value } = columnNamed(name, tables)
      for (let at = 0; at < size; at++) if (row[at] < tables.packets.rows) visit(row[at], value[at])
    },
  }
}
