import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { startsWithAnyCase } from '../dissect/text-lines.ts'

/** Line-based text bodies. What says that it is XML is handed on. */
export const dataTextLines: Dissector = {
  name: 'data-text-lines',
  needsBeginning: true,
  dissect(packet) {
    const { offset } = packet
    if (packet.remaining > 38 && startsWithAnyCase(packet.bytes, offset, packet.end, '<?xml')) {
      packet.drawNothing()
      packet.callNamed('xml')
    }
    return ACCEPTED
  },
}
