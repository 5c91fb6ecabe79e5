import { sha1Bytes } from './hashing.ts'

const ICMP = 1
const ICMPV6 = 58
/** TCP, UDP, SCTP: protocols whose ports are part of the id, besides both ICMPs. */
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 132])

/** ICMP messages that ask and answer one another, by type. */
const ANSWERS: Readonly<Record<number, number>> = {
  0: 8,
  8: 0,
  9: 10,
  10: 9,
  13: 14,
  14: 13,
  15: 16,
  16: 15,
  17: 18,
  18: 17,
}
const ANSWERS_V6: Readonly<Record<number, number>> = {
  128: 129,
  129: 128,
  130: 131,
  131: 130,
  133: 134,
  134: 133,
  135: 136,
  136: 135,
  139: 140,
  140: 139,
  144: 145,
  145: 144,
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Community ID version 1 (corelight/community-id-spec) of a flow: the same for both directions. Addresses have 4 or 16
 * bytes. `sourcePort` and `destinationPort` are ICMP's type and code there, and ignored where a protocol has no ports.
 */
export function communityId(
  protocol: number,
  source: Uint8Array,
  destination: Uint8Array,
  sourcePort: number,
  destinationPort: number,
  seed = 0,
): string {
  const message = new Uint8Array(MOST_IN_MESSAGE)
  const length = communityIdMessage(message, protocol, source, destination, sourcePort, destinationPort, seed)
  return `1:${base64(sha1Bytes(message.subarray(0, length)))}`
}

/** Of IPv6. */
const MOST_IN_MESSAGE = 40

/** Writes what a Community ID is the hash of; answers how many bytes (at most 40). Parameters as of communityId. */
export function communityIdMessage(
  into: Uint8Array,
  protocol: number,
  source: Uint8Array,
  destination: Uint8Array,
  sourcePort: number,
  destinationPort: number,
  seed = 0,
): number {
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  const answers = protocol === ICMP ? ANSWERS : ANSWERS_V6
  const answer: number | undefined = isIcmp ? answers[sourcePort] : undefined
  const lastPort = answer ?? destinationPort
  // What nobody answers has one direction only.
  const swap = (!isIcmp || answer !== undefined) && !isOrdered(source, destination, sourcePort, lastPort)
  into[0] = seed >>> 8
  into[1] = seed & 255
  into.set(swap ? destination : source, 2)
  into.set(swap ? source : destination, 2 + source.length)
  let at = 2 + source.length + destination.length
  into[at++] = protocol
  into[at++] = 0
  if (!isIcmp && !WITH_PORTS.has(protocol)) return at
  const first = swap ? lastPort : sourcePort
  const second = swap ? sourcePort : lastPort
  into[at++] = first >>> 8
  into[at++] = first & 255
  into[at++] = second >>> 8
  into[at++] = second & 255
  return at
}

/** Whether the first end is the lower one, by address and then by port. */
function isOrdered(a: Uint8Array, b: Uint8Array, aPort: number, bPort: number): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i]
  return aPort < bPort
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const bits = (bytes[at] << 16) | ((left > 1 ? bytes[at + 1] : 0) << 8) | (left > 2 ? bytes[at + 2] : 0)
    text += BASE64[bits >>> 18] + BASE64[(bits >>> 12) & 63]
    text += (left > 1 ? BASE64[(bits >>> 6) & 63] : '=') + (left > 2 ? BASE64[bits & 63] : '=')
  }
  return text
}
