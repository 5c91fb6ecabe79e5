import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { startsWith } from '../dissect/text-lines.ts'

const HANDSHAKE = '\x13BitTorrent protocol'
const HANDSHAKE_LENGTH = 68
/** Longer messages are not believed (a piece is 16 KiB or so). */
const LARGEST_MESSAGE = 0x80000
const LAST_TYPE = 23

let shown = false

/** BitTorrent's peer protocol, BEP 3: a handshake, then messages with a length. */
export const bittorrent: Dissector = { name: 'bittorrent', dissect: dissectBittorrent }

/** On other ports: the handshake. */
export const bittorrentHeuristic: Dissector = {
  name: 'bittorrent',
  dissect(packet) {
    const { bytes, offset, end, stream } = packet
    if (!startsWith(bytes, offset, end, HANDSHAKE)) return REJECTED
    if (stream !== undefined) stream.dissector = bittorrent
    return dissectBittorrent(packet)
  },
}

function dissectBittorrent(packet: Packet): Verdict {
  shown = false
  // Neither a handshake nor a message: the rest of a piece.
  if (packet.remaining >= 5 && !isMessage(packet)) return ACCEPTED
  dissectPdus(packet, 4, messageLength, dissectMessage)
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}

function isMessage(packet: Packet): boolean {
  const { bytes, offset, end } = packet
  if (startsWith(bytes, offset, end, HANDSHAKE)) return true
  const length = packet.u32(offset)
  return length === 0 || (length <= LARGEST_MESSAGE && packet.u8(offset + 4) <= LAST_TYPE)
}

function messageLength(packet: Packet): number {
  const { bytes, offset, end } = packet
  if (startsWith(bytes, offset, end, HANDSHAKE)) return HANDSHAKE_LENGTH
  const length = packet.u32(offset) + 4
  return length > LARGEST_MESSAGE ? packet.end - packet.offset : length
}

function dissectMessage(): void {
  shown = true
}
