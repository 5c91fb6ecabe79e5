import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const HEADER_LENGTH = 28
const DATA = 1

/** Packet types of Rx: data, busy, abort, acknowledgements, challenge, response, debug, parameters, version. */
const isKnown = (type: number) => (type >= 1 && type <= 11) || type === 13

/** What only some services of AFS have a name for. */
const afs: Dissector = { name: 'afs', dissect: () => ACCEPTED }
/** Service ports of AFS (UDP): file server, callback, protection, volume location, Kerberos, volume, errors, BOS, update, RMTSYS. */
const isAfsPort = (port: number) => (port >= 7000 && port <= 7009) || port === 7021

/** Rx, the remote procedure call of AFS. */
export const rx: Dissector = {
  name: 'rx',
  dissect(packet) {
    if (packet.remaining < HEADER_LENGTH) return REJECTED
    const at = packet.offset
    const type = packet.u8(at + 20)
    if (!isKnown(type)) return REJECTED
    packet.offset = at + HEADER_LENGTH
    const service = packet.u16(at + 26)
    if (type === DATA && packet.wireRemaining > 0 && service !== 0)
      if (isAfsPort(packet.sourcePort) || isAfsPort(packet.destinationPort)) packet.call(afs)
    return ACCEPTED
  },
}
