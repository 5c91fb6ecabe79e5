import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { dissectTcpPayload } from '../dissect/tcp-payload.ts'
import { line, lineLength, startsWith } from '../dissect/text-lines.ts'

const LONGEST_LINE = 107
const VERSION_2 = [0x0d0a0d0a, 0x000d0a51, 0x5549540a]

/** HAProxy's PROXY protocol, versions 1 (a line) and 2 (binary): what follows goes on as if it began there. */
export const proxyHeuristic: Dissector = {
  name: 'proxy',
  dissect(packet) {
    const { bytes, offset, end } = packet
    let next: number
    if (packet.remaining >= 16 && VERSION_2.every((word, i) => packet.u32(offset + i * 4) === word))
      next = offset + 16 + packet.u16(offset + 14)
    else if (startsWith(bytes, offset, end, 'PROXY ')) {
      const length = lineLength(bytes, offset, Math.min(end, offset + LONGEST_LINE), true)
      if (length < 0) return REJECTED
      next = line.next
    } else return REJECTED
    if (next < packet.wireEnd && next < end) {
      packet.offset = next
      dissectTcpPayload(packet)
    }
    return ACCEPTED
  },
}
