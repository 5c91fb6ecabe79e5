import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { httpMessages } from '../analysis/http-requests.ts'
import { hierarchy } from '../analysis/hierarchy.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, ipv4Packet, u16, u32, udpDatagram, udpFrame } from '../testing/frames.ts'
import { protocolRegistry } from './protocol-registry.ts'

const zeros = (length: number) => new Uint8Array(length)
const protocols = (frames: Uint8Array[]) =>
  dissectFrames(frames).protocols.map((text) => text.replace('eth:ethertype:ip:', ''))
/** What a payload sent to `port` is called; each call is a conversation of its own. */
const onPort = (port: number, ...payloads: Uint8Array[]) =>
  payloads.flatMap((payload) => protocols([udpFrame(payload, { sourcePort: 61003, destinationPort: port })]))

/** Expected: tshark 4.0.17 on the same payloads. */
test.each<[string, number, (Uint8Array | string)[], string[]]>([
  ['dhcp', 67, [bytesOf([1, 1, 6, 0], zeros(232), hex('63825363 350101 ff')), bytesOf('x')], ['udp:dhcp', 'udp:dhcp']],
  ['dhcpv6', 547, [hex('01616263 0001 0002 6162')], ['udp:dhcpv6']],
  ['ntp', 123, [bytesOf([0x23], zeros(47)), bytesOf([0x26], zeros(11))], ['udp:ntp', 'udp:ntp']],
  [
    'snmp',
    161,
    [
      hex('300a 020101 0403707562 a000'),
      hex('300a 020101'),
      hex('3082000a 020101 0403707562 a000'),
      'text',
      hex('3003 040100'),
    ],
    ['udp:snmp', 'udp:data', 'udp:snmp', 'udp:data', 'udp:data'],
  ],
  [
    'isakmp',
    500,
    [bytesOf([255]), bytesOf(zeros(24), u32(28)), bytesOf(zeros(24), u32(27))],
    ['udp:data', 'udp:isakmp', 'udp:data'],
  ],
  [
    'radius',
    1812,
    [
      bytesOf([1, 1, 0, 20], zeros(16)),
      bytesOf([1, 1, 0, 19], zeros(16)),
      bytesOf([14, 1, 0, 20], zeros(16)),
      bytesOf([1, 1, 0, 30], zeros(16), hex('4f0a 0101000801010101')),
    ],
    ['udp:radius', 'udp:data', 'udp:data', 'udp:radius:eap'],
  ],
  ['syslog', 514, ['<34>x', ''], ['udp:syslog', 'udp']],
  [
    'sflow',
    6343,
    [bytesOf(u32(5), u32(1), zeros(20)), bytesOf(u32(5), u32(3), zeros(20)), bytesOf(u32(6), u32(1), zeros(20))],
    ['udp:sflow', 'udp:data', 'udp:data'],
  ],
  [
    'cflow',
    2055,
    [bytesOf([0, 5], zeros(22)), bytesOf([0, 9], zeros(18)), bytesOf([0, 2], zeros(14))],
    ['udp:cflow', 'udp:cflow', 'udp:data'],
  ],
  [
    'rmcp',
    623,
    [bytesOf([6, 0, 255, 6], zeros(12)), bytesOf([6, 0, 255, 7], zeros(12)), bytesOf([6, 0, 255, 1])],
    ['udp:rmcp:asf', 'udp:rmcp:ipmi_session', 'udp:data'],
  ],
  ['aodv', 654, [bytesOf([1], zeros(23)), bytesOf([5, 0])], ['udp:aodv', 'udp:data']],
  ['cipio', 2222, [hex('0200 0280 0800 01000000 01000000 b100 0200 0102')], ['udp:cipio:cipio']],
  ['portcontrol', 5351, [bytesOf([0, 0]), bytesOf([3, 0])], ['udp:portcontrol', 'udp:data']],
  ['babel', 6696, [hex('2a020004 00020000'), hex('2a030000 00'), hex('2a020000')], ['udp:babel', 'udp', 'udp:data']],
  [
    'bvlc',
    47808,
    [hex('810b000c 0120ffff00ff 1008'), hex('810b0008 0100 1008'), 'text'],
    ['udp:bvlc:bacnet:bacapp', 'udp:bvlc:bacnet:bacapp', 'udp:data'],
  ],
  [
    'egd',
    18246,
    [bytesOf([13, 1, 0, 1], zeros(28), 'abcd'), bytesOf([13, 2, 0, 1], zeros(30))],
    ['udp:egd:data', 'udp:data'],
  ],
  [
    'coap',
    5683,
    [hex('40010001'), bytesOf(hex('50020001 ff'), 'abc'), bytesOf(hex('44010001'), 'abcd', [0xb3], 'foo')],
    ['udp:coap', 'udp:coap:data', 'udp:coap'],
  ],
  [
    'lisp',
    4342,
    [bytesOf([0x80, 0, 0, 0], ipv4Packet(17, udpDatagram(bytesOf('abc'), 1, 2)))],
    ['udp:lisp:ip:udp:data'],
  ],
  ['ptp', 319, [bytesOf([0, 2, 0, 44], zeros(40)), bytesOf([0, 3, 0, 44], zeros(40))], ['udp:ptp', 'udp']],
  [
    'nbns',
    137,
    [bytesOf(hex('0001 0110 0001 000000000000 20'), `CK${'A'.repeat(30)}`, hex('00 0021 0001'))],
    ['udp:nbns'],
  ],
  ['kerberos', 88, [hex('6a10300ea103020105a20302010aa4023000'), 'abc'], ['udp:kerberos', 'udp:data']],
  ['db-lsp-disc', 17500, ['{"a":1}', 'abc', '{"a":'], ['udp:db-lsp-disc:json', 'udp:db-lsp-disc', 'udp:db-lsp-disc']],
  ['rx', 7001, [bytesOf(zeros(20), [2], zeros(7)), bytesOf(zeros(20), [99], zeros(7))], ['udp:rx', 'udp:data']],
  ['bfd', 3784, [bytesOf([0x20, 0xc0, 3, 24], zeros(20))], ['udp:bfd']],
])('%s takes and rejects what tshark does', (_, port, payloads, expected) => {
  expect(onPort(port, ...payloads.map((payload) => bytesOf(payload)))).toEqual(expected)
})

test('WireGuard on any port by the lengths of its messages, and then by its conversation', () => {
  const ends = { sourcePort: 40000, destinationPort: 40001 }
  const send = (...payloads: Uint8Array[]) => protocols(payloads.map((payload) => udpFrame(payload, ends)))
  expect(send(bytesOf([1, 0, 0, 0], zeros(144)), bytesOf([4, 9, 9, 9], zeros(20)))).toEqual(['udp:wg', 'udp:wg'])
  expect(send(bytesOf([4, 9, 9, 9], zeros(40)))).toEqual(['udp:data'])
  expect(send(bytesOf([4, 0, 0, 0], zeros(28)))).toEqual(['udp:wg'])
})

test('STUN by its magic cookie; ChannelData only where TURN was seen', () => {
  const ends = { sourcePort: 40000, destinationPort: 40001 }
  const stun = (type: number, ...attributes: Uint8Array[]) => {
    const body = bytesOf(...attributes)
    return udpFrame(bytesOf(u16(type), u16(body.length), u32(0x2112a442), zeros(12), body), ends)
  }
  const channelData = udpFrame(bytesOf([0x40, 0, 0, 4], 'abcd'), ends)
  expect(protocols([channelData, stun(1), channelData])).toEqual(['udp:data', 'udp:stun', 'udp:data'])
  expect(protocols([stun(3), channelData])).toEqual(['udp:stun', 'udp:stun:data'])
  expect(protocols([stun(0x17, bytesOf([0, 0x13, 0, 3], 'abc', [0]))])).toEqual(['udp:stun:data'])
  expect(protocols([stun(0x0801)])).toEqual(['udp:data'])
})

test('STUN without a cookie by type and length', () => {
  const ends = { sourcePort: 40000, destinationPort: 40001 }
  const old = (type: number, length: number, body: Uint8Array) =>
    udpFrame(bytesOf(u16(type), u16(length), new Uint8Array(16).fill(1), body), ends)
  expect(protocols([old(1, 0, zeros(0))])).toEqual(['udp:classicstun'])
  expect(protocols([old(1, 8, bytesOf([0, 0x13, 0, 4], 'abcd'))])).toEqual(['udp:classicstun:data'])
  expect(protocols([old(5, 0, zeros(0))])).toEqual(['udp:data'])
  expect(protocols([old(1, 9, zeros(8))])).toEqual(['udp:data'])
})

test('RTCP by its first packet; each of a compound one is drawn', () => {
  const report = bytesOf([0x80, 201, 0, 1], u32(7))
  const { tables, protocols: found } = dissectFrames([
    udpFrame(bytesOf(report, report), { sourcePort: 40000, destinationPort: 40001 }),
  ])
  expect(found).toEqual(['eth:ethertype:ip:udp:rtcp'])
  expect(JSON.stringify(hierarchy(tables, null)).match(/"proto":"rtcp"/g)).toHaveLength(2)
})

test('TFTP goes on between the client and whatever port the server answers from', () => {
  const request = udpFrame(bytesOf([0, 1], 'boot', [0], 'octet', [0]), { sourcePort: 2000, destinationPort: 69 })
  const server = { source: '198.51.100.2', destination: '192.0.2.1' }
  const data = udpFrame(bytesOf([0, 3, 0, 1], 'abc'), { ...server, sourcePort: 3000, destinationPort: 2000 })
  const ack = udpFrame(bytesOf([0, 4, 0, 1]), { sourcePort: 2000, destinationPort: 3000 })
  expect(protocols([request, data, ack])).toEqual(['udp:tftp', 'udp:tftp:data', 'udp:tftp'])
  expect(protocols([data])).toEqual(['udp:data'])
})

test('HSRP is shown only when sent to its groups', () => {
  const hello = bytesOf([0, 0, 0, 3, 10, 1, 1, 0], 'cisco', [0, 0, 0, 1, 1, 1, 1])
  const to = (destination: string) =>
    protocols([udpFrame(hello, { destination, sourcePort: 1985, destinationPort: 1985 })])
  expect(to('224.0.0.2')).toEqual(['udp:hsrp'])
  expect(to('198.51.100.2')).toEqual(['udp'])
})

test('SSDP messages are reported as HTTP of that name; what is no message shows nothing', () => {
  const send = (text: string) => udpFrame(bytesOf(text), { sourcePort: 50000, destinationPort: 1900 })
  const search = 'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nUSER-AGENT: test/1\r\n\r\n'
  const { tables, protocols: found } = dissectFrames([send(search), send('HTTP/1.1 200 OK\r\nST: x\r\n\r\n')])
  expect(found).toEqual(['eth:ethertype:ip:udp:ssdp', 'eth:ethertype:ip:udp:ssdp'])
  const { requests, responses } = httpMessages(tables, null)
  expect(requests).toMatchObject([
    { frame: 1, protocol: 'ssdp', method: 'M-SEARCH', uri: '*', host: '239.255.255.250:1900', user_agent: 'test/1' },
  ])
  expect(responses).toMatchObject([{ frame: 2, protocol: 'ssdp', status: 200 }])
  expect(onPort(1900, bytesOf('garbage here\r\n'))).toEqual(['udp'])
})

test('OpenVPN: TLS of a control packet is drawn beside it, pieces of 100 bytes are put together', () => {
  const control = (payload: Uint8Array) =>
    udpFrame(bytesOf([0x20], zeros(8), [0], u32(1), payload), { sourcePort: 50000, destinationPort: 1194 })
  const hello = bytesOf([22, 3, 1, 0, 115], new Uint8Array(115).fill(0))
  expect(protocols([control(hello.subarray(0, 100)), control(hello.subarray(100))])).toEqual([
    'udp:openvpn',
    'udp:openvpn:tls',
  ])
  expect(protocols([udpFrame(bytesOf([0x30], 'abc'), { sourcePort: 50000, destinationPort: 1194 })])).toEqual([
    'udp:openvpn',
  ])
})

test('NAT-PMP has its own name in the hierarchy', () => {
  const { tables, protocols: found } = dissectFrames([
    udpFrame(bytesOf([0, 0]), { sourcePort: 5000, destinationPort: 5351 }),
  ])
  expect(found).toEqual(['eth:ethertype:ip:udp:portcontrol'])
  expect(JSON.stringify(hierarchy(tables, null))).toContain('nat-pmp')
})

test('RTP and RTCP where a session description announced them', () => {
  const description = ['v=0', 'c=IN IP4 192.0.2.1', 'm=audio 40002 RTP/AVP 0', 'm=video 0 RTP/AVP 31', ''].join('\r\n')
  const headers = [
    'INVITE sip:b@example SIP/2.0',
    'Content-Type: application/sdp',
    `Content-Length: ${description.length}`,
  ]
  const invite = bytesOf(`${headers.join('\r\n')}\r\n\r\n${description}`)
  const media = bytesOf([0x80, 0, 0, 1], zeros(24))
  const to = (destinationPort: number) => {
    const ends = { source: '198.51.100.2', destination: '192.0.2.1', sourcePort: 50000, destinationPort }
    return udpFrame(destinationPort === 40003 ? bytesOf([0x81, 202, 0, 1], u32(7)) : media, ends)
  }
  const call = udpFrame(invite, { sourcePort: 5060, destinationPort: 5060 })
  expect(protocols([to(40002), call, to(40002), to(40003), to(40004)])).toEqual([
    'udp:data',
    'udp:sip:sdp',
    'udp:rtp',
    'udp:rtcp',
    'udp:data',
  ])
})

test('JSON, Thrift and RTPS on any port', () => {
  const any = (payload: Uint8Array) => onPort(40001, payload)[0]
  expect(any(bytesOf('{"a":[1,2]}'))).toBe('udp:json')
  expect(any(bytesOf('{"a":[1,2'))).toBe('udp:data')
  expect(any(bytesOf(hex('80010001 00000004'), 'ping', zeros(5)))).toBe('udp:thrift')
  expect(any(bytesOf('RTPS', zeros(16)))).toBe('udp:rtps')
})

test('the mailslot of the browser service in a NetBIOS datagram', () => {
  const name = 'EP'.repeat(16)
  const smb = bytesOf(
    [0xff],
    'SMB',
    [0x25],
    zeros(27),
    [17],
    zeros(34),
    u16(0x1500),
    '\\MAILSLOT\\BROWSE',
    [0],
    zeros(6),
  )
  const datagram = bytesOf([0x11], zeros(13), [32], name, [0], [32], name, [0], smb)
  const { tables, protocols: found } = dissectFrames([udpFrame(datagram, { sourcePort: 138, destinationPort: 138 })])
  expect(found).toEqual(['eth:ethertype:ip:udp:nbdgm:smb:browser'])
  expect(JSON.stringify(hierarchy(tables, null))).toContain('mailslot')
})

test('whatever the bytes, every port ends', () => {
  const ports = Object.keys(protocolRegistry.udpPort).map(Number)
  fc.assert(
    fc.property(fc.constantFrom(...ports), fc.uint8Array({ maxLength: 120 }), (port, bytes) => {
      expect(onPort(port, bytes)).toHaveLength(1)
    }),
    { numRuns: 500 },
  )
})
