import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** By wire version; versions that have no dissector show nothing more. */
const VERSIONS = new Map([
  [1, 'openflow_v1'],
  [4, 'openflow_v4'],
  [5, 'openflow_v5'],
  [6, 'openflow_v6'],
])
const HEADER = 8

let shown = false

/** OpenFlow: messages by their version, one more name each. */
export const openflow: Dissector = { name: 'openflow', dissect: (packet) => dissectOpenflow(packet) }

/** On other ports: a known version, a known type and a length that fits. */
export const openflowHeuristic: Dissector = {
  name: 'openflow',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < HEADER || !VERSIONS.has(packet.u8(at)) || packet.u8(at + 1) > 29) return REJECTED
    const length = packet.u16(at + 2)
    if (length < HEADER || length > packet.remaining) return REJECTED
    // Every session starts with hello; what comes later has a transaction id.
    if (packet.u8(at + 1) !== 0 && packet.stream?.dissector !== openflow) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = openflow
    return dissectOpenflow(packet)
  },
}

function dissectOpenflow(packet: Packet): Verdict {
  shown = false
  const { layer } = packet
  packet.drawNothing()
  dissectPdus(packet, HEADER, (p) => p.u16(p.offset + 2), dissectMessage)
  if (!shown && packet.stopped === RUNNING) return SILENT
  return layer >= 0 ? ACCEPTED : SILENT
}

function dissectMessage(packet: Packet): void {
  shown = true
  const name = VERSIONS.get(packet.u8(packet.offset))
  if (name !== undefined) packet.note(name)
}
