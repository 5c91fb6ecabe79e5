import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { lineLength, startsWith } from '../dissect/text-lines.ts'

/** RDP's part of the X.224 connection ([MS-RDPBCGR] 2.2.1.1 and 2.2.1.2): a cookie or a negotiation. */
export const rdp: Dissector = {
  name: 'rdp',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (startsWith(bytes, offset, end, 'Cookie: ')) {
      takeUser(packet)
      return ACCEPTED
    }
    if (packet.remaining < 8) return REJECTED
    const type = packet.u8(offset)
    return type >= 1 && type <= 3 && packet.u16le(offset + 2) === 8 ? ACCEPTED : REJECTED
  },
}

/** 'Cookie: mstshash=user': the user as far as the client says it (nine letters of most clients). */
function takeUser(packet: Packet): void {
  const { bytes, offset, end } = packet
  const cookie = 'Cookie: mstshash='
  if (!startsWith(bytes, offset, end, cookie)) return
  const stop = offset + lineLength(bytes, offset, end, false)
  reportCredential(packet, 'rdp', 'mstshash', credentialText(packet, bytes, offset + cookie.length, stop), 0)
}
