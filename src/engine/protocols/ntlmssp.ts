import { reportDomainUser } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { NtlmState } from '../dissect/ntlm-state.ts'
import type { Packet } from '../dissect/packet.ts'
import { latin1, startsWith } from '../dissect/text-lines.ts'

const AUTHENTICATE = 3
const NEGOTIATE_UNICODE = 0x01
const FLAGS = 60
const LONGEST = 512

/** NTLM, [MS-NLMP]: its three messages. */
export const ntlmssp: Dissector = {
  name: 'ntlmssp',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (
      end - offset >= FLAGS + 4 &&
      packet.u32le(offset + 8) === AUTHENTICATE &&
      startsWith(bytes, offset, end, 'NTLMSSP')
    )
      takeUser(packet)
    return ACCEPTED
  },
}

/** [MS-NLMP] section 2.2.1.3: domain, user and machine, each a length and an offset. */
function takeUser(packet: Packet): void {
  const state = packet.stream?.of('ntlmssp', () => new NtlmState())
  if (state === undefined) return
  const { offset } = packet
  const isUnicode = (packet.u32le(offset + FLAGS) & NEGOTIATE_UNICODE) !== 0
  const user = textAt(packet, offset + 36, isUnicode)
  const domain = textAt(packet, offset + 28, isUnicode)
  state.login = reportDomainUser(packet, 'NTLM', user, domain, textAt(packet, offset + 44, isUnicode))
}

function textAt(packet: Packet, at: number, isUnicode: boolean): string {
  const length = packet.u16le(at)
  const from = packet.offset + packet.u32le(at + 4)
  if (length === 0 || length > LONGEST || from + length > packet.end) return ''
  if (!isUnicode) return latin1(packet.bytes, from, from + length)
  let text = ''
  for (let i = from; i + 1 < from + length; i += 2) text += String.fromCharCode(packet.u16le(i))
  return text
}
