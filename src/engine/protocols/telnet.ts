import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { LoginDialogue } from '../dissect/login-dialogue.ts'
import type { Packet } from '../dissect/packet.ts'

const IAC = 255
const SUBNEGOTIATION = 250
const SUBNEGOTIATION_END = 240
const WILL = 251

const create = () => new LoginDialogue()

/** Telnet, RFC 854: every segment. */
export const telnet: Dissector = {
  name: 'telnet',
  dissect(packet) {
    const { stream, tables, sourcePort } = packet
    if (stream === undefined) return ACCEPTED
    const dialogue = stream.of('telnet', create)
    if (dialogue.isOver) return ACCEPTED
    const server = stream.serverPort
    follow(
      packet,
      dialogue,
      server === 0 ? tables.tcpPort[sourcePort] === tables.handle(telnet) : sourcePort === server,
    )
    return ACCEPTED
  },
}

/** The characters between the commands. */
function follow(packet: Packet, dialogue: LoginDialogue, fromServer: boolean): void {
  const { bytes, end } = packet
  let at = packet.offset
  while (at < end && !dialogue.isOver) {
    const byte = bytes[at]
    if (byte !== IAC) {
      if (fromServer) dialogue.fromServer(packet, byte)
      else dialogue.fromClient(packet, byte)
      at++
      continue
    }
    const command = at + 1 < end ? bytes[at + 1] : 0
    if (command === SUBNEGOTIATION) {
      at += 2
      while (at < end && !(bytes[at] === IAC && bytes[at + 1] === SUBNEGOTIATION_END)) at++
      at += 2
    } else at += command >= WILL && command < IAC ? 3 : 2
  }
  if (fromServer) dialogue.serverPauses(packet)
}
