import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { answerNtlm } from '../dissect/ntlm-state.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectSecurityBlob } from '../dissect/security-blob.ts'
import { SmbActions, wideText } from '../dissect/smb-actions.ts'

const HEADER = 64
const RESPONSE = 0x01
const NEGOTIATE = 0
const SESSION_SETUP = 1
const TREE_CONNECT = 3
const CREATE = 5
const READ = 8
const WRITE = 9
const IOCTL = 11
const STATUS_MORE_PROCESSING = 0xc0000016
const STATUS_PENDING = 0x103
const PIPE_TRANSCEIVE = 0x0011c017
/** Open pipes remembered of a connection. */
const MOST_PIPES = 4096

class Smb2State {
  /** First word of the FileIds that DCE/RPC goes through. */
  readonly pipes = new Set<number>()
  /** Message ids of reads and ioctls on such files that wait for their answer. */
  readonly waiting = new Set<number>()
  readonly actions = new SmbActions(2)
}

/** SMB 2 and 3 ([MS-SMB2]): chained commands, authentication blobs, DCE/RPC in named pipes, file contents as data. */
export const smb2: Dissector = {
  name: 'smb2',
  dissect(packet) {
    const { end, wireEnd, layer } = packet
    let at = packet.offset
    if (packet.remaining < 4) return REJECTED
    const magic = packet.u32(at)
    // Encrypted and compressed messages say no more.
    if (magic === 0xfd534d42 || magic === 0xfc534d42) return ACCEPTED
    if (magic !== 0xfe534d42) return REJECTED
    for (let chained = 0; chained < 64; chained++) {
      packet.offset = at
      packet.end = end
      packet.wireEnd = wireEnd
      if (!packet.need(HEADER)) return ACCEPTED
      const next = packet.u32le(at + 20)
      if (next !== 0) {
        packet.wireEnd = Math.min(wireEnd, at + next)
        packet.end = Math.min(end, at + next)
      }
      if (chained > 0) packet.drawAgain(layer)
      dissectCommand(packet, at)
      if (packet.stopped !== RUNNING || next < HEADER || at + next >= wireEnd) return ACCEPTED
      at += next
      if (at + 4 > end || packet.u32(at) !== 0xfe534d42) return ACCEPTED
    }
    return ACCEPTED
  },
}

function dissectCommand(packet: Packet, at: number): void {
  const command = packet.u16le(at + 12)
  const isResponse = (packet.u32le(at + 16) & RESPONSE) !== 0
  const status = packet.u32le(at + 8)
  const body = at + HEADER
  if (isResponse && status === STATUS_PENDING) return
  if (isResponse && command === SESSION_SETUP && status !== STATUS_MORE_PROCESSING) answerNtlm(packet, status === 0)
  if (command === TREE_CONNECT || command === CREATE) takeAction(packet, at, command, isResponse, status)
  if (body + 8 > packet.end) return
  if (isResponse && packet.u16le(body) === 9 && command !== SESSION_SETUP) return
  if (command === NEGOTIATE && isResponse && body + 64 <= packet.end)
    dissectSecurityBlob(packet, at + packet.u16le(body + 56), packet.u16le(body + 58))
  else if (command === SESSION_SETUP) {
    if (isResponse) dissectSecurityBlob(packet, at + packet.u16le(body + 4), packet.u16le(body + 6))
    else if (body + 24 <= packet.end) dissectSecurityBlob(packet, at + packet.u16le(body + 12), packet.u16le(body + 14))
  } else if (command === WRITE && !isResponse && body + 48 <= packet.end)
    contents(packet, at + packet.u16le(body + 2), packet.u32le(body + 4), packet.u32le(body + 16))
  else if (command === READ && isResponse) contents(packet, at + packet.u8(body + 2), packet.u32le(body + 4), 0)
  else if (command === IOCTL && body + 48 <= packet.end) {
    if (packet.u32le(body + 4) !== PIPE_TRANSCEIVE) return
    if (isResponse) contents(packet, at + packet.u32le(body + 32), packet.u32le(body + 36), 0)
    else contents(packet, at + packet.u32le(body + 24), packet.u32le(body + 28), packet.u32le(body + 8))
  }
}

/** Shares and opened files ([MS-SMB2] sections 2.2.9 and 2.2.13), with their answers. */
function takeAction(packet: Packet, at: number, command: number, isResponse: boolean, status: number): void {
  const actions = packet.stream?.of('smb2', () => new Smb2State()).actions
  if (actions === undefined) return
  const message = packet.u32le(at + 24)
  const tree = packet.u32le(at + 36)
  const body = at + HEADER
  if (isResponse) actions.answer(packet, message, tree, status === 0)
  else if (command === TREE_CONNECT && body + 8 <= packet.end)
    actions.treeConnect(packet, message, wideText(packet, at + packet.u16le(body + 4), packet.u16le(body + 6)))
  else if (command === CREATE && body + 48 <= packet.end)
    actions.open(packet, message, tree, packet.u32le(body + 24), () =>
      wideText(packet, at + packet.u16le(body + 44), packet.u16le(body + 46)),
    )
}

/** What is written or read: DCE/RPC when it looks like it, else data. */
function contents(packet: Packet, from: number, length: number, file: number): void {
  if (length === 0 || from >= packet.end) return
  const { offset, end, wireEnd } = packet
  packet.offset = from
  packet.end = Math.min(end, from + length)
  packet.wireEnd = Math.min(wireEnd, from + length)
  const isDcerpc =
    packet.remaining >= 16 && packet.u8(from) === 5 && packet.u8(from + 1) <= 1 && packet.u8(from + 2) < 20
  if (isDcerpc) {
    const state = packet.stream?.of('smb2', () => new Smb2State())
    if (state !== undefined && file !== 0 && state.pipes.size < MOST_PIPES) state.pipes.add(file)
    if (packet.callNamed('dcerpc') === REJECTED && packet.stopped === RUNNING) packet.data()
  } else packet.data()
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}
