import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte } from '../dissect/text-lines.ts'

const SERVER_PORT = 513

class RloginState {
  started = false
}

/** Rlogin, RFC 1282: every segment. */
export const rlogin: Dissector = {
  name: 'rlogin',
  dissect(packet) {
    if (packet.destinationPort === SERVER_PORT && packet.u8(packet.offset) === 0) takeUser(packet)
    return ACCEPTED
  },
}

/** The client begins with NUL, the user there, NUL, the user here, NUL, terminal and speed, NUL. */
function takeUser(packet: Packet): void {
  const state = packet.stream?.of('rlogin', () => new RloginState())
  if (state === undefined || state.started) return
  const { bytes, offset, end } = packet
  const first = indexOfByte(bytes, 0, offset + 1, end)
  const second = first < 0 ? -1 : indexOfByte(bytes, 0, first + 1, end)
  if (second < 0) return
  state.started = true
  reportCredential(packet, 'rlogin', 'rlogin', credentialText(packet, bytes, first + 1, second), 0)
}
