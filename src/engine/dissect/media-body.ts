import { ACCEPTED, REJECTED, type Verdict } from './dissector.ts'
import type { Packet } from './packet.ts'

/** What a caller tells the dissector of a body: `packet.hint` during the call. */
export type MediaHint = {
  /** 'text/html', lower case, without parameters; '' = none given. */
  type: string
  /** 'boundary="x"; charset=utf-8', as written. */
  parameters: string
}

/** Media types end at a blank or a semicolon; more than this is no type. */
const LONGEST_TYPE = 255
const LONGEST_PARAMETERS = 1024

/** Splits a Content-Type header's value bytes[from, to). */
export function mediaHint(bytes: Uint8Array, from: number, to: number): MediaHint {
  let type = ''
  let at = from
  for (; at < to && bytes[at] !== 59 && !isSpace(bytes[at]) && at - from < LONGEST_TYPE; at++) {
    const byte = bytes[at]
    type += String.fromCharCode(byte >= 65 && byte <= 90 ? byte + 32 : byte)
  }
  while (at < to && (bytes[at] === 59 || isSpace(bytes[at]))) at++
  let parameters = ''
  for (const stop = Math.min(to, at + LONGEST_PARAMETERS); at < stop; at++) parameters += String.fromCharCode(bytes[at])
  return { type, parameters }
}

/** The body at packet.offset goes to the dissector of its media type; rejected when there is none or it will not. */
export function dissectMediaType(packet: Packet, media: MediaHint): Verdict {
  const { tables } = packet
  let dissector = tables.mediaType(media.type)
  if (dissector === null && media.type.startsWith('multipart/')) dissector = tables.mediaType('multipart/')
  if (dissector === null) return REJECTED
  const { hint } = packet
  packet.hint = media
  const verdict = packet.call(dissector)
  packet.hint = hint
  return packet.stopped === 0 ? verdict : ACCEPTED
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}
