import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { MALFORMED, ONE_MORE_SEGMENT, type Packet } from '../dissect/packet.ts'
import type { SshMessage } from '../dissect/records.ts'
import { agreed, hassh, readProposal, type SshProposal } from '../dissect/ssh-key-exchange.ts'
import {
  sshBannerFields,
  sshDirectionFields,
  sshEncryptedFields,
  sshPacketFields,
  sshProposalFields,
} from './ssh-fields.ts'

const SERVER_PORTS: ReadonlySet<number> = new Set([22, 29418])
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const MESSAGE_KEXINIT = 20
const MESSAGE_NEWKEYS = 21
/** Wireshark takes a longer packet for nonsense. */
const LONGEST_PACKET = 0xffff
/** Letters of an identification string that are kept. */
const LONGEST_BANNER = 255

const UNKNOWN = 0
const SSH1 = 1
const SSH2 = 2

/** What is known of one side. */
type Side = {
  /** Frame of its identification string; 0 = not seen. */
  bannerFrame: number
  proposal: SshProposal | null
  /** It sent NEWKEYS: all that follows is encrypted. */
  encrypted: boolean
}

class SshSession {
  version = UNKNOWN
  readonly sides: readonly [Side, Side] = [newSide(), newSide()]
}

function newSide(): Side {
  return { bannerFrame: 0, proposal: null, encrypted: false }
}

const newSession = () => new SshSession()

const message: SshMessage = {
  fromServer: false,
  version: 0,
  hassh: 0,
  keyExchange: 0,
  hostKey: 0,
  cipher: 0,
  mac: 0,
  compression: 0,
}

/** SSH, RFC 4253: identification strings and key exchange; what is encrypted is not looked at. */
export const ssh: Dissector = {
  name: 'ssh',
  dissect(packet) {
    const stream = packet.stream
    const session = stream === undefined ? newSession() : stream.of('ssh', newSession)
    const fromServer = !SERVER_PORTS.has(packet.destinationPort)
    const side = session.sides[fromServer ? 1 : 0]
    if (packet.fields !== null) sshDirectionFields(packet.fields, fromServer)
    if (side.encrypted) {
      if (packet.fields !== null) sshEncryptedFields(packet.fields, packet, packet.offset, packet.end)
      return ACCEPTED
    }
    const { wireEnd } = packet
    let at = packet.offset
    while (at < wireEnd) {
      if (!packet.need(1, at)) return ACCEPTED
      const next = dissectNext(packet, session, side, fromServer, at)
      if (next < 0 || packet.stopped !== 0) return ACCEPTED
      at = next
    }
    return ACCEPTED
  },
}

/** The line or packet at `at`; answers where the next one begins, -1 when the rest is encrypted or not there yet. */
function dissectNext(packet: Packet, session: SshSession, side: Side, fromServer: boolean, at: number): number {
  const mayBeBanner = side.bannerFrame === 0 || side.bannerFrame === packet.number
  if (mayBeBanner && startsLikeBanner(packet, at)) return dissectBanner(packet, session, side, fromServer, at)
  if (session.version === SSH1) return dissectSsh1Packet(packet, at)
  if (session.version === SSH2) return dissectPacket(packet, session, side, fromServer, at)
  lookForKeyExchange(packet, session, side, fromServer, at)
  return -1
}

/** 'SSH-', in any case. */
function startsLikeBanner(packet: Packet, at: number): boolean {
  if (at + 4 > packet.end) return false
  return (packet.u32(at) & 0xdfdfdfff) >>> 0 === 0x5353482d
}

function dissectBanner(packet: Packet, session: SshSession, side: Side, fromServer: boolean, at: number): number {
  const { bytes, end } = packet
  let stop = at
  while (stop < end && bytes[stop] !== LINE_FEED) stop++
  if (stop === end && packet.canDesegment > 0) {
    packet.wantMore(at, ONE_MORE_SEGMENT)
    return -1
  }
  side.bannerFrame = packet.number
  const major = at + 4 < end ? bytes[at + 4] : 0
  const isTwo = major === 0x32 || isVersion199(packet, at + 4)
  if (!fromServer) session.version = isTwo ? SSH2 : SSH1
  const textEnd = stop > at && bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop
  if (packet.fields !== null) sshBannerFields(packet.fields, packet, at, textEnd)
  if (!packet.inError) {
    clear(fromServer)
    message.version = packet.sink.text(bytes, at, Math.min(textEnd, at + LONGEST_BANNER))
    packet.sink.ssh(packet, message)
  }
  return Math.min(stop + 1, packet.wireEnd)
}

/** While only the server was heard, tshark reads no packets; a key exchange in one segment is worth having all the same. */
function lookForKeyExchange(packet: Packet, session: SshSession, side: Side, fromServer: boolean, at: number): void {
  if (side.bannerFrame === 0 || side.proposal !== null || at + 6 > packet.end) return
  const end = at + 4 + packet.u32(at)
  if (packet.u8(at + 5) === MESSAGE_KEXINIT && end <= packet.end)
    reportKeyExchange(packet, session, side, fromServer, at + 6, end)
}

/** '1.99' says that both versions are spoken (RFC 4253 section 5.1). */
function isVersion199(packet: Packet, at: number): boolean {
  return at + 4 <= packet.end && packet.u32(at) === 0x312e3939
}

/** Binary packet of SSH 2 before NEWKEYS: length, padding length, message. */
function dissectPacket(packet: Packet, session: SshSession, side: Side, fromServer: boolean, at: number): number {
  if (side.encrypted) {
    if (packet.fields !== null) sshEncryptedFields(packet.fields, packet, at, packet.end)
    return -1
  }
  const available = packet.wireEnd - at
  if (available < 4) {
    if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
    else packet.need(4, at)
    return -1
  }
  if (!packet.need(4, at)) return -1
  const length = packet.u32(at)
  if (packet.canDesegment > 0 && length + 4 > available) {
    packet.wantMore(at, length + 4 - available)
    return -1
  }
  const end = length >= LONGEST_PACKET ? packet.wireEnd : at + 4 + length
  if (!packet.need(6, at)) return -1
  const type = packet.u8(at + 5)
  if (length < packet.u8(at + 4) + 2) {
    packet.stop(MALFORMED)
    return -1
  }
  if (!packet.need(end - at, at)) return -1
  if (packet.fields !== null) {
    sshPacketFields(packet.fields, packet, at, end, fromServer)
    if (type === MESSAGE_KEXINIT) sshProposalFields(packet.fields, packet, at + 6, end, fromServer)
  }
  if (type === MESSAGE_NEWKEYS) side.encrypted = true
  else if (type === MESSAGE_KEXINIT && side.proposal === null)
    reportKeyExchange(packet, session, side, fromServer, at + 6, end)
  return end
}

function reportKeyExchange(
  packet: Packet,
  session: SshSession,
  side: Side,
  fromServer: boolean,
  from: number,
  to: number,
): void {
  const proposal = readProposal(packet, from, to)
  if (proposal === null || packet.inError) return
  side.proposal = proposal
  const { sink } = packet
  clear(fromServer)
  message.hassh = sink.string(hassh(proposal, fromServer))
  const client = session.sides[0].proposal
  const server = session.sides[1].proposal
  if (client !== null && server !== null) {
    const choice = (offered: string, accepted: string) => sink.string(agreed(offered, accepted))
    message.keyExchange = choice(client.keyExchange, server.keyExchange)
    message.hostKey = choice(client.hostKey, server.hostKey)
    message.cipher = choice(client.cipher[0], server.cipher[0])
    message.mac = choice(client.mac[0], server.mac[0])
    message.compression = choice(client.compression[0], server.compression[0])
  }
  sink.ssh(packet, message)
}

function clear(fromServer: boolean): void {
  message.fromServer = fromServer
  message.version = 0
  message.hassh = 0
  message.keyExchange = 0
  message.hostKey = 0
  message.cipher = 0
  message.mac = 0
  message.compression = 0
}

/** SSH 1: length, padding of up to eight bytes, type, data, check bytes. */
function dissectSsh1Packet(packet: Packet, at: number): number {
  const available = packet.wireEnd - at
  if (available < 4) {
    if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
    return -1
  }
  if (!packet.need(4, at)) return -1
  const length = packet.u32(at)
  const whole = 4 + length + 8 - (length % 8)
  if (length >= LONGEST_PACKET) return -1
  if (whole <= available) return at + whole
  if (packet.canDesegment > 0) packet.wantMore(at, whole - available)
  return -1
}
