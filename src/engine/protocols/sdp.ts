import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { latin1, line, lineLength } from '../dissect/text-lines.ts'

const UDP = 17
const EQUALS = 61
/** Longest description that is read, and media in it. */
const LONGEST = 65_536
const MOST_MEDIA = 64

type Media = { host: string; port: number; rtcpPort: number }

/**
 * SDP, RFC 8866: the session descriptions in SIP, RTSP and HTTP bodies. What it says of RTP is expected from then on, and
 * RTCP one port above it (RFC 3550 section 11) or where it says (RFC 3605).
 */
export const sdp: Dissector = {
  name: 'sdp',
  dissect(packet) {
    if (packet.inError) return ACCEPTED
    for (const media of mediaOf(packet)) expectMedia(packet, media)
    return ACCEPTED
  },
}

function mediaOf(packet: Packet): Media[] {
  const { bytes, offset } = packet
  const end = Math.min(packet.end, offset + LONGEST)
  const found: Media[] = []
  let sessionHost = ''
  let media: Media | null = null
  for (let at = offset; at < end; ) {
    const from = at
    const length = lineLength(bytes, from, end, false)
    at = line.next
    if (length < 3 || bytes[from + 1] !== EQUALS) continue
    const value = latin1(bytes, from + 2, from + Math.min(length, 200))
    switch (String.fromCharCode(bytes[from])) {
      case 'c': {
        const host = value.split(' ')[2]?.split('/')[0] ?? ''
        if (media === null) sessionHost = host
        else media.host = host
        break
      }
      case 'm': {
        const [, port = '', transport = ''] = value.split(' ')
        if (found.length >= MOST_MEDIA) return found
        media = { host: sessionHost, port: Number.parseInt(port, 10), rtcpPort: 0 }
        if (transport.startsWith('RTP/')) found.push(media)
        break
      }
      case 'a':
        if (media !== null && value.startsWith('rtcp:')) media.rtcpPort = Number.parseInt(value.slice(5), 10)
    }
  }
  return found
}

function expectMedia(packet: Packet, { host, port, rtcpPort }: Media): void {
  const rtp = packet.tables.named('rtp')
  const rtcp = packet.tables.named('rtcp')
  const address = addressOf(packet, host)
  if (rtp === undefined || rtcp === undefined || address === 0 || !(port > 0 && port < 65535)) return
  packet.expectations.expect(UDP, address, port, rtp)
  packet.expectations.expect(UDP, address, rtcpPort > 0 && rtcpPort < 65536 ? rtcpPort : port + 1, rtcp)
}

/** Address id of a dotted or an IPv6 address; 0 for a name. */
function addressOf(packet: Packet, host: string): number {
  const dotted = host.split('.').map(Number)
  if (dotted.length === 4 && dotted.every((part) => part >= 0 && part < 256))
    return packet.sink.ipv4(Uint8Array.from(dotted), 0)
  const [head = '', tail, ...more] = host.split('::')
  if (!host.includes(':') || more.length > 0) return 0
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 0) return 0
  const all = [...before, ...Array.from({ length: missing }, () => 0), ...after]
  if (!all.every((group) => group >= 0 && group < 65536)) return 0
  return packet.sink.ipv6(Uint8Array.from(all.flatMap((group) => [group >>> 8, group & 255])), 0)
}
