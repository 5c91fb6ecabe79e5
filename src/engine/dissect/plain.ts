import { ACCEPTED, type Dissector } from './dissector.ts'

/**
 * A protocol that is only named yet: whatever its port or number carries is its own, and malformed below `minimum` bytes.
 */
export function plain(name: string, minimum = 0): Dissector {
  return {
    name,
    dissect(packet) {
      packet.need(minimum)
      return ACCEPTED
    },
  }
}
