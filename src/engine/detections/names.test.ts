import { describe, expect, test } from 'vitest'
import { evidenceFrames } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { registeredDomain } from '../analysis/registered-domain.ts'
import type { Detection } from './detection.ts'
import { dgaNames } from './dga-names.ts'
import { dnsC2 } from './dns-c2.ts'
import { dnsLongNames } from './dns-long-names.ts'
import { dnsTunnel } from './dns-tunnel.ts'
import { expectedReason, isReversedAddress } from '../analysis/expected-names.ts'
import { fastFlux } from './fast-flux.ts'
import { entropy, looksRandom } from './name-signs.ts'

type Lookup = {
  name: string
  type?: number
  rcode?: number
  at?: number
  client?: string
  addresses?: string[]
  cname?: string
}

/** Two packets a lookup, query and response. */
function lookups(all: readonly Lookup[]): string {
  let answers = 0
  return all
    .flatMap(({ name, type = 1, rcode = 0, at = 0, client = '10.0.0.5', addresses = [], cname }, i) => {
      const first = answers
      const aliases = cname === undefined ? [] : [`answer type=5 ttl=60 value=${cname}`]
      answers += addresses.length + aliases.length
      return [
        `${at} 80 ip:udp:dns ${client}:${20000 + i}>10.0.0.2:53`,
        `${at} 90 ip:udp:dns 10.0.0.2:53>${client}:${20000 + i}`,
        ...aliases,
        ...addresses.map((address) => `answer type=1 ttl=60 value="${address} "`.replace(' "', '"')),
        `dns query="${name}" queryFrame=${2 * i + 1} responseFrame=${2 * i + 2} queryType=${type} rcode=${rcode} firstAnswer=${first} answers=${addresses.length + aliases.length} protocol=dns`,
      ]
    })
    .join('\n')
}

function run(detection: Detection, all: readonly Lookup[]) {
  const tables = tablesFromText(lookups(all))
  const defaults = Object.fromEntries(Object.entries(detection.thresholds).map(([name, one]) => [name, one.default]))
  return detection
    .detect(tables, null, defaults)
    .map((finding) => ({ ...finding, frames: evidenceFrames(tables, finding.evidence) }))
}

/** Text that looks random and is the same every time. */
function scramble(seed: number, length: number): string {
  let state = seed + 1
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return 'abcdefghijklmnopqrstuvwxyz234567'[state >>> 27]
  }).join('')
}

const many = (count: number, lookup: (i: number) => Lookup) => Array.from({ length: count }, (_, i) => lookup(i))

describe('DNS tunnel', () => {
  const tunnel = many(40, (i) => ({ name: `${scramble(i, 55)}.t.evil.example`, type: 16 }))

  test('many long, random names of TXT below one domain', () => {
    const [found, ...others] = run(dnsTunnel, [
      ...tunnel,
      { name: 'notevil.example' },
      { name: 'www.evil.example.net' },
    ])
    expect(others).toEqual([])
    // 55 characters and '.t'
    expect(found).toMatchObject({
      severity: 'high',
      count: 40,
      src: ['10.0.0.5'],
      dst: ['10.0.0.2'],
      why: { names: 40, mean_length: 57, longest_label: 55, carrier_types_percent: 100, bytes: 2280 },
    })
    expect(found.frames).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
  })

  test('case does not count, and a resolver in between is not who did it', () => {
    const passed = tunnel.flatMap(({ name, ...rest }) => [
      { name, ...rest },
      { name: name.toUpperCase(), ...rest, client: '10.0.0.2' },
    ])
    expect(run(dnsTunnel, passed)).toMatchObject([{ count: 80, why: { names: 40 }, src: ['10.0.0.5'] }])
  })

  test('names that end in no domain: a tool that asks its server directly', () => {
    const direct = many(40, (i) => ({ name: `dnscat.${scramble(i, 50)}.${i}${scramble(i, 20)}7a`, type: 15 }))
    const [found] = run(dnsTunnel, [...direct, { name: 'www.example.com' }])
    expect(found).toMatchObject({ severity: 'high', count: 40 })
    expect(found.frames).toHaveLength(80)
  })

  test('content networks have many names, but short ones of addresses', () => {
    expect(
      run(
        dnsTunnel,
        many(200, (i) => ({ name: `e${i}.a.akamaiedge.example` })),
      ),
    ).toEqual([])
  })

  test('what carries data by design is expected', () => {
    const reputation = many(40, (i) => ({ name: `${scramble(i, 55)}.w.sophosxl.net`, type: 16 }))
    expect(run(dnsTunnel, reputation)).toMatchObject([{ severity: 'info' }])
    const list = many(60, (i) => ({ name: `${i}.2.0.192.bl.blocklist.example`, type: 16 }))
    expect(run(dnsTunnel, list).filter(({ severity }) => severity !== 'info')).toEqual([])
  })
})

test.each([
  [99, []],
  [100, ['low']],
  [800, ['medium']],
])('%i names below one domain, by RITA', (count, expected) => {
  expect(
    run(
      dnsC2,
      many(count, (i) => ({ name: `h${i}.example.org` })),
    ).map(({ severity }) => severity),
  ).toEqual(expected)
})

test('three names longer than anybody types', () => {
  const long = many(3, (i) => ({ name: `${scramble(i, 60)}.${scramble(i + 9, 30)}.evil.example` }))
  expect(run(dnsLongNames, long)).toMatchObject([
    { severity: 'low', count: 3, why: { longest_name: 91, longest_label: 60 } },
  ])
  expect(run(dnsLongNames, long.slice(1))).toEqual([])
})

describe('fast flux', () => {
  const answers = (networks: number) =>
    many(20, (i) => ({ name: 'flux.example', at: i, addresses: [`${20 + (i % networks)}.1.0.${i}`] }))

  test('twenty addresses in ten networks', () => {
    const [found] = run(fastFlux, [...answers(10), { name: 'other.example' }, { name: 'flux.example.com' }])
    expect(found).toMatchObject({
      severity: 'medium',
      count: 20,
      why: { addresses: 20, networks: 10, shortest_ttl_seconds: 60 },
    })
    expect(found.frames).toHaveLength(40)
    expect(run(fastFlux, answers(9))).toEqual([])
  })

  test('a pool of time servers, and what a cloud serves under its own name, are expected', () => {
    expect(
      run(
        fastFlux,
        answers(20).map((one) => ({ ...one, name: 'de.pool.ntp.org' })),
      ),
    ).toEqual([])
    const clouded = answers(20).map((one) => ({ ...one, cname: 'lb-1.elb.amazonaws.com' }))
    expect(run(fastFlux, clouded)).toEqual([])
  })
})

describe('names that do not exist', () => {
  const nx = (count: number, gap = 1) => many(count, (i) => ({ name: `${scramble(i, 14)}.com`, rcode: 3, at: i * gap }))

  test('fifteen random domains in ten minutes', () => {
    const [found] = run(dgaNames, [...nx(15), { name: 'www.example.com', at: 3 }])
    expect(found).toMatchObject({ severity: 'medium', src: ['10.0.0.5'], count: 15, why: { domains: 15 } })
    // the responses
    expect(found.frames).toEqual(Array.from({ length: 15 }, (_, i) => 2 * i + 2))
    expect(run(dgaNames, nx(14))).toEqual([])
    expect(run(dgaNames, nx(15, 60))).toEqual([])
    expect(run(dgaNames, nx(120))).toMatchObject([{ severity: 'high' }])
  })

  test('search suffixes, block lists, probes of browsers and mistyped names are none', () => {
    expect(
      run(
        dgaNames,
        many(40, (i) => ({ name: `host${i}.office.example`, rcode: 3 })),
      ),
    ).toEqual([])
    expect(
      run(
        dgaNames,
        many(40, (i) => ({ name: scramble(i, 12), rcode: 3 })),
      ),
    ).toEqual([])
    const words =
      'garden window bottle monkey summer winter basket candle dinner engine flower guitar hammer island jacket'
    expect(
      run(
        dgaNames,
        words.split(' ').map((word) => ({ name: `${word}.com`, rcode: 3 })),
      ),
    ).toEqual([])
  })
})

test('signs of names', () => {
  expect(entropy('')).toBe(0)
  expect(entropy('aaaa')).toBe(0)
  // four symbols, equally often; dots do not count
  expect(entropy('ab.cd')).toBe(2)
  expect(['xkqjzwvbnm', 'a1b2c3d4e5', 'qpwoxnvkzrt'].map(looksRandom)).toEqual([true, true, true])
  expect(['facebook', 'wikipedia', 'cloudflare', 'mail', 'xn--mnchen-3ya', 'microsoft365'].map(looksRandom)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(expectedReason('a.b.sophosxl.net')).toBe('anti-virus reputation')
  expect(expectedReason('notsophosxl.net')).toBeNull()
  expect(isReversedAddress('1.2.0.192')).toBe(true)
  expect(isReversedAddress('www.1.2')).toBe(false)
})

// publicsuffix.org: co.uk is a suffix, duckdns.org one of its private part
test.each([
  ['a.b.example.co.uk', 'example.co.uk'],
  ['x.me.duckdns.org', 'me.duckdns.org'],
  ['co.uk', null],
  ['localhost', null],
  ['4.3.2.1.in-addr.arpa', null],
  ['printer.local', null],
  ['a.b.example', 'b.example'],
])('%s was registered as %s', (name, domain) => {
  expect(registeredDomain(name)).toBe(domain)
})
