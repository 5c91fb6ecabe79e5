import { communityId } from '../bytes/community-id.ts'
import { sha1Bytes } from '../bytes/hashing.ts'
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
    addressBytes(tables, sessions.origHost[row]),
    addressBytes(tables, sessions.respHost[row]),
    sessions.origPort[row],
    sessions.respPort[row],
  ))
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const UID_BYTES = 12
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
  const { sessions, baseSecond } = tables
  const orig = addressBytes(tables, sessions.origHost[row])
  const resp = addressBytes(tables, sessions.respHost[row])
  let at = orig.length + resp.length
  const bytes = new Uint8Array(at + 21)
  const view = new DataView(bytes.buffer)
  bytes.set(orig)
  bytes.set(resp, orig.length)
  view.setUint8(at, sessions.proto[row])
  view.setUint16(at + 1, sessions.origPort[row])
  view.setUint16(at + 3, sessions.respPort[row])
  at += 5
  const carry = Math.floor(sessions.start[row] / 1e9)
  view.setFloat64(at, baseSecond + carry)
  view.setFloat64(at + 8, sessions.start[row] - carry * 1e9)
  let number = 0n
  for (const byte of sha1Bytes(bytes).subarray(0, UID_BYTES)) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let digit = 0; digit < UID_DIGITS; digit++) {
    text = BASE62[Number(number % 62n)] + text
    number /= 62n
  }
  return `C${text}`
}

function addressBytes({ addresses }: CaptureTables, address: number): Uint8Array {
  const bytes = new Uint8Array(addresses.kind[address] === IPV4 ? 4 : 16)
  for (let i = 0; i < bytes.length; i++) bytes[i] = addresses.word(address, i >>> 2) >>> (24 - (i & 3) * 8)
  return bytes
}
