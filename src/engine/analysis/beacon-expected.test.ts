import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, udpFrame } from '../testing/frames.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { allowEntry } from './allow-list.ts'
import { beacons } from './beacons.ts'

const day = (step: number, line: (at: number, port: number) => string, until = 86400) =>
  Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => line(i * step, 10_000 + i)).join('\n')
const toResolver = day(600, (at, port) => `${at} 100 ip:udp:dns 192.168.20.31:${port}>192.168.20.2:53 service=dns`)
const toServer = day(600, (at, port) => `${at} 100 ip:tcp 10.0.0.5:${port}>192.0.2.77:8443`)
const toName = (name: string) =>
  Array.from(
    { length: 145 },
    (_, i) =>
      `${i * 600} 100 ip:tcp 10.0.0.5:${10_000 + i}>192.0.2.1:443\nhello kind=1 frame=${i + 1} serverName=${name}`,
  ).join('\n')
const first = (text: string, allowed: string[] = []) => beacons(tablesFromText(text), null, { allowed })[0]

test('a resolver keeps its score and is no threat', () => {
  expect(first(toResolver)).toMatchObject({ score: 1, final_score: 0.8, severity: 'none' })
  expect(first(toResolver).expected).toMatch(/^DNS: /)
})

test('the port of a service without the service, or another service at it, is not expected', () => {
  expect(first(toResolver.replaceAll(' service=dns', '')).expected).toBeNull()
  expect(first(toResolver.replaceAll('service=dns', 'service=http'))).toMatchObject({
    expected: null,
    severity: 'high',
  })
  const others = (count: number) =>
    Array.from({ length: count }, (_, i) => `${300 + i} 100 ip:tcp 192.168.20.31:${i + 1}>192.168.20.2:4444`).join('\n')
  // 145 look-ups: up to a tenth of all may be something else
  expect(first(`${toResolver}\n${others(16)}`).expected).toMatch(/^DNS/)
  expect(first(`${toResolver}\n${others(17)}`).expected).toBeNull()
})

test('updates and time servers by name; not names that only end alike', () => {
  expect(first(toName('fe2.update.microsoft.com')).expected).toMatch(/^software updates/)
  expect(first(toName('fe2.update.microsoft.com.evil.example')).expected).toBeNull()
  expect(first(toName('evilntp.org')).expected).toBeNull()
})

test.each([
  ['192.0.2.77', true],
  ['192.0.2.78', false],
  ['192.0.2.64/28', true],
  ['192.0.2.64/29', false],
  ['10.0.0.5 # the monitoring host', true],
  ['0.0.0.0/0', true],
  ['::/0', false],
  ['8443', true],
  ['8443/tcp', true],
  ['8443/udp', false],
  ['443', false],
])('allowed by %s: %s', (entry, isAllowed) => {
  const { expected } = first(toServer, [entry])
  expect(expected).toBe(isAllowed ? `on your allow-list: ${entry.replace(/ #.*/, '')}` : null)
})

test.each([
  ['example.com', true],
  ['*.Example.com', true],
  ['a.example.com', true],
  ['b.a.example.com', false],
  ['ample.com', false],
])('names allowed by %s: %s', (entry, isAllowed) => {
  expect(first(toName('a.example.com'), [entry]).expected !== null).toBe(isAllowed)
})

test('what is no entry', () => {
  for (const line of ['', '# note', '10.0.0.0/33', '10.0.0.0/', '1.2.3', '70000', '80/icmp', 'a b', '::1/129'])
    expect(allowEntry(line)).toBeNull()
})

test('a burst is no beacon, however regular', () => {
  const burst = day(0.0002, (at, port) => `${at} 100 ip:tcp 10.0.0.5:${port}>192.0.2.1:443`, 0.02)
  const slow = [100, 200, 300, 400].map((at) => `${at} 100 ip:tcp 10.0.0.5:${at}>192.0.2.1:443`).join('\n')
  const [found] = beacons(tablesFromText(`${burst}\n${slow}`), null)
  expect(found.expected).toMatch(/^a burst, no beacon/)
  expect(found.severity).toBe('none')
  const [kept] = beacons(tablesFromText(`${burst}\n${slow}`), null, { settings: { burst: 0 } })
  expect(kept.expected).toBeNull()
})

test('hours in one connection are a row, without a score; thresholds can be changed', () => {
  const text = '0 100 ip:tcp 10.0.0.5:5000>192.0.2.1:443\n14737.06115 100 ip:tcp 10.0.0.5:5000>192.0.2.1:443'
  const [long] = beacons(tablesFromText(text), null)
  expect(long).toMatchObject({ connections: 1, score: 0, indicator: 'long connection', severity: 'medium' })
  expect(long.final_score).toBeCloseTo(0.40468, 5)
  expect(beacons(tablesFromText(text), null, { settings: { long_base: 20_000 } })).toEqual([])
})

test('requests without a host add 0.1, prevalence what is set', () => {
  const requests = Array.from(
    { length: 145 },
    (_, i) =>
      `${i * 600} 100 ip:tcp:http 10.0.0.5:${10_000 + i}>192.0.2.1:80\nhttp frame=${i + 1} protocol=http method=GET uri=/`,
  ).join('\n')
  const others =
    '1 60 ip:tcp 10.0.0.6:1>192.0.2.9:80\n1 60 ip:tcp 10.0.0.7:1>192.0.2.1:80\n1 60 ip:tcp 10.0.0.8:1>192.0.2.9:80'
  const tables = tablesFromText(`${requests}\n${others}`)
  const [found] = beacons(tables, null)
  expect(found).toMatchObject({ prevalence: 0.5, modifiers: [{ name: 'missing host', value: 0.1 }] })
  expect(found).toMatchObject({ final_score: 0.9, severity: 'critical' })
  const [less] = beacons(tables, null, { settings: { prevalence_frequent_takes: 0.15 } })
  expect(less.final_score).toBeCloseTo(0.75, 9)
  expect(less.severity).toBe('high')
})

test('NTP of packets is known by its header', () => {
  const polls = (message: Uint8Array) =>
    Array.from({ length: 5 }, (_, i) => udpFrame(message, { sourcePort: 40_000 + i, destinationPort: 123 }))
  const expected = (message: Uint8Array) => {
    const { tables } = dissectFrames(polls(message))
    const [row] = Array.from(tables.sessions.service.subarray(1, 2))
    return tables.protocolNames[row]
  }
  expect(expected(bytesOf([0x23], new Uint8Array(47)))).toBe('ntp')
  // a version that there is not; too short
  expect(expected(bytesOf([0x3b], new Uint8Array(47)))).toBe('')
  expect(expected(bytesOf([0x23], new Uint8Array(20)))).toBe('')
})
