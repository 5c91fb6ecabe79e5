import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'

// What tshark 4.0.17 says of office.pcapng (-n, default preferences): the columns Protocol and Info, its tree, and
// `follow,tcp,ascii,1`.

const bytes = readFileSync(fileURLToPath(new URL('../../public/samples/office.pcapng', import.meta.url)))

const opened = async (content: Uint8Array<ArrayBuffer>, name: string) => {
  const engine = new Engine()
  await engine.open([new File([content], name)])
  await engine.whenRead()
  return engine
}

describe.each([
  ['as it is', (content: Buffer) => new Uint8Array(content), 'office.pcapng'],
  ['packed', (content: Buffer) => new Uint8Array(gzipSync(content)), 'office.pcapng.gz'],
])('packets of a file %s', (_, packed, name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await opened(packed(bytes), name)
  })

  test('in a line each', async () => {
    const numbers = [906, 19, 20, 25, 26, 31, 34, 51, 223, 258, 264, 5000]
    const lines = await engine.packetSummaries({ numbers })
    expect(lines.map(({ number, protocol, text }) => `${number} ${protocol} ${text.trim()}`)).toEqual([
      '19 ARP Who has 192.168.20.31? Tell 192.168.20.2',
      '20 ICMPv6 Router Solicitation from 02:00:5e:14:00:02',
      '25 DNS Standard query 0x5248 A example.com',
      '26 DNS Standard query response 0x5248 A example.com A 203.0.113.10',
      '31 TCP 54998 → 80 [SYN] Seq=0 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=322583385 TSecr=0 WS=1024',
      '34 HTTP GET / HTTP/1.1',
      '51 TCP 80 → 51724 [ACK] Seq=733 Ack=80 Win=64512 Len=1428 TSval=3180486568 TSecr=1536633127 [TCP segment of a reassembled PDU]',
      '223 DNS Standard query response 0xb6a5 SRV _ldap._tcp.office.example SRV 0 100 389 files.office.example A 192.168.20.10 OPT',
      '258 TLSv1 Client Hello',
      '264 TLSv1.3 Change Cipher Spec, Application Data',
      '906 ICMP Echo (ping) request  id=0x2165, seq=2/512, ttl=64',
    ])
  })

  test('as layers with fields and their bytes', async () => {
    const packet = await engine.packet({ number: 26 })
    expect(packet?.layers.map((layer) => layer.name)).toEqual(['frame', 'eth', 'ip', 'udp', 'dns'])
    expect(packet).toMatchObject({ number: 26, previous: 25, next: 27 })
    expect(packet?.bytes.length).toBe(87)
    const fields = packet?.layers.flatMap((layer) => layer.fields) ?? []
    const valueOf = (field: string) => fields.find((one) => one.name === field)
    expect(valueOf('udp.srcport')).toMatchObject({ value: '53', from: 34, to: 36, buffer: 0 })
    expect(valueOf('dns.id')).toMatchObject({ value: '0x5248', from: 42, to: 44 })
    expect(valueOf('dns.response_to')).toMatchObject({ value: '25' })
    expect(valueOf('udp.stream')).toMatchObject({ value: '4' })
    expect(valueOf('dns.a')).toMatchObject({ value: '203.0.113.10' })
  })

  test('certificates by both hashes', () => {
    // sha1sum of tls.handshake.certificate
    expect(engine.certificates().map(({ sha1 }) => sha1)).toEqual([
      '18:8c:a9:82:9d:d8:35:c7:8e:f9:8e:40:5d:72:bb:32:27:67:1f:21',
      'a5:05:23:4b:9e:ec:22:95:df:67:99:57:ad:2d:b8:a1:80:16:ad:22',
    ])
  })

  test('what was reassembled is a buffer of its own', async () => {
    const packet = await engine.packet({ number: 53 })
    const http = packet?.layers.find((layer) => layer.name === 'http')
    expect(http?.buffer).toBe(1)
    expect(packet?.buffers.map((buffer) => buffer.length)).toEqual([601, 4103])
    expect(new TextDecoder().decode(packet?.buffers[1].subarray(0, 15))).toBe('HTTP/1.1 200 OK')
  })

  test('the stream of a session, both sides', async () => {
    const packet = await engine.packet({ number: 47 })
    const stream = await engine.followStream({ session: packet?.session ?? 0 })
    expect(stream).toMatchObject({
      protocol: 'tcp',
      stream: 1,
      client: '2001:db8:20::31',
      client_port: 51724,
      server_port: 80,
      bytes: [79, 4103],
    })
    expect(
      stream?.pieces.map(({ direction, packet: number, bytes: said }) => [direction, number, said.length]),
    ).toEqual([
      [0, 47, 79],
      [1, 49, 732],
      [1, 51, 1428],
      [1, 52, 1428],
      [1, 53, 515],
    ])
    expect(await engine.followStream({ session: 0 })).toBeNull()
  })
})
