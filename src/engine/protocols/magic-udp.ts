import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

/** A protocol that is only named yet, told from others on its port by its first bytes. */
function told(name: string, minimum: number, isOne: (packet: Packet, at: number) => boolean): Dissector {
  return {
    name,
    dissect: (packet) => (packet.remaining >= minimum && isOne(packet, packet.offset) ? ACCEPTED : REJECTED),
  }
}

function begins(packet: Packet, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if ((packet.u8(at + i) | 32) !== (text.charCodeAt(i) | 32)) return false
  return true
}

const bjnp = told('bjnp', 1, (packet, at) => packet.u8(at) >= 32 && packet.u8(at) < 127)
const mgcp = told('mgcp', 4, isMgcp)
const uint32 = (packet: Packet, at: number) => packet.u32(at)

/**
 * Protocols over UDP of which nothing is read yet but whether it is them. By port, as in Wireshark's udp.port table; the
 * tests are those of their dissectors.
 */
export const magicUdp: Readonly<Record<number, Dissector>> = {
  177: told('xdmcp', 6, (packet, at) => packet.u16(at) === 1),
  2190: told('tivoconnect', 12, (packet, at) => begins(packet, at, 'tivoconnect=')),
  2427: mgcp,
  2727: mgcp,
  3000: told('dis', 12, () => true),
  3671: told('kip', 2, (packet, at) => packet.u8(at) !== 0),
  4000: told('icq', 2, (packet, at) => packet.u16le(at) >= 2 && packet.u16le(at) <= 5),
  4713: told('synphasor', 4, (packet, at) => packet.u8(at) === 0xaa),
  5094: told('hart_ip', 8, (packet, at) => packet.u8(at) <= 2 && packet.u8(at + 1) <= 3),
  5678: told('mndp', 8, (packet, at) => packet.u16(at) === 0),
  6060: told('esio', 4, (packet, at) => begins(packet, at, 'ESIO')),
  7075: told('nano', 8, () => true),
  8116: told('cpha', 2, (packet, at) => packet.u16(at) === 0x1a90),
  8611: bjnp,
  8612: bjnp,
  8613: bjnp,
  8614: bjnp,
  9600: told('omron', 10, (packet, at) => (packet.u8(at) & 0x3e) === 0 && packet.u8(at + 1) === 0),
  10500: told('hip', 4, (packet, at) => uint32(packet, at) === 0),
  11898: told('caneth', 8, (packet, at) => begins(packet, at, 'ISO11898')),
  27036: told(
    'steam_ihs_discovery',
    8,
    (packet, at) => uint32(packet, at) === 0xffffffff && uint32(packet, at + 4) === 0x214c5fa0,
  ),
}

/** RFC 3435: a verb of four letters, or a response code of three digits, before a blank. */
function isMgcp(packet: Packet, at: number): boolean {
  if (packet.u8(at + 3) === 32) return [0, 1, 2].every((i) => packet.u8(at + i) >= 48 && packet.u8(at + i) <= 57)
  if (packet.remaining < 5 || packet.u8(at + 4) !== 32) return false
  return ['EPCF', 'CRCX', 'MDCX', 'DLCX', 'RQNT', 'NTFY', 'AUEP', 'AUCX', 'RSIP', 'MESG'].some((verb) =>
    begins(packet, at, verb),
  )
}
