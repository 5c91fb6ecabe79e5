import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** MPEG-4: a first box with a type that begins such files (ISO/IEC 14496-12). */
export const mp4: Dissector = {
  name: 'mp4',
  needsBeginning: true,
  dissect(packet) {
    if (packet.remaining < 8) return REJECTED
    return /^(ftyp|mfhd|mvhd|tkhd|moov|mdat|sidx|styp|moof|free)$/.test(
      String.fromCharCode(...packet.bytes.subarray(packet.offset + 4, packet.offset + 8)),
    )
      ? ACCEPTED
      : REJECTED
  },
}
