import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { ReassemblyBuffer } from '../dissect/reassembly-buffer.ts'

const CONTROL = 4
const ACK = 5
const DATA_V1 = 6
const DATA_V2 = 9
const HARD_RESET_CLIENT_V3 = 10
const CONTROL_WKC = 11

const HMAC_LENGTH = 20
/** Payload of a control packet that is not the last of its message (OpenVPN's TLS_CHANNEL_BUF of old versions). */
const FULL_FRAGMENT = 100
/** Pieces of one message that are kept at most. */
const LONGEST_MESSAGE = 65_536

/** The message under way, by direction. */
class ControlChannel {
  readonly pieces: [ReassemblyBuffer | null, ReassemblyBuffer | null] = [null, null]
  readonly lengths: [number, number] = [0, 0]
}

const newChannel = () => new ControlChannel()

/** OpenVPN over UDP. TLS in control packets is drawn beside it. */
export const openvpn: Dissector = {
  name: 'openvpn',
  dissect(packet) {
    dissectPacket(packet)
    return ACCEPTED
  },
}

let shown = 0
let layer = 0

/** OpenVPN over TCP: a length before each packet. */
export const openvpnTcp: Dissector = {
  name: 'openvpn',
  dissect(packet) {
    layer = packet.layer
    shown = 0
    dissectPdus(packet, 2, packetLength, dissectFramed)
    return shown > 0 || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function dissectFramed(packet: Packet): void {
  if (shown++ > 0) packet.drawAgain(layer)
  packet.offset += 2
  dissectPacket(packet)
}

function packetLength(packet: Packet): number {
  return packet.u16(packet.offset) + 2
}

function dissectPacket(packet: Packet): void {
  if (!packet.need(1)) return
  let at = packet.offset
  const opcode = packet.u8(at) >>> 3
  at++
  if (opcode === DATA_V1 || opcode === DATA_V2 || opcode === HARD_RESET_CLIENT_V3 || opcode === CONTROL_WKC) return
  if (opcode < 1 || opcode > CONTROL_WKC || !packet.need(8, at)) return
  at += 8
  if (packet.wireEnd - at >= 4 && !packet.need(4, at)) return
  if (packet.wireEnd - at >= 4 && isAuthenticated(packet, at)) {
    at += HMAC_LENGTH + 8
    if (!packet.need(0, at)) return
  }
  if (packet.wireEnd > at) {
    if (!packet.need(1, at)) return
    const acknowledged = packet.u8(at)
    at++
    if (acknowledged > 0) {
      if (!packet.need(acknowledged * 4, at)) return
      at += acknowledged * 4
      if (packet.wireEnd - at >= 8) at += 8
    }
  }
  if (opcode !== ACK && packet.wireEnd - at >= 4) at += 4
  if (opcode !== CONTROL || packet.wireEnd <= at || !packet.need(0, at)) return
  packet.offset = at
  dissectControl(packet)
}

/** Wireshark's guess whether an HMAC stands here: at most one zero byte of the first four. */
function isAuthenticated(packet: Packet, at: number): boolean {
  let zeros = 0
  for (let i = 0; i < 4; i++) if (packet.u8(at + i) === 0) zeros++
  return zeros <= 1
}

/** Full packets are pieces of a message that the first shorter one ends. */
function dissectControl(packet: Packet): void {
  const { stream, wireRemaining } = packet
  const channel = stream?.of('openvpn', newChannel)
  const direction = packet.direction === 0 ? 0 : 1
  const started = channel?.pieces[direction] ?? null
  const isLast = wireRemaining !== FULL_FRAGMENT
  if (channel === undefined || (isLast && started === null)) {
    if (isLast) callTls(packet)
    return
  }
  const pieces = started ?? new ReassemblyBuffer(packet.budget)
  channel.pieces[direction] = pieces
  pieces.add(channel.lengths[direction], packet.bytes, packet.offset, packet.end)
  channel.lengths[direction] += wireRemaining
  if (!isLast && channel.lengths[direction] < LONGEST_MESSAGE) return
  pieces.endAt(channel.lengths[direction])
  channel.pieces[direction] = null
  channel.lengths[direction] = 0
  if (isLast && pieces.complete) {
    packet.bytes = pieces.bytes
    packet.offset = 0
    packet.end = pieces.captured
    packet.wireEnd = pieces.length
    callTls(packet)
  }
  pieces.release()
}

function callTls(packet: Packet): void {
  packet.callNamed('tls')
}
