import { describe, expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import type { BeaconQuery } from './beacon.ts'
import { beacons } from './beacons.ts'

/** 145 connections in a day, ten minutes apart, a perfect score; `row` makes further rows of the connection's packet. */
function pair(row: (i: number) => string = () => '', ends = '10.0.0.5>192.0.2.1', bytes = 100): string {
  const [from, to] = ends.split('>')
  return Array.from(
    { length: 145 },
    (_, i) => `${i * 600} ${bytes} ip:tcp ${from}:${10_000 + i}>${to}:80\n${row(i)}`,
  ).join('\n')
}

const first = (text: string, query: BeaconQuery = {}) => beacons(tablesFromText(text), null, query)[0]

describe('MIME mismatch', () => {
  const asked = (uri: string, type: string) => (i: number) =>
    [
      `http frame=${i + 1} protocol=http method=GET uri=${uri} peer=${2 * i + 2}`,
      `http frame=${i + 1} protocol=http status=200 contentType=${type} peer=${2 * i + 1}`,
    ].join('\n')

  test('a page that is asked for as a picture adds 0.15 to the bucket of 0.8', () => {
    // requests without a host add 0.1 besides
    const beacon = first(pair(asked('/pixel.gif', 'text/html')))
    expect(beacon).toMatchObject({ mime_mismatches: 145, severity: 'critical', indicator: 'beacon' })
    expect(beacon.modifiers).toEqual([
      { name: 'missing host', value: 0.1 },
      { name: 'MIME mismatch', value: 0.15 },
    ])
    expect(beacon.final_score).toBeCloseTo(1.05)
  })

  test('what fits adds nothing', () => {
    expect(first(pair(asked('/a.html', 'text/html')))).toMatchObject({ mime_mismatches: 0 })
  })
})

describe('rare signature', () => {
  const agent = (name: string, host: string) => (i: number) =>
    `http frame=${i + 1} protocol=http method=GET uri=/ host=${host} userAgent=${name}`
  const other = `90000 100 ip:tcp 10.0.0.5:9>192.0.2.9:80\nhttp frame=146 protocol=http method=GET uri=/ host=b.example userAgent=agent`

  test('a user agent for one name only is told; it adds nothing by default (RITA’s compiled 0)', () => {
    const beacon = first(pair(agent('agent', 'a.example')))
    expect(beacon).toMatchObject({ fqdn: 'a.example', rare_signature: 'agent', modifiers: [], final_score: 0.8 })
    expect(
      first(pair(agent('agent', 'a.example')), { settings: { rare_signature_adds: 0.15 } }).final_score,
    ).toBeCloseTo(0.95)
  })

  test('one that the source uses elsewhere, too, is not rare', () => {
    const found = beacons(tablesFromText(`${pair(agent('agent', 'a.example'))}\n${other}`), null)
    expect(found.find(({ fqdn }) => fqdn === 'a.example')?.rare_signature).toBeNull()
  })
})

describe('threat intel', () => {
  test('an entry counts 0.8; from 25,000,000 bytes on 0.15 more', () => {
    const watched = ['192.0.2.0/24']
    // too few active hours and no regularity: the score alone counts nothing
    const loose = [0, 1, 200, 3000]
      .map((at, i) => `${at} ${i * 400 + 60} ip:tcp 10.0.0.5:${1000 + i}>192.0.2.1:80`)
      .join('\n')
    expect(first(loose)).toMatchObject({ final_score: 0, severity: 'none', listed: null })
    expect(first(loose, { watched })).toMatchObject({
      final_score: 0.8,
      severity: 'high',
      indicator: 'threat intel',
      listed: '192.0.2.0/24',
    })
    const large = first(pair(undefined, undefined, 172_414), { watched })
    expect(large.total_bytes).toBeGreaterThanOrEqual(25_000_000)
    expect(large.final_score).toBeCloseTo(0.95)
    expect(large.severity).toBe('critical')
  })

  test('the watchlist is stronger than a well-known name, the allow-list stronger than the watchlist', () => {
    const text = pair(
      (i) => `http frame=${i + 1} protocol=http method=GET uri=/ host=fe2.update.microsoft.com userAgent=x`,
    )
    const expected = first(text)
    expect(expected.expected).toMatch(/^software updates/)
    expect(expected.doubt).toMatch(/any name/)
    expect(first(text, { watched: ['fe2.update.microsoft.com'] })).toMatchObject({ expected: null, doubt: null })
    expect(first(text, { watched: ['fe2.update.microsoft.com'], allowed: ['microsoft.com'] }).severity).toBe('none')
  })

  test('names: exact, or with all below by a star', () => {
    const text = pair((i) => `http frame=${i + 1} protocol=http method=GET uri=/ host=a.c2.example`)
    expect(first(text, { watched: ['a.c2.example'] }).listed).toBe('a.c2.example')
    expect(first(text, { watched: ['c2.example'] }).listed).toBeNull()
    expect(first(text, { watched: ['*.c2.example'] }).listed).toBe('*.c2.example')
  })
})

describe('C2 over DNS', () => {
  const lookups = (count: number) =>
    Array.from({ length: count }, (_, i) => [
      `${i} 90 ip:udp:dns 10.0.0.5:${2000 + i}>10.0.0.2:53 service=dns`,
      `dns queryFrame=${i + 1} query=n${i}.c2.example queryType=1 rcode=0 firstAnswer=${i} answers=1`,
      `answer type=1 value=192.0.2.66`,
    ])
      .flat()
      .join('\n')
  const row = (text: string) => beacons(tablesFromText(text), null).find(({ kind }) => kind === 'dns')

  test('a hundred names below one domain are a row, ninety-nine are none', () => {
    expect(row(lookups(99))).toBeUndefined()
    expect(row(lookups(100))).toMatchObject({
      src: '10.0.0.5',
      fqdn: 'c2.example',
      subdomains: 100,
      connections: 100,
      indicator: 'C2 over DNS',
      final_score: 0.2,
      severity: 'low',
      evidence: 'dns.qry.name matches "(^|\\\\.)c2\\\\.example$"',
    })
    expect(row(lookups(500))?.final_score).toBeCloseTo(0.4)
  })

  test('0.15 more where only askers connect to what the domain resolved to', () => {
    const direct = `${lookups(100)}\n200 60 ip:tcp 10.0.0.5:1>192.0.2.66:443`
    expect(row(direct)?.modifiers).toEqual([{ name: 'direct connection', value: 0.15 }])
    expect(row(`${direct}\n201 60 ip:tcp 10.0.0.6:1>192.0.2.66:443`)?.modifiers).toEqual([])
  })
})

describe('networks', () => {
  const text = [
    pair(undefined, '203.0.113.5>192.0.2.1'),
    pair(undefined, '192.0.2.1>203.0.113.5'),
    pair(undefined, '203.0.113.5>203.0.113.6'),
  ].join('\n')
  const ends = (query: BeaconQuery) =>
    beacons(tablesFromText(text), null, query)
      .map(({ src, dst }) => `${src}>${dst}`)
      .sort()

  test('what is inside is what the person says', () => {
    expect(ends({ filter: 'outgoing' })).toEqual([])
    expect(ends({ filter: 'outgoing', internal: ['203.0.113.0/24'] })).toEqual(['203.0.113.5>192.0.2.1'])
    expect(ends({ filter: 'crossing', internal: ['203.0.113.0/24'] })).toEqual([
      '192.0.2.1>203.0.113.5',
      '203.0.113.5>192.0.2.1',
    ])
  })

  test('never included, and always before that', () => {
    expect(ends({ never: ['192.0.2.1'] })).toEqual(['203.0.113.5>203.0.113.6'])
    expect(ends({ never: ['203.0.113.0/24'], always: ['192.0.2.1'] })).toEqual([
      '192.0.2.1>203.0.113.5',
      '203.0.113.5>192.0.2.1',
    ])
  })
})

test('weights that do not add up to 1 count by their shares', () => {
  // 12 hours of connections: duration 1 by its run of 12 and more; half of the data sizes differ
  const uneven = pair(undefined).replaceAll(/^(\d*[05]00) 100/gm, '$1 900')
  const { timestamp_score, duration_score, histogram_score, score } = first(uneven, {
    settings: { weight_data_size: 0 },
  })
  expect(score).toBeCloseTo((timestamp_score + duration_score + histogram_score) / 3, 3)
})
