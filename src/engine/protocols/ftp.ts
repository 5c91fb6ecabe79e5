import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { latin1, lineLength, startsWith, startsWithAnyCase } from '../dissect/text-lines.ts'
import { ftpFields } from './ftp-fields.ts'

class FtpState {
  awaitsTls = false
  user = 0
  /** The log-in that waits for its answer; 0 = none. */
  login = 0
}

/** FTP's control connection, RFC 959. It announces the data connections (PORT, PASV, EPRT, EPSV). */
export const ftp: Dissector = {
  name: 'ftp',
  dissect(packet) {
    const { bytes, offset, end, tables, stream } = packet
    if (offset >= end || stream === undefined) return ACCEPTED
    const length = Math.min(lineLength(bytes, offset, end, false), 512)
    const stop = offset + length
    const server = stream.serverPort
    const toServer =
      server === 0 ? tables.tcpPort[packet.destinationPort] === tables.handle(ftp) : packet.destinationPort === server
    if (packet.fields !== null) ftpFields(packet.fields, packet, toServer)
    if (toServer) {
      if (startsWithAnyCase(bytes, offset, stop, 'port ')) expectHostPort(packet, latin1(bytes, offset + 5, stop))
      else if (startsWithAnyCase(bytes, offset, stop, 'eprt ')) expectExtended(packet, latin1(bytes, offset + 5, stop))
      else if (startsWithAnyCase(bytes, offset, stop, 'auth tls'))
        stream.of('ftp', () => new FtpState()).awaitsTls = true
      else if (startsWithAnyCase(bytes, offset, stop, 'user '))
        stream.of('ftp', () => new FtpState()).user = credentialText(packet, bytes, offset + 5, stop)
      else if (startsWithAnyCase(bytes, offset, stop, 'pass ')) {
        const state = stream.of('ftp', () => new FtpState())
        const secret = credentialText(packet, bytes, offset + 5, stop)
        state.login = reportCredential(packet, 'ftp', 'PASS', state.user, secret)
      }
      return ACCEPTED
    }
    if (startsWith(bytes, offset, stop, '227')) expectHostPort(packet, latin1(bytes, offset + 3, stop))
    else if (startsWith(bytes, offset, stop, '229')) {
      const port = /\|\|\|(\d{1,5})\|/.exec(latin1(bytes, offset, stop))
      if (port !== null) expectData(packet, packet.source, Number(port[1]))
    } else if (startsWith(bytes, offset, stop, '234')) {
      const tls = tables.named('tls')
      if (tls !== undefined && stream.of('ftp', () => new FtpState()).awaitsTls) stream.dissector = tls
    } else if (startsWith(bytes, offset, stop, '230') || startsWith(bytes, offset, stop, '530')) {
      // RFC 959 section 5.4: logged in, not logged in.
      const state = stream.of('ftp', () => new FtpState())
      packet.sink.credentialAnswered(state.login, bytes[offset] === 50)
      state.login = 0
    }
    return ACCEPTED
  },
}

/** 'h1,h2,h3,h4,p1,p2', RFC 959 section 4.1.2. */
function expectHostPort(packet: Packet, text: string): void {
  const found = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(text)
  if (found === null) return
  const numbers = found.slice(1).map(Number)
  if (numbers.some((number) => number > 255)) return
  expectData(packet, packet.sink.ipv4(Uint8Array.from(numbers.slice(0, 4)), 0), numbers[4] * 256 + numbers[5])
}

/** '|1|192.0.2.1|6275|', RFC 2428. An IPv6 address is taken to be the sender's own. */
function expectExtended(packet: Packet, text: string): void {
  const found = /^\|(\d)\|([^|]*)\|(\d{1,5})\|/.exec(text)
  if (found === null) return
  const parts = found[2].split('.').map(Number)
  const isIpv4 = found[1] === '1' && parts.length === 4 && parts.every((part) => part >= 0 && part < 256)
  const address = isIpv4 ? packet.sink.ipv4(Uint8Array.from(parts), 0) : packet.source
  expectData(packet, address, Number(found[3]))
}

function expectData(packet: Packet, address: number, port: number): void {
  const ftpData = packet.tables.named('ftp-data')
  if (ftpData !== undefined && port < 65536) packet.expectations.expect(6, address, port, ftpData)
}
