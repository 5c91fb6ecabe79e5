import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const SMB_SIGNATURE = 0xff534d42

/** NetBIOS frames over LLC (IBM LAN technical reference): a header that tells its length, then for some commands SMB. */
export const netbios: Dissector = {
  name: 'netbios',
  dissect(packet) {
    if (!packet.need(5)) return ACCEPTED
    const length = packet.u16le(packet.offset)
    if (length < 5 || !packet.need(length)) return ACCEPTED
    packet.offset += length
    if (packet.remaining >= 4 && packet.u32(packet.offset) === SMB_SIGNATURE) packet.callNamed('smb')
    return ACCEPTED
  },
}
