import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'
import { openFile } from './disk-file.ts'

// What tshark 4.0.17 and capinfos say of our samples (-n, default preferences).

const opened = async (name: string) => {
  const engine = new Engine()
  const folder = fileURLToPath(new URL('../../public/samples', import.meta.url))
  await engine.open([await openFile(join(folder, name))])
  await engine.whenRead()
  return engine
}

/** Endpoints as "host packets bytes": tx and rx together, as in tshark's first two columns. */
const addresses = (engine: Engine) =>
  engine.endpoints({ protocol: 'ip' }).map((row) => `${row.host} ${row.frames} ${row.bytes}`)

describe('office.pcapng', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await opened('office.pcapng')
  })

  test('status', () => {
    expect(engine.status()).toMatchObject({
      frames: 1119,
      bytes: 584_166,
      first_epoch: '1795231278.987469807',
      last_epoch: '1795231334.289650862',
      warnings: [],
    })
  })

  test('endpoints', () => {
    expect(addresses(engine)).toEqual(
      expect.arrayContaining([
        '192.168.20.31 202 58492',
        '192.168.20.33 185 59089',
        '192.168.20.2 158 16403',
        '203.0.113.20 129 79862',
        '192.168.20.32 88 36938',
        '0.0.0.0 6 2052',
        '203.0.113.123 6 540',
      ]),
    )
  })

  test('streams', () => {
    expect(engine.conversations({ protocol: 'tcp' })).toHaveLength(17)
    expect(engine.conversations({ protocol: 'udp' })).toHaveLength(68)
  })

  test('protocols', () => {
    expect(engine.protocols()).toMatchObject({
      'eth:ethertype:ipv6:udp:quic': 314,
      'eth:ethertype:ip:udp:dns': 142,
      'eth:ethertype:ip:udp:quic': 111,
      'eth:ethertype:ip:tcp:ssh': 72,
      'eth:ethertype:ipv6:tcp:tls': 47,
      'eth:ethertype:arp': 30,
      'eth:ethertype:ip:udp:dhcp': 12,
      'eth:ethertype:ip:udp:quic:tls': 6,
      'eth:ethertype:ip:udp:ntp': 6,
      'eth:ethertype:ip:icmp:ip:udp:data': 4,
      'eth:ethertype:ipv6:tcp:http:data-text-lines': 4,
      'eth:ethertype:ipv6:udp:quic:tls:tls': 1,
      'eth:ethertype:ipv6:tcp:http:png': 1,
      'eth:ethertype:ipv6:tcp:http:urlencoded-form': 1,
    })
  })

  test('requests and their statuses', () => {
    const requests = engine
      .httpRequests()
      .map((row) => `${row.frame} ${row.method} ${row.host}${row.uri} ${row.status}`)
    expect(requests).toEqual([
      '34 GET example.com/ 301',
      '47 GET www.example.com/ 200',
      '70 GET www.example.com/news.html 200',
      '80 GET www.example.com/logo.png 200',
      '140 GET www.example.com/team.html 200',
      '158 GET www.example.com/missing.html 404',
      '174 POST www.example.com/contact.html 200',
      '844 GET files.office.example:8080/ 200',
    ])
  })

  test('server names over TLS and QUIC', () => {
    const hellos = engine
      .tlsHellos()
      .client_hellos.map((hello) => `${hello.frame} ${hello.transport} ${hello.sni} ${hello.ja3}`)
    expect(hellos).toEqual([
      '258 tls www.example.com 0149f47eabf9a20d0893e2a44e5a6323',
      '335 tls www.example.com 87b9bfc7da97115ed2276737b09f8d74',
      '360 tls api.example.org 0149f47eabf9a20d0893e2a44e5a6323',
      '381 tls www.example.com 0149f47eabf9a20d0893e2a44e5a6323',
      '414 quic www.example.com bc548f465fda41784dcd3d9553b9aa01',
      '438 quic static.example.net 7d531e7c5ca84bdde92c716f4bfdb481',
      '567 quic www.example.com 6227097b273ebbd87ff6220eab19c2da',
      '639 quic static.example.net 71620523e00678cd7cdc8258f5c54cbc',
      '933 tls api.example.org 0149f47eabf9a20d0893e2a44e5a6323',
      '961 quic www.example.com 12bfd697c915e9533eaaae140e508a81',
      '981 quic static.example.net 4f5c75fe586b0f1d617baffd6613a1aa',
    ])
  })

  test('the certificate that TLS 1.2 shows', () => {
    expect(engine.certificates().map(({ subject_cn, issuer_cn }) => [subject_cn, issuer_cn])).toEqual([
      ['www.example.com', 'Capscope Test Root'],
      ['Capscope Test Root', 'Capscope Test Root'],
    ])
  })
})

describe('intrusion.pcap', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await opened('intrusion.pcap')
  })

  test('status and streams', () => {
    expect(engine.status()).toMatchObject({ frames: 7334, bytes: 1_134_490, warnings: [] })
    expect(engine.conversations({ protocol: 'tcp' })).toHaveLength(1235)
    expect(engine.conversations({ protocol: 'udp' })).toHaveLength(338)
  })

  test('endpoints', () => {
    expect(addresses(engine)).toEqual(
      expect.arrayContaining(['192.168.20.32 4647 629393', '192.168.20.10 2129 143256', '192.0.2.66 1448 276465']),
    )
  })

  test('protocols', () => {
    expect(engine.protocols()).toMatchObject({
      'eth:ethertype:ip:udp:dns': 1286,
      'eth:ethertype:ip:tcp:tls': 1020,
      'eth:ethertype:ipv6:icmpv6': 187,
      'eth:ethertype:ipv6:tcp:http:data-text-lines': 18,
    })
  })

  test('the program that polls every five seconds, a tenth earlier or later, is the first beacon', () => {
    const [first] = engine.beacons()
    expect(first).toMatchObject({ src: '192.168.20.32', fqdn: 'edge-metrics.example', connections: 96 })
    expect(first.interval_mean).toBeGreaterThan(4.5)
    expect(first.interval_mean).toBeLessThan(5.5)
    expect(first.score).toBeGreaterThan(0.95)
  })

  test('names that carry a file out', () => {
    const long = engine.dnsLookups().filter(({ full_query }) => (full_query ?? '').length > 60)
    expect(new Set(long.map(({ server }) => server))).toEqual(new Set(['192.168.20.2', '192.0.2.53']))
    expect(long.length).toBe(206)
    expect(long.every(({ full_query }) => full_query?.endsWith('.t.edge-metrics.example'))).toBe(true)
  })
})
