import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte, latin1 } from '../dissect/text-lines.ts'

const AND = 38
const EQUALS = 61
/** Bytes of a form that are looked at, and names in it. */
const LONGEST = 16384
const MOST_NAMES = 200

/** Names that forms give to their fields. */
const SECRET = /pass(?!port|enger|ive|age)|pwd|passwd|^pw$|contrase|senha|kennwort/i
const USER = /user|login|e-?mail|account|^(?:u|uid|id|log|name|nick|uname)$/i

/** application/x-www-form-urlencoded, WHATWG URL section 5: always names and values. */
export const urlencodedForm: Dissector = {
  name: 'urlencoded-form',
  dissect(packet) {
    // Forms go to servers.
    if (packet.session !== 0 && packet.direction === 0) takeLogin(packet)
    return ACCEPTED
  },
}

/** A field named like a password, and the field before it named like a user. */
function takeLogin(packet: Packet): void {
  const { bytes, offset } = packet
  const end = Math.min(packet.end, offset + LONGEST)
  let user = 0
  for (let at = offset, names = 0; at < end && names < MOST_NAMES; names++) {
    const and = indexOfByte(bytes, AND, at, end)
    const stop = and < 0 ? end : and
    const equals = indexOfByte(bytes, EQUALS, at, stop)
    if (equals > at && equals + 1 < stop && equals - at < 64) {
      const name = latin1(bytes, at, equals)
      if (SECRET.test(name)) {
        reportCredential(packet, 'http', 'form', user, decoded(packet, equals + 1, stop))
        return
      }
      if (user === 0 && USER.test(name)) user = decoded(packet, equals + 1, stop)
    }
    at = stop + 1
  }
}

/** The value bytes[from, to), percent signs and pluses taken back. */
function decoded(packet: Packet, from: number, to: number): number {
  const { bytes } = packet
  const out = new Uint8Array(Math.min(to - from, 512))
  let length = 0
  for (let at = from; at < to && length < out.length; at++) {
    const byte = bytes[at]
    const code = byte === 37 && at + 2 < to ? Number.parseInt(latin1(bytes, at + 1, at + 3), 16) : Number.NaN
    if (Number.isNaN(code)) out[length++] = byte === 43 ? 32 : byte
    else {
      out[length++] = code
      at += 2
    }
  }
  return credentialText(packet, out, 0, length)
}
