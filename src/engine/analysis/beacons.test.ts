import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { beacons } from './beacons.ts'
import { selectedInTimeRange } from './selection.ts'

/** A capture of 24 hours: one connection of `bytes` every `gap` seconds. */
function every(gap: number, from: string, to: string, layers: string, until = 86400): string {
  const lines: string[] = []
  for (let at = 0, port = 10000; at <= until; at += gap, port++)
    lines.push(`${at} 100 ${layers} ${from}:${port}>${to}:443`)
  return lines.join('\n')
}

test('a connection every ten minutes of a day is a perfect beacon', () => {
  const [beacon] = beacons(tablesFromText(every(600, '10.0.0.5', '192.0.2.1', 'ip:tcp')), null)
  expect(beacon).toEqual({
    kind: 'ip',
    src: '10.0.0.5',
    dst: '192.0.2.1',
    fqdn: null,
    connections: 145,
    score: 1,
    timestamp_score: 1,
    data_size_score: 1,
    duration_score: 1,
    // two heights explain all bars: 23 of 6 and, as the last edge belongs to the last bin, one of 7
    histogram_score: 1,
    strobe: false,
    indicator: 'beacon',
    modifiers: [],
    rare_signature: null,
    mime_mismatches: 0,
    listed: null,
    subdomains: 0,
    final_score: 0.8,
    severity: 'high',
    expected: null,
    doubt: null,
    evidence: 'id.orig_h == 10.0.0.5 and id.resp_h == 192.0.2.1',
    prevalence: 1,
    first_seen: '1700000000.000000000',
    port: 443,
    interval_mean: 600,
    interval_median: 600,
    interval_sd: 0,
    cv: 0,
    jitter: 0,
    regularity: 'clock',
    total_duration: 0,
    total_bytes: 14500,
    window: { from: 1_700_000_000, to: 1_700_086_400 },
    histogram: [...Array.from({ length: 23 }, () => 6), 7],
    intervals: { from: 600, to: 600, counts: [144], above: 0 },
    sizes: { from: 100, to: 100, counts: [145], above: 0 },
    service: null,
    first: '1700000000.000000000',
    last: '1700086400.000000000',
  })
})

test("RITA's proxy data set: CONNECT requests to one name", () => {
  const start = 1672858122
  const times = [1672857304, 1672863013, 1672872074, 1672932892, 1672935023, 1672944522]
  const sizes = [1856, 2012, 2064, 2155, 2259, 2259]
  const lines = times.flatMap((time, i) => [
    `${time - start} ${sizes[i]} ip:tcp:http 10.136.0.18:${5000 + i}>10.136.0.1:3128 service=http`,
    `http frame=${i + 1} protocol=http method=CONNECT uri=www.google.com:443 host=www.google.com`,
  ])
  // an older session makes the window begin 24 hours before the newest
  const tables = tablesFromText(`${lines.join('\n')}\n-5000 60 ip:udp 10.136.0.9:1>10.136.0.8:2`, start)
  expect(beacons(tables, null)).toEqual([
    expect.objectContaining({
      kind: 'proxy',
      src: '10.136.0.18',
      dst: '10.136.0.1',
      fqdn: 'www.google.com',
      connections: 6,
      score: 0.586,
      timestamp_score: 0.48,
      data_size_score: 0.865,
      duration_score: 1,
      histogram_score: 0,
      histogram: [1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1],
      service: 'http',
    }),
  ])
})

test('names of TLS and HTTP are one beacon, whatever the server; its address pairs are left out', () => {
  const lines = Array.from({ length: 24 }, (_, i) => [
    `${i * 3600} 100 ip:tcp 10.0.0.5:${5000 + i}>192.0.2.${(i % 3) + 1}:443`,
    i % 2 === 0
      ? `hello kind=1 frame=${i + 1} serverName=C2.example`
      : `http frame=${i + 1} protocol=http method=GET host=c2.example uri=/`,
  ])
  const found = beacons(tablesFromText(lines.flat().join('\n')), null)
  expect(found.map(({ kind, dst, fqdn, connections }) => [kind, dst, fqdn, connections])).toEqual([
    ['sni', null, 'c2.example', 24],
  ])
})

test('what RITA never includes is left out, what she takes for internal is not', () => {
  const text = [
    every(600, '10.0.0.5', '10.0.0.1', 'ip:tcp'),
    every(600, '10.0.0.5', '224.0.0.251', 'ip:udp'),
    every(600, '[fe80::1]', '[2001:db8::1]', 'ip:udp'),
    every(600, '10.0.0.5', '192.0.2.1', 'ip:tcp'),
    every(600, '192.0.2.1', '10.0.0.6', 'ip:tcp'),
    every(600, '127.0.0.1', '127.0.0.2', 'ip:tcp'),
  ].join('\n')
  const tables = tablesFromText(text)
  const pairs = (filter?: 'none' | 'addresses' | 'outgoing') =>
    beacons(tables, null, { filter })
      .map(({ src, dst }) => `${src} ${dst}`)
      .sort()
  expect(pairs()).toEqual(['10.0.0.5 10.0.0.1', '10.0.0.5 192.0.2.1', '192.0.2.1 10.0.0.6'])
  expect(pairs('outgoing')).toEqual(['10.0.0.5 192.0.2.1'])
  expect(pairs('none').length).toBe(6)
})

test('fewer than four different seconds are no beacon; a selection has its own window', () => {
  expect(beacons(tablesFromText(every(1, '10.0.0.5', '192.0.2.1', 'ip:tcp', 2)), null)).toEqual([])
  const half = tablesFromText(every(0.25, '10.0.0.5', '192.0.2.1', 'ip:tcp', 0.75))
  expect(beacons(half, null)).toEqual([])
  const tables = tablesFromText(every(600, '10.0.0.5', '192.0.2.1', 'ip:tcp'))
  const [beacon] = beacons(tables, selectedInTimeRange(tables, { from: 1700000000, to: 1700014400 }))
  expect(beacon).toMatchObject({ connections: 25, histogram: [...Array.from({ length: 23 }, () => 1), 2] })
})

test('of more than 24 hours the newest are scored, with what began in the hour before', () => {
  const [beacon] = beacons(tablesFromText(every(600, '10.0.0.5', '192.0.2.1', 'ip:tcp', 172800)), null)
  // the window begins at 1700086400; its hour, 1700085600, is 800 s earlier: one connection more
  expect(beacon.connections).toBe(146)
  expect(beacon.histogram[0]).toBe(7)
})
