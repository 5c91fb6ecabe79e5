import type { Dissector } from '../dissect/dissector.ts'
import { plain } from '../dissect/plain.ts'

const diameter = plain('diameter', 20)
const m3ua = plain('m3ua', 8)
const sua = plain('sua', 8)

/** Protocols over SCTP of which nothing is read yet, by payload protocol (IANA "SCTP Payload Protocol Identifiers"). */
export const plainSctpPpi: Readonly<Record<number, Dissector>> = {
  1: plain('iua', 8),
  2: plain('m2ua', 8),
  3: m3ua,
  4: sua,
  5: plain('m2pa', 8),
  10: plain('dua', 8),
  11: plain('asap', 4),
  12: plain('enrp', 4),
  18: plain('s1ap'),
  19: plain('rua'),
  20: plain('hnbap'),
  24: plain('sbcap'),
  25: plain('nbap'),
  27: plain('x2ap'),
  29: plain('lcsap'),
  31: plain('sabp'),
  43: plain('m2ap'),
  44: plain('m3ap'),
  46: diameter,
  60: plain('ngap'),
  61: plain('xnap'),
  62: plain('f1ap'),
  64: plain('e1ap'),
}

/** As plainSctpPpi, by port. */
export const plainSctpPort: Readonly<Record<number, Dissector>> = {
  2904: plainSctpPpi[2],
  2905: m3ua,
  3565: plainSctpPpi[5],
  3868: diameter,
  9900: plainSctpPpi[1],
  14001: sua,
  29118: plain('sgsap'),
  36412: plainSctpPpi[18],
  36422: plainSctpPpi[27],
  38412: plainSctpPpi[60],
  38422: plainSctpPpi[61],
  38462: plainSctpPpi[64],
  38472: plainSctpPpi[62],
}
