import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const SSL_REQUEST = 80877103

class PgsqlState {
  asksForTls = false
}

/** PostgreSQL frontend/backend protocol 3: messages with a type (none at the start) and a length. */
export const pgsql: Dissector = {
  name: 'pgsql',
  dissect(packet) {
    const { stream } = packet
    const state = stream?.of('pgsql', () => new PgsqlState())
    if (stream !== undefined && state?.asksForTls && packet.wireRemaining === 1) {
      state.asksForTls = false
      if (packet.remaining === 1 && packet.u8(packet.offset) === 0x53)
        stream.dissector = packet.tables.named('tls') ?? null
      return ACCEPTED
    }
    return dissectPdus(packet, 5, messageLength, dissectMessage)
  },
}

function messageLength(packet: Packet): number {
  const at = packet.offset
  return packet.u8(at) === 0 ? packet.u32(at) : packet.u32(at + 1) + 1
}

function dissectMessage(packet: Packet): void {
  const at = packet.offset
  if (packet.remaining < 8 || packet.u8(at) !== 0 || packet.u32(at + 4) !== SSL_REQUEST) return
  const state = packet.stream?.of('pgsql', () => new PgsqlState())
  if (state !== undefined) state.asksForTls = true
}
