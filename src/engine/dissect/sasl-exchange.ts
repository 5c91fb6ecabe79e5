import { base64Bytes } from '../bytes/base64.ts'
import { credentialText, reportCredential } from './credential-record.ts'
import type { Packet } from './packet.ts'
import { latin1 } from './text-lines.ts'

const EQUALS = 61
const BLANK = 32
const ASTERISK = 42
/** Longest line of base64 looked at. */
const LONGEST = 4096

/**
 * SASL as mail protocols carry it (RFC 4954, 5034, 9051): the mechanism with perhaps a first response, then a line of
 * base64 from each side in turn. PLAIN and LOGIN say the password, CRAM-MD5 the user.
 */
export class SaslExchange {
  /** The log-in that waits for its answer; 0 = none. */
  login = 0
  private mechanism = ''
  private user = 0

  /** Whether the client's next line is one of the exchange. */
  get isUnderWay(): boolean {
    return this.mechanism !== ''
  }

  /** The client's bytes[from, to): 'PLAIN dGVzdA=='. */
  begin(packet: Packet, protocol: string, from: number, to: number): void {
    const { bytes } = packet
    let at = from
    while (at < to && bytes[at] !== BLANK && at - from < 32) at++
    this.mechanism = latin1(bytes, from, at).toUpperCase()
    this.user = 0
    while (at < to && bytes[at] === BLANK) at++
    // '=' is an empty first response.
    if (at < to && bytes[at] !== EQUALS) this.respond(packet, protocol, at, to)
  }

  /** A line of the client, bytes[from, to). */
  respond(packet: Packet, protocol: string, from: number, to: number): void {
    const { bytes } = packet
    const { mechanism } = this
    if (bytes[from] === ASTERISK) {
      this.end()
      return
    }
    const text = base64Bytes(bytes, from, Math.min(to, from + LONGEST))
    if (mechanism === 'LOGIN' && this.user === 0) {
      this.user = credentialText(packet, text, 0, text.length)
      if (this.user !== 0) return
    } else if (mechanism === 'LOGIN')
      this.login = reportCredential(
        packet,
        protocol,
        mechanism,
        this.user,
        credentialText(packet, text, 0, text.length),
      )
    else if (mechanism === 'PLAIN') this.plain(packet, protocol, text)
    else if (mechanism === 'CRAM-MD5') {
      const blank = text.lastIndexOf(BLANK)
      this.login = reportCredential(packet, protocol, mechanism, credentialText(packet, text, 0, blank), 0)
    }
    this.end()
  }

  /** The server's verdict on the log-in. */
  answer(packet: Packet, isAccepted: boolean): void {
    this.end()
    if (this.login === 0) return
    packet.sink.credentialAnswered(this.login, isAccepted)
    this.login = 0
  }

  /** RFC 4616: authorization identity, NUL, user, NUL, password. */
  private plain(packet: Packet, protocol: string, text: Uint8Array): void {
    const first = text.indexOf(0)
    const second = text.indexOf(0, first + 1)
    if (first < 0 || second < 0) return
    const user = credentialText(packet, text, first + 1, second)
    const secret = credentialText(packet, text, second + 1, text.length)
    this.login = reportCredential(packet, protocol, 'PLAIN', user, secret)
  }

  private end(): void {
    this.mechanism = ''
    this.user = 0
  }
}
