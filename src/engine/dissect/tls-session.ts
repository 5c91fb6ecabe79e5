import type { Packet } from './packet.ts'

export const SSL3 = 0x0300
export const TLS10 = 0x0301
export const TLS11 = 0x0302
export const TLS12 = 0x0303
export const TLS13 = 0x0304
/** GM/T 0024, the Chinese TLCP. */
export const TLCP = 0x0101
export const DTLS10 = 0xfeff
export const DTLS12 = 0xfefd
/** DTLS 1.0 of OpenSSL before 0.9.8f. */
export const DTLS10_OPENSSL = 0x0100

/** RFC 8446 section 5.1, RFC 6520, RFC 9146. */
export const CHANGE_CIPHER_SPEC = 20
export const ALERT = 21
export const HANDSHAKE = 22
export const APPLICATION_DATA = 23
export const TLS12_CID = 25

/** Whether a record can have this content type. */
export function isContentType(type: number): boolean {
  return type >= CHANGE_CIPHER_SPEC && type <= TLS12_CID
}

/** A handshake message of which more is to come. No message longer than this is kept (a length has 24 bits). */
const LONGEST_MESSAGE = 0x20000

/** The beginning of a handshake message that goes on in later records. */
export class PartialHandshake {
  bytes = new Uint8Array(2048)
  /** Bytes seen; more than are kept when the message is unreasonably long. */
  length = 0

  /** Length of the whole message with its header of four bytes; 0 = not known yet. */
  get wanted(): number {
    return this.length < 4 ? 0 : 4 + ((this.bytes[1] << 16) | (this.bytes[2] << 8) | this.bytes[3])
  }

  get kept(): boolean {
    return this.length <= LONGEST_MESSAGE
  }

  add(source: Uint8Array, from: number, to: number): void {
    const length = this.length + (to - from)
    if (length <= LONGEST_MESSAGE) {
      if (length > this.bytes.length) {
        const larger = new Uint8Array(Math.min(LONGEST_MESSAGE, Math.max(length, this.bytes.length * 2)))
        larger.set(this.bytes)
        this.bytes = larger
      }
      this.bytes.set(source.subarray(from, to), this.length)
    }
    this.length = length
  }
}

/** What is remembered of one TLS, DTLS or QUIC handshake. Sides: 0 = client, 1 = server. */
export class TlsSession {
  /** Version in use as far as somebody has told; 0 = unknown. */
  version = 0
  /** Cipher suite of the last ServerHello; 0 = not seen. */
  cipher = 0
  /** Address and port that got the ClientHello; 0 = not seen. */
  serverAddress = 0
  serverPort = 0
  /** Frame of the first ChangeCipherSpec of each side; 0 = not seen. */
  readonly cipherSpecFrame: [number, number] = [0, 0]
  readonly partial: [PartialHandshake | null, PartialHandshake | null] = [null, null]

  /** 1 when the packet comes from the server. `serverPorts` decides while no ClientHello was seen. */
  side(packet: Packet, serverPorts: ReadonlySet<number>): 0 | 1 {
    if (this.serverPort !== 0)
      return packet.sourcePort === this.serverPort && packet.source === this.serverAddress ? 1 : 0
    return serverPorts.has(packet.sourcePort) ? 1 : 0
  }

  reset(): void {
    this.version = 0
    this.cipher = 0
    this.serverAddress = 0
    this.serverPort = 0
    this.cipherSpecFrame[0] = 0
    this.cipherSpecFrame[1] = 0
    this.partial[0] = null
    this.partial[1] = null
  }
}
