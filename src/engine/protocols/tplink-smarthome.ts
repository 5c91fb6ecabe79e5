import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const INITIAL_KEY = 0xab
/** Longest message that is decoded. */
const LONGEST = 65_536
const LEFT_BRACE = 0x7b

/** TP-Link smart home devices: JSON whose every byte is combined with the one before it. */
export const tplinkSmarthome: Dissector = {
  name: 'tplink-smarthome',
  dissect(packet) {
    const length = Math.min(packet.remaining, LONGEST)
    if (length < 1 || (packet.u8(packet.offset) ^ INITIAL_KEY) !== LEFT_BRACE) return REJECTED
    const plain = new Uint8Array(length)
    let key = INITIAL_KEY
    for (let i = 0; i < length; i++) {
      const byte = packet.u8(packet.offset + i)
      plain[i] = byte ^ key
      key = byte
    }
    packet.bytes = plain
    packet.offset = 0
    packet.end = length
    packet.wireEnd = length
    packet.callNamed('json')
    return ACCEPTED
  },
}
