import { type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT } from '../dissect/packet.ts'

const HEADER = 8

/** DG Gryphon: on its port what is no Gryphon waits for bytes that never come, and nothing of it is shown. */
export const gryphon: Dissector = {
  name: 'gryphon',
  dissect(packet) {
    const { offset, end } = packet
    const available = end - offset
    const length = available < HEADER ? 0 : ((packet.u16(offset + 4) + HEADER + 3) & ~3) >>> 0
    if (packet.canDesegment > 0) packet.wantMore(offset, length > available ? length - available : ONE_MORE_SEGMENT)
    return SILENT
  },
}
