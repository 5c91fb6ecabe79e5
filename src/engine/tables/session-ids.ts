import { communityId, communityIdMessage } from '../bytes/community-id.ts'
import { Sha1Block } from '../bytes/sha1-block.ts'
import { IPV4 } from './address-pool.ts'
import type { CaptureTables } from './capture-tables.ts'

/** By session: its ends, its protocol and so its Community ID never change. */
const memos = new WeakMap<CaptureTables, string[]>()

/** Whether a session has a Community ID: its protocol tells sessions apart by ports, or by ICMP's types. */
export function hasCommunityId({ sessions }: CaptureTables, row: number): boolean {
  const proto = sessions.proto[row]
  return proto === 1 || proto === 6 || proto === 17 || proto === 58 || proto === 132
}

/** Community ID version 1, seed 0, of a session that has one. */
export function communityIdAt(tables: CaptureTables, row: number): string {
  let known = memos.get(tables)
  if (known === undefined) memos.set(tables, (known = []))
  const { sessions } = tables
  return (known[row] ??= communityId(
    sessions.proto[row],
    addressBytes(tables, sessions.origHost[row], 0),
    addressBytes(tables, sessions.respHost[row], 1),
    sessions.origPort[row],
    sessions.respPort[row],
  ))
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const UID_WORDS = 3
const UID_DIGITS = 17

/** Zeek's uid where a log gives one, else one of our own. */
export function uidOf(tables: CaptureTables, row: number): string {
  return tables.uids.textOf(row) ?? sessionUid(tables, row)
}

/**
 * An id of a session in the form of Zeek's uid: 'C' and 96 bits in base 62. It is the start of the SHA-1 of originator,
 * responder, protocol, ports and start (nanoseconds since 1970), so that a session has the same one whatever else is
 * open beside it. Two sessions of the same ends that begin in the same nanosecond share it.
 */
function sessionUid(tables: CaptureTables, row: number): string {
  const { block } = scratch
  block.digest(uidMessage(tables, row))
  let number = 0n
  for (let word = 0; word < UID_WORDS; word++) number = (number << 32n) | BigInt(block.words[word] >>> 0)
  let text = ''
  for (let digit = 0; digit < UID_DIGITS; digit++) {
    text = BASE62[Number(number % 62n)] + text
    number /= 62n
  }
  return `C${text}`
}

/** What many ids are made in, one after the other: a million of them is asked for when sessions are ordered by one. */
const scratch = {
  block: new Sha1Block(),
  v4: [new Uint8Array(4), new Uint8Array(4)],
  v6: [new Uint8Array(16), new Uint8Array(16)],
}
const view = new DataView(scratch.block.bytes.buffer)

/** Writes what the uid of a session is the hash of; answers how many bytes (at most 53). */
function uidMessage(tables: CaptureTables, row: number): number {
  const { sessions, baseSecond } = tables
  const { bytes } = scratch.block
  const orig = addressBytes(tables, sessions.origHost[row], 0)
  const resp = addressBytes(tables, sessions.respHost[row], 1)
  let at = orig.length + resp.length
  bytes.set(orig)
  bytes.set(resp, orig.length)
  view.setUint8(at, sessions.proto[row])
  view.setUint16(at + 1, sessions.origPort[row])
  view.setUint16(at + 3, sessions.respPort[row])
  at += 5
  const carry = Math.floor(sessions.start[row] / 1e9)
  view.setFloat64(at, baseSecond + carry)
  view.setFloat64(at + 8, sessions.start[row] - carry * 1e9)
  return at + 16
}

function addressBytes({ addresses }: CaptureTables, address: number, place: 0 | 1): Uint8Array {
  const bytes = (addresses.kind[address] === IPV4 ? scratch.v4 : scratch.v6)[place]
  for (let i = 0; i < bytes.length; i++) bytes[i] = addresses.word(address, i >>> 2) >>> (24 - (i & 3) * 8)
  return bytes
}

/**
 * Numbers in the order of uids as texts, for every session of these rows: of our own uids, whose digits are all of one
 * length, the first 53 bits; null where a log gave uids, whose texts have any length.
 */
export function uidOrder(tables: CaptureTables, rows: Uint32Array): Float64Array | null {
  if (tables.uids.hasAny) return null
  return idsOnce(uidKeys, tables, rows, (row) => {
    const { words } = scratch.block
    scratch.block.digest(uidMessage(tables, row))
    return (words[0] >>> 0) * 2 ** 21 + (words[1] >>> 11)
  })
}

/** As uidOrder, of Community IDs: eight digits of base64, ranked by their characters; NaN where there is none. */
export function communityIdOrder(tables: CaptureTables, rows: Uint32Array): Float64Array {
  const { sessions } = tables
  const { block } = scratch
  return idsOnce(communityKeys, tables, rows, (row) => {
    if (!hasCommunityId(tables, row)) return Number.NaN
    const orig = addressBytes(tables, sessions.origHost[row], 0)
    const resp = addressBytes(tables, sessions.respHost[row], 1)
    const { origPort, respPort, proto } = sessions
    block.digest(communityIdMessage(block.bytes, proto[row], orig, resp, origPort[row], respPort[row]))
    const [high, low] = block.words
    let key = 0
    for (let shift = 26; shift >= 2; shift -= 6) key = key * 64 + RANK64[(high >>> shift) & 63]
    key = key * 64 + RANK64[((high & 3) << 4) | (low >>> 28)]
    return (key * 64 + RANK64[(low >>> 22) & 63]) * 64 + RANK64[(low >>> 16) & 63]
  })
}

/** Of the digits of base64 (RFC 4648) in the order of their characters' codes: + / 0-9 A-Z a-z. */
const RANK64 = Float64Array.from({ length: 64 }, (_, digit) =>
  digit < 26 ? digit + 12 : digit < 52 ? digit + 12 : digit < 62 ? digit - 50 : digit - 62,
)

type Keys = WeakMap<CaptureTables, { keys: Float64Array; known: Uint8Array }>
const uidKeys: Keys = new WeakMap()
const communityKeys: Keys = new WeakMap()

/** The key of each row, made once: a hash costs more than all else of an order. */
function idsOnce(memo: Keys, tables: CaptureTables, rows: Uint32Array, keyOf: (row: number) => number): Float64Array {
  let kept = memo.get(tables)
  const size = tables.sessions.rows
  if (kept === undefined || kept.known.length !== size) {
    kept = { keys: new Float64Array(size), known: new Uint8Array(size) }
    memo.set(tables, kept)
  }
  const { keys, known } = kept
  const found = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    if (known[row] === 0) {
      keys[row] = keyOf(row)
      known[row] = 1
    }
    found[at] = keys[row]
  }
  return found
}
