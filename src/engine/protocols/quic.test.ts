import { expect, test } from 'vitest'
import { hierarchy } from '../analysis/hierarchy.ts'
import { tlsHellos } from '../analysis/tls-hellos.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, udpFrame } from '../testing/frames.ts'
import {
  RFC9001_CLIENT_INITIAL,
  RFC9001_SERVER_INITIAL,
  RFC9369_CLIENT_INITIAL,
  RFC9369_SERVER_INITIAL,
} from '../testing/quic-vectors.ts'

const CLIENT = '192.0.2.1'
const SERVER = '192.0.2.2'

const fromClient = (payload: Uint8Array) =>
  udpFrame(payload, { source: CLIENT, destination: SERVER, sourcePort: 50000, destinationPort: 4433 })
const fromServer = (payload: Uint8Array) =>
  udpFrame(payload, { source: SERVER, destination: CLIENT, sourcePort: 4433, destinationPort: 50000 })

test.each([
  ['1 (RFC 9001 appendix A)', RFC9001_CLIENT_INITIAL, RFC9001_SERVER_INITIAL],
  ['2 (RFC 9369 appendix A)', RFC9369_CLIENT_INITIAL, RFC9369_SERVER_INITIAL],
])('hellos in Initial packets of version %s', (_name, client, server) => {
  const { tables, protocols } = dissectFrames([fromClient(client), fromServer(server)])
  expect(protocols).toEqual(['eth:ethertype:ip:udp:quic:tls', 'eth:ethertype:ip:udp:quic:tls'])
  const { client_hellos, server_hellos } = tlsHellos(tables, null)
  expect(client_hellos).toMatchObject([
    {
      frame: 1,
      transport: 'quic',
      sni: 'example.com',
      version: '0x0303',
      supported_versions: ['0x0304'],
      alpn: ['alpn'],
      // JA3: tshark 4.0.17 of the same packet
      ja3: '41bc9ae914d6cb3bd0bd0a5453ab7d7f',
    },
  ])
  expect(client_hellos[0].ja4).toMatch(/^q13d0211an_[0-9a-f]{12}_[0-9a-f]{12}$/)
  expect(server_hellos).toMatchObject([
    { frame: 2, transport: 'quic', version: '0x0303', selected_version: '0x0304', cipher: '0x1301', alpn: null },
  ])
})

test('the TLS layer is nested: the hierarchy ends in quic', () => {
  const { tables } = dissectFrames([fromClient(RFC9001_CLIENT_INITIAL)])
  const path: string[] = []
  for (let nodes = hierarchy(tables, null); nodes.length > 0; nodes = nodes[0].protos ?? []) path.push(nodes[0].proto)
  expect(path).toEqual(['eth', 'ip', 'udp', 'quic'])
})

test('short headers belong to a known stream, not to an unknown one', () => {
  const short = bytesOf([0x40], hex('8394c8f03e515708'), new Uint8Array(30).fill(0x55))
  expect(dissectFrames([fromClient(short)]).protocols).toEqual(['eth:ethertype:ip:udp:data'])
  expect(dissectFrames([fromClient(RFC9001_CLIENT_INITIAL), fromClient(short)]).protocols[1]).toBe(
    'eth:ethertype:ip:udp:quic',
  )
})

test('a packet that was changed is quic without hello; so is one after a cut at any length', () => {
  const changed = RFC9001_CLIENT_INITIAL.slice()
  changed[700] ^= 1
  const { tables, protocols } = dissectFrames([fromClient(changed)])
  expect(protocols).toEqual(['eth:ethertype:ip:udp:quic'])
  expect(tables.tlsHellos.rows).toBe(0)
  for (let length = 42; length < 42 + 1200; length += 37) {
    const cut = dissectFrames([fromClient(RFC9001_CLIENT_INITIAL)], { captured: length })
    expect(cut.tables.tlsHellos.rows).toBe(0)
  }
})

test('coalesced packets are drawn as further layers of the hierarchy only', () => {
  // A Handshake packet with the same destination id behind the server's Initial packet.
  const handshake = bytesOf(hex('e000000001 00 08 f067a5502a4262b5 14'), new Uint8Array(20))
  const { tables, protocols } = dissectFrames([
    fromClient(RFC9001_CLIENT_INITIAL),
    fromServer(bytesOf(RFC9001_SERVER_INITIAL, handshake)),
  ])
  expect(protocols[1]).toBe('eth:ethertype:ip:udp:quic:tls')
  const udp = hierarchy(tables, null)[0].protos?.[0].protos?.[0]
  expect(udp?.protos).toMatchObject([{ proto: 'quic', frames: 2, protos: [{ proto: 'quic', frames: 1 }] }])
})

test('a version that is no QUIC is not taken', () => {
  const other = RFC9001_CLIENT_INITIAL.slice()
  other[1] = 0x12
  expect(dissectFrames([fromClient(other)]).protocols).toEqual(['eth:ethertype:ip:udp:data'])
})

test('after many forged Initial packets no more are decrypted', () => {
  const forged = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const packet = RFC9001_CLIENT_INITIAL.slice()
      packet[600] ^= 1 + (i % 255)
      return fromClient(packet)
    })
  const hellos = (count: number) =>
    dissectFrames([...forged(count), fromClient(RFC9001_CLIENT_INITIAL)]).tables.tlsHellos.rows
  expect(hellos(10)).toBe(1)
  expect(hellos(100)).toBe(0)
})
