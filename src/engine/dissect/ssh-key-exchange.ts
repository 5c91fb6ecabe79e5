import { md5Hex } from '../bytes/hashing.ts'
import type { Packet } from './packet.ts'

/** The name-lists of a KEXINIT, in its order (RFC 4253 section 7.1). */
export type SshProposal = {
  keyExchange: string
  hostKey: string
  /** Client to server, server to client. */
  cipher: [string, string]
  mac: [string, string]
  compression: [string, string]
}

const COOKIE = 16
const LISTS = 8
/** No proposal is longer. */
const LONGEST_LIST = 0x4000

/** Reads the KEXINIT whose cookie begins at `at`; null when a list does not fit before `end`. */
export function readProposal(packet: Packet, at: number, end: number): SshProposal | null {
  const lists: string[] = []
  let next = at + COOKIE
  while (lists.length < LISTS) {
    if (next + 4 > end) return null
    const length = packet.u32(next)
    next += 4
    if (length > LONGEST_LIST || next + length > end) return null
    lists.push(latin1(packet.bytes, next, next + length))
    next += length
  }
  return {
    keyExchange: lists[0],
    hostKey: lists[1],
    cipher: [lists[2], lists[3]],
    mac: [lists[4], lists[5]],
    compression: [lists[6], lists[7]],
  }
}

/** HASSH of a client's proposal, HASSH server of a server's (salesforce/hassh). */
export function hassh(proposal: SshProposal, fromServer: boolean): string {
  const side = fromServer ? 1 : 0
  const { keyExchange, cipher, mac, compression } = proposal
  return md5Hex([keyExchange, cipher[side], mac[side], compression[side]].join(';'))
}

/** The first of the client's names that the server has too; '' for none. */
export function agreed(client: string, server: string): string {
  const offered = new Set(server.split(','))
  return client.split(',').find((name) => offered.has(name)) ?? ''
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at])
  return text
}
