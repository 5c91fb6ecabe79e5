import type { Packet } from './packet.ts'

export const EXTENSION_SERVER_NAME = 0
export const EXTENSION_SUPPORTED_GROUPS = 10
export const EXTENSION_POINT_FORMATS = 11
export const EXTENSION_SIGNATURE_ALGORITHMS = 13
export const EXTENSION_ALPN = 16
export const EXTENSION_SUPPORTED_VERSIONS = 43

/** Goes over the extensions of a hello (RFC 8446 section 4.2), those that are cut included; reused. */
export class TlsExtensions {
  type = 0
  /** The data of the extension at hand: bytes[from, to). */
  from = 0
  to = 0
  private end = 0

  /** Begins before the first extension of the list, its length included, at `at`; nothing is read beyond `to`. */
  begin(packet: Packet, at: number, to: number): void {
    this.to = at + 2
    this.end = at + 2 > to ? at : Math.min(to, at + 2 + packet.u16(at))
  }

  /** Goes to the next one; false when there is none. */
  next(packet: Packet): boolean {
    const at = this.to
    if (at + 4 > this.end) return false
    this.type = packet.u16(at)
    this.from = at + 4
    this.to = Math.min(this.end, at + 4 + packet.u16(at + 2))
    return true
  }
}
