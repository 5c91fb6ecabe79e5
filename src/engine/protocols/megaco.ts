import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { startsWithAnyCase } from '../dissect/text-lines.ts'

/** Megaco in text form, RFC 3525: anything else on its port is shown as its data. */
export const megaco: Dissector = {
  name: 'megaco',
  dissect(packet) {
    const { bytes, offset, end } = packet
    let at = offset
    while (at < end && (bytes[at] === 32 || (bytes[at] >= 9 && bytes[at] <= 13))) at++
    if (!startsWithAnyCase(bytes, at, end, 'megaco/') && !startsWithAnyCase(bytes, at, end, '!/')) packet.data()
    return ACCEPTED
  },
}
