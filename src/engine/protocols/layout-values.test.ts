import { expect, test } from 'vitest'
import { Engine } from '../engine.ts'
import { pcapFile } from '../testing/capture-files.ts'
import { bytesOf, ethernetFrame, hex, ipv4Packet, TcpConversation, u16, udpFrame } from '../testing/frames.ts'

/** Frames of one protocol, and what tshark 4.0.17 prints of the fields of the last one (-T fields). */
type Case = { name: string; frames: Uint8Array[]; fields: Record<string, string> }

const ntp = udpFrame(
  hex(`1c 03 06 e9 00000a3b 00000b5e c0a80a01 e5d9c1a0 8f5c28f6 e5d9c1b2 10000000
    e5d9c1b2 40000000 e5d9c1b2 40010000`),
  { sourcePort: 123, destinationPort: 123 },
)

const inner = ipv4Packet(1, hex('0800 0000 0001 0002'), { source: '10.0.0.1', destination: '10.0.0.2' })
const gre = (header: string) => ethernetFrame(0x0800, ipv4Packet(47, bytesOf(hex(header), inner)))

const sctp = ethernetFrame(
  0x0800,
  ipv4Packet(132, hex('0b59 0b5a 00000e50 53c30508 03 00 0010 00000001 00010000 00000000 05 00 0008 00010004')),
)

const igmp = (message: string, destination: string) =>
  ethernetFrame(0x0800, ipv4Packet(2, hex(message), { destination }))

const sipRequest = udpFrame(
  bytesOf(
    [
      'INVITE sip:bob@example.com SIP/2.0',
      'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK77',
      'From: "Alice" <sip:alice@example.com>;tag=19',
      'To: Bob <sip:bob@example.com>',
      'Call-ID: 3848276298220188511@192.0.2.1',
      'CSeq: 314 INVITE',
      'User-Agent: phone/1.0',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  ),
  { sourcePort: 5060, destinationPort: 5060 },
)

const snmp = udpFrame(
  hex(`30 26 02 01 01 04 06 7075626c6963 a0 19 02 01 2a 02 01 00 02 01 00
    30 0e 30 0c 06 08 2b06010201010100 05 00`),
  { destinationPort: 161 },
)

const snmp3 = udpFrame(
  hex(`303e 020103 3011 02042f1d5c3a 020300ffe3 040104 020103 0410 300e 0400 020100 020100 0400 0400 0400
    3014 0400 0400 a00e 02041b2c3d4e 020100 020100 3000`),
  { destinationPort: 161 },
)

const sipResponse = udpFrame(
  bytesOf(
    [
      'SIP/2.0 180 Ringing',
      'v: SIP/2.0/UDP a;branch=z9hG4bK77',
      'v: SIP/2.0/UDP b;branch=z9hG4bK78',
      'f: <sip:alice@example.com>;tag=19',
      't: <sip:bob@example.com>;tag=7',
      'i: 1@a',
      'CSeq: 314 INVITE',
      'Contact: <sip:bob@192.0.2.9>',
      'Server: proxy/2',
      'l: 0',
      '',
      '',
    ].join('\r\n'),
  ),
  { sourcePort: 5060, destinationPort: 5060 },
)

/** A connection whose last frame carries this. */
function tcp(port: number, side: 'client' | 'server', payload: Uint8Array | string): Uint8Array[] {
  const conversation = new TcpConversation(port)
  return [...conversation.handshake(), conversation[side](payload)]
}

const cases: readonly Case[] = [
  {
    name: 'NTP',
    frames: [ntp],
    fields: {
      'ntp.flags': '0x1c',
      'ntp.flags.li': '0',
      'ntp.flags.vn': '3',
      'ntp.flags.mode': '4',
      'ntp.stratum': '3',
      'ntp.ppoll': '6',
    },
  },
  {
    name: 'a Modbus request',
    frames: tcp(502, 'client', hex('0007 0000 0006 11 03 006b 0003')),
    fields: {
      'mbtcp.trans_id': '7',
      'mbtcp.prot_id': '0',
      'mbtcp.len': '6',
      'mbtcp.unit_id': '17',
      'modbus.func_code': '3',
    },
  },
  {
    name: 'a Modbus exception',
    frames: tcp(502, 'server', hex('0007 0000 0003 11 83 02')),
    fields: { 'mbtcp.len': '3', 'modbus.func_code': '3', 'modbus.exception_code': '2' },
  },
  {
    name: 'GRE with key and sequence number',
    frames: [gre('3000 0800 0000002a 00000005')],
    fields: {
      'gre.flags_and_version': '0x3000',
      'gre.flags.checksum': '0',
      'gre.flags.routing': '0',
      'gre.flags.key': '1',
      'gre.flags.sequence_number': '1',
      'gre.flags.version': '0',
      'gre.proto': '0x0800',
    },
  },
  {
    name: 'GRE with nothing more',
    frames: [gre('0000 0800')],
    fields: { 'gre.flags_and_version': '0x0000', 'gre.flags.key': '0', 'gre.proto': '0x0800' },
  },
  {
    name: 'SCTP with two chunks',
    frames: [sctp],
    fields: {
      'sctp.verification_tag': '0x00000e50',
      'sctp.checksum': '0x53c30508',
      'sctp.chunk_type': '3,5',
      'sctp.chunk_flags': '0x00,0x00',
      'sctp.chunk_length': '16,8',
    },
  },
  {
    name: 'an IGMPv2 report',
    frames: [igmp('16 00 09 fa e0 00 00 05', '224.0.0.5')],
    fields: { 'igmp.type': '0x16', 'igmp.checksum': '0x09fa', 'igmp.maddr': '224.0.0.5' },
  },
  {
    name: 'an IGMPv3 report',
    frames: [igmp('22 00 ea03 0000 0001 04 00 0000 e00000fb', '224.0.0.22')],
    fields: { 'igmp.type': '0x22', 'igmp.checksum': '0xea03', 'igmp.maddr': '224.0.0.251' },
  },
  {
    name: 'a SIP request',
    frames: [sipRequest],
    fields: {
      'sip.Request-Line': 'INVITE sip:bob@example.com SIP/2.0',
      'sip.Method': 'INVITE',
      'sip.r-uri': 'sip:bob@example.com',
      'sip.From': '"Alice" <sip:alice@example.com>;tag=19',
      'sip.To': 'Bob <sip:bob@example.com>',
      'sip.Call-ID': '3848276298220188511@192.0.2.1',
      'sip.CSeq': '314 INVITE',
      'sip.Via': 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK77',
      'sip.User-Agent': 'phone/1.0',
    },
  },
  {
    name: 'a SIP response with short names of headers',
    frames: [sipResponse],
    fields: {
      'sip.Status-Line': 'SIP/2.0 180 Ringing',
      'sip.Status-Code': '180',
      'sip.From': '<sip:alice@example.com>;tag=19',
      'sip.To': '<sip:bob@example.com>;tag=7',
      'sip.Call-ID': '1@a',
      'sip.Contact': '<sip:bob@192.0.2.9>',
      'sip.Via': 'SIP/2.0/UDP a;branch=z9hG4bK77,SIP/2.0/UDP b;branch=z9hG4bK78',
      'sip.Server': 'proxy/2',
    },
  },
  {
    name: 'SNMPv2c',
    frames: [snmp],
    fields: { 'snmp.version': '1', 'snmp.community': 'public', 'snmp.data': '0' },
  },
  { name: 'SNMPv3 in the clear', frames: [snmp3], fields: { 'snmp.data': '0' } },
  {
    name: 'an MQTT publication',
    frames: tcp(1883, 'client', bytesOf([0x32, 0x0b], u16(5), 'a/b/c', u16(10), 'hi')),
    fields: { 'mqtt.hdrflags': '0x32', 'mqtt.msgtype': '3', 'mqtt.qos': '1', 'mqtt.topic': 'a/b/c' },
  },
  {
    name: 'an MQTT connection',
    frames: tcp(1883, 'client', bytesOf([0x10, 0x10], u16(4), 'MQTT', [4, 2], u16(60), u16(4), 'cam1')),
    fields: { 'mqtt.hdrflags': '0x10', 'mqtt.msgtype': '1', 'mqtt.clientid': 'cam1' },
  },
  {
    name: 'an FTP request',
    frames: tcp(21, 'client', 'RETR a b.txt\r\n'),
    fields: { 'ftp.request': '1', 'ftp.response': '0', 'ftp.request.command': 'RETR', 'ftp.request.arg': 'a b.txt' },
  },
  {
    name: 'an FTP response of several lines',
    frames: tcp(21, 'server', '220-Hello\r\n you\r\n220 Ready\r\n'),
    fields: { 'ftp.request': '0', 'ftp.response': '1', 'ftp.response.code': '220', 'ftp.response.arg': 'Hello' },
  },
  {
    name: 'an SMTP request',
    frames: tcp(25, 'client', 'MAIL FROM:<a@example.com>\r\n'),
    fields: { 'smtp.req': '1', 'smtp.req.command': 'MAIL', 'smtp.req.parameter': 'FROM:<a@example.com>' },
  },
  {
    name: 'an SMTP response of several lines',
    frames: tcp(25, 'server', '250-mail.example.com\r\n250-SIZE 1000\r\n250 HELP\r\n'),
    fields: {
      'smtp.rsp': '1',
      'smtp.response.code': '250',
      'smtp.rsp.parameter': 'mail.example.com,SIZE 1000,HELP',
    },
  },
]

test.each(cases)('the fields of $name are what tshark prints', async ({ frames, fields }) => {
  const engine = new Engine()
  const bytes = pcapFile(frames.map((frame, i) => ({ bytes: frame, seconds: 1000 + i, fraction: 0 })))
  await engine.open([new File([new Uint8Array(bytes)], 'a.pcap')])
  await engine.whenRead()
  const found = await engine.packetFields({ fields: Object.keys(fields) })
  expect(found.find(({ number }) => number === frames.length)?.fields).toEqual(fields)
})

test('an encrypted SNMPv3 message says nothing of its PDU, and a cut one either', async () => {
  const encrypted = udpFrame(
    hex('3023 020103 3011 02042f1d5c3a 0203 00ffe3 0401 07 020103 0406 3004 0400 0400 0403 010203'),
    { destinationPort: 161 },
  )
  for (const frame of [encrypted, snmp3.subarray(0, snmp3.length - 18)]) {
    const engine = new Engine()
    await engine.open([new File([new Uint8Array(pcapFile([{ bytes: frame, seconds: 1000, fraction: 0 }]))], 'a.pcap')])
    await engine.whenRead()
    if (frame === encrypted) expect(engine.protocols()).toEqual({ 'eth:ethertype:ip:udp:snmp': 1 })
    expect(await engine.packetFields({ fields: ['snmp.data'] })).toEqual([])
  }
})
