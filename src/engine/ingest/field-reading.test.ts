import { expect, test } from 'vitest'
import { pcapFile } from '../testing/capture-files.ts'
import {
  bytesOf,
  ethernetFrame,
  hex,
  ipv4Packet,
  ipv6Packet,
  TcpConversation,
  tcpSegment,
  u16,
  u32,
  udpFrame,
} from '../testing/frames.ts'
import { RFC9001_CLIENT_INITIAL } from '../testing/quic-vectors.ts'
import { FieldReading, packetField } from './field-reading.ts'

const file = (frames: readonly Uint8Array[]) =>
  new File(
    [
      new Uint8Array(
        pcapFile(frames.map((bytes, i) => ({ bytes, seconds: 1_000_000_000 + i, fraction: 200_000 * i }))),
      ),
    ],
    'a.pcap',
  )

/** Fields of every frame, a line each, as tshark prints them with -E separator=' '. */
async function printed(frames: readonly Uint8Array[], names: string): Promise<string[]> {
  const reading = new FieldReading([file(frames)], { packets: frames.length })
  const wanted = names.split(' ').map((name) => {
    const field = packetField(name)
    if (field === undefined) throw new Error(name)
    return field
  })
  const found = await reading.texts(wanted, () => true, 0, frames.length)
  return frames.map((_, row) => {
    const fields = found.find(({ number }) => number === row + 1)?.fields ?? {}
    return names
      .split(' ')
      .map((name) => fields[name] ?? '')
      .join(' ')
  })
}

const conversation = new TcpConversation(80)
const request = 'GET /a?x=1&y=2 HTTP/1.1\r\nHost: example.com\r\nUser-Agent: t/1\r\nCookie: a=1; b=2\r\n\r\n'
const response = 'HTTP/1.1 404 Not Found\r\nServer: s\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno'
const http = [...conversation.handshake(), conversation.client(request), conversation.server(response, { flags: 0x19 })]

// The values of this file are what tshark 4.0.17 prints for the same frames.

test('frame and Ethernet', async () => {
  const names = 'frame.number frame.len frame.time_epoch frame.time_relative frame.time_delta frame.protocols'
  expect((await printed(http, names)).slice(0, 2)).toEqual([
    '1 54 1000000000.000000000 0.000000000 0.000000000 eth:ethertype:ip:tcp',
    '2 54 1000000001.200000000 1.200000000 1.200000000 eth:ethertype:ip:tcp',
  ])
  expect(await printed([http[0]], 'frame.time')).toEqual(['Sep  9, 2001 01:46:40.000000000 UTC'])
  expect(await printed([http[0]], 'eth.dst eth.addr eth.type eth.ig eth.dst.lg')).toEqual([
    '02:00:00:00:00:02 02:00:00:00:00:02,02:00:00:00:00:01 0x0800 0,0 1',
  ])
})

test('a VLAN tag and ARP', async () => {
  const arp = hex('0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202')
  const frame = ethernetFrame(0x8100, bytesOf([0xb0, 0x64], u16(0x0806), arp))
  expect(await printed([frame], 'vlan.priority vlan.dei vlan.id vlan.etype arp.opcode arp.hw.size')).toEqual([
    '5 1 100 0x0806 1 6',
  ])
  expect(await printed([frame], 'arp.src.hw_mac arp.src.proto_ipv4 arp.dst.hw_mac arp.dst.proto_ipv4')).toEqual([
    '02:00:00:00:00:01 192.0.2.1 00:00:00:00:00:00 192.0.2.2',
  ])
})

test('IPv4, also the one that ICMP quotes', async () => {
  const quoted = ipv4Packet(17, hex('9c40 0035 0010 abcd 0000000000000000'), { id: 0xbeef, fragment: 0x4000 })
  const frame = ethernetFrame(0x0800, ipv4Packet(1, bytesOf(hex('0304 0000 0000 0578'), quoted)))
  expect(await printed([frame], 'ip.version ip.hdr_len ip.len ip.id ip.flags ip.flags.df ip.ttl ip.proto')).toEqual([
    '4,4 20,20 64,36 0x0001,0xbeef 0x00,0x02 0,1 64,64 1,17',
  ])
  expect(await printed([frame], 'ip.src ip.addr icmp.type icmp.code icmp.mtu udp.srcport udp.checksum')).toEqual([
    '192.0.2.1,192.0.2.1 192.0.2.1,198.51.100.2,192.0.2.1,198.51.100.2 3 4 1400 40000 0xabcd',
  ])
})

test('IPv6 and a neighbor advertisement', async () => {
  const message = hex('88 00 1234 60000000 fe800000000000000000000000000002')
  const frame = ethernetFrame(0x86dd, ipv6Packet(58, message))
  const names = 'ip.version ipv6.plen ipv6.nxt ipv6.hlim ipv6.src ipv6.addr icmpv6.type icmpv6.checksum'
  expect(await printed([frame], names)).toEqual(['6 24 58 64 fe80::1 fe80::1,fe80::2 136 0x1234'])
  expect(await printed([frame], 'icmpv6.nd.na.flag.r icmpv6.nd.na.flag.s icmpv6.nd.na.target_address')).toEqual([
    '0 1 fe80::2',
  ])
})

test('TCP: relative numbers, flags, what the handshake took', async () => {
  const names = 'tcp.stream tcp.seq tcp.seq_raw tcp.ack tcp.nxtseq tcp.len tcp.flags tcp.flags.str tcp.completeness'
  expect(await printed(http, names)).toEqual([
    '0 0 1000 0 1 0 0x0002 ··········S· 0',
    '0 0 5000 1 1 0 0x0012 ·······A··S· 1',
    '0 1 1001 1 1 0 0x0010 ·······A···· 3',
    '0 1 1001 1 82 81 0x0010 ·······A···· 7',
    '0 1 5001 82 86 84 0x0019 ·······AP··F 15',
  ])
  const analysis = 'tcp.analysis.acks_frame tcp.analysis.ack_rtt tcp.analysis.initial_rtt tcp.analysis.bytes_in_flight'
  expect(await printed(http, analysis)).toEqual([
    '   ',
    '1 1.200000000  ',
    '2 1.200000000 2.400000000 ',
    '  2.400000000 81',
    '4 1.200000000 2.400000000 84',
  ])
})

test('TCP options', async () => {
  const options = [2, 4, 5, 0xb4, 4, 2, 8, 10, ...u32(77), ...u32(0), 1, 3, 3, 7]
  const segment = tcpSegment(new Uint8Array(0), 40000, 80, { flags: 2, options })
  const frame = ethernetFrame(0x0800, ipv4Packet(6, segment))
  const names = 'tcp.option_kind tcp.options.mss_val tcp.options.wscale.shift tcp.options.wscale.multiplier'
  expect(await printed([frame], `${names} tcp.options.timestamp.tsval tcp.options.timestamp.tsecr`)).toEqual([
    '2,4,8,1,3 1460 7 128 77 0',
  ])
  expect(await printed([frame], 'tcp.options tcp.hdr_len')).toEqual(['020405b40402080a0000004d0000000001030307 40'])
})

test('DNS questions and records', async () => {
  const query = hex('1234 0100 0001 0000 0000 0000 076578616d706c65 03636f6d 00 000f 0001')
  const answer = bytesOf(hex('c00c 000f 0001 0000003c 0009 000a 046d61696c c00c'))
  const reply = bytesOf(hex('1234 8183 0001 0001 0000 0000 076578616d706c65 03636f6d 00 000f 0001'), answer)
  const back = { source: '198.51.100.2', destination: '192.0.2.1', sourcePort: 53, destinationPort: 40000 }
  const frames = [udpFrame(query), udpFrame(reply, back)]
  const names = 'dns.id dns.flags dns.flags.rcode dns.qry.name dns.qry.type dns.qry.class dns.count.labels'
  expect(await printed(frames, names)).toEqual([
    '0x1234 0x0100  example.com 15 0x0001 2',
    '0x1234 0x8183 3 example.com 15 0x0001 2',
  ])
  expect(await printed(frames, 'dns.resp.name dns.resp.ttl dns.mx.preference dns.mx.mail_exchange dns.time')).toEqual([
    '    ',
    'example.com 60 10 mail.example.com 1.200000000',
  ])
})

test('HTTP headers', async () => {
  const names = 'http.request.method http.request.uri http.request.uri.path http.request.uri.query.parameter'
  expect((await printed(http, `${names} http.request.full_uri http.cookie_pair`))[3]).toBe(
    'GET /a?x=1&y=2 /a x=1,y=2 http://example.com/a?x=1&y=2 a=1,b=2',
  )
  expect((await printed(http, 'http.response.code http.response.code.desc http.server http.content_length'))[4]).toBe(
    '404 Not Found s 2',
  )
  expect((await printed(http, 'http.request.line'))[3]).toBe(
    String.raw`Host: example.com\r\n,User-Agent: t/1\r\n,Cookie: a=1; b=2\r\n`,
  )
})

test('the Initial packet of RFC 9001 appendix A.2, with its ClientHello', async () => {
  const frame = udpFrame(RFC9001_CLIENT_INITIAL, { destinationPort: 443 })
  const names = 'quic.header_form quic.long.packet_type quic.version quic.dcid quic.packet_length quic.packet_number'
  expect(await printed([frame], names)).toEqual(['1 0 0x00000001 8394c8f03e515708 1200 2'])
  const hello = 'tls.handshake.type tls.handshake.version tls.handshake.ciphersuite'
  expect(await printed([frame], `${hello} tls.handshake.extensions_server_name`)).toEqual([
    '1 0x0303 0x1301,0x1302 example.com',
  ])
})

test('only so many packets, only selected ones, and no more after a cancel', async () => {
  const ttl = packetField('ip.ttl')
  if (ttl === undefined) throw new Error('ip.ttl')
  const numbersOf = async (isSelected: (row: number) => boolean, start: number, length: number) => {
    const reading = new FieldReading([file(http)], { packets: 4 })
    return (await reading.texts([ttl], isSelected, start, length)).map(({ number }) => number)
  }
  expect(await numbersOf(() => true, 0, 100)).toEqual([1, 2, 3, 4])
  expect(await numbersOf(() => true, 1, 2)).toEqual([2, 3])
  expect(await numbersOf((row) => row % 2 === 1, 0, 100)).toEqual([2, 4])
  expect(packetField('ip.nothing')).toBeUndefined()
})
