import { describe, expect, test } from 'vitest'
import { evidenceFrames, evidenceSessions } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { captureDrops } from './capture-drops.ts'
import { clockJumps } from './clock-jumps.ts'
import { cutPackets } from './cut-packets.ts'
import { damagedFile } from './damaged-file.ts'
import type { Detection } from './detection.ts'
import { largeUpload } from './large-upload.ts'
import { longConnection } from './long-connection.ts'
import { oneSidedTraffic } from './one-sided-traffic.ts'
import { suspiciousPort } from './suspicious-port.ts'
import { tcpResets } from './tcp-resets.ts'

function run(detection: Detection, text: string) {
  const tables = tablesFromText(text)
  const defaults = Object.fromEntries(Object.entries(detection.thresholds).map(([name, one]) => [name, one.default]))
  const found = detection.detect(tables, null, defaults)
  for (const { evidence, count } of found)
    if (detection.counts === 'session') expect(evidenceSessions(tables, evidence)).toHaveLength(count)
    else expect(evidenceFrames(tables, evidence)).toHaveLength(count)
  return found
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')
const talk = (at: number, from: string, to: string, rest = '', up = 100, down = 100) =>
  `${at} 100 ip:tcp ${from}>${to} data=${up} ${rest}\n${at} 100 ip:tcp ${to}>${from} data=${down} ${rest}`

describe('unusual service port', () => {
  test('a port that was connected to, once both sides spoke', () => {
    const shell = talk(0, '10.0.0.9:50000', '192.0.2.1:4444')
    expect(run(suspiciousPort, shell)).toMatchObject([
      {
        severity: 'low',
        src: ['10.0.0.9'],
        dst: ['192.0.2.1'],
        count: 1,
        title: "192.0.2.1 serves TCP port 4444 (Metasploit's default listener)",
      },
    ])
    expect(run(suspiciousPort, talk(0, '10.0.0.9:50000', '192.0.2.1:4444', '', 100, 0))).toEqual([])
  })

  test('a client that happens to have such a port, and an ordinary service, are none', () => {
    expect(run(suspiciousPort, talk(0, '10.0.0.9:4444', '192.0.2.1:443'))).toEqual([])
    expect(run(suspiciousPort, talk(0, '10.0.0.9:50000', '192.0.2.1:9999', 'service=http'))).toEqual([])
  })
})

describe('large upload', () => {
  const MIB = 1_048_576
  test('a hundred MiB to a host outside count medium, ten low, less or balanced is none', () => {
    expect(run(largeUpload, talk(0, '10.0.0.9:50000', '192.0.2.1:443', '', 100 * MIB, MIB))).toMatchObject([
      { severity: 'medium', why: { sent_bytes: 100 * MIB, sent_bytes_threshold: 100 * MIB, ratio: 100 } },
    ])
    const twice = `${talk(0, '10.0.0.9:50000', '192.0.2.1:443', '', 6 * MIB, 9)}\n${talk(9, '10.0.0.9:50001', '192.0.2.1:443', '', 6 * MIB, 9)}`
    expect(run(largeUpload, twice)).toMatchObject([{ severity: 'low', count: 2 }])
    expect(run(largeUpload, talk(0, '10.0.0.9:50000', '192.0.2.1:443', '', 9 * MIB, 1))).toEqual([])
    expect(run(largeUpload, talk(0, '10.0.0.9:50000', '192.0.2.1:443', '', 50 * MIB, 20 * MIB))).toEqual([])
  })

  test('inside the network, and into it, is none', () => {
    expect(run(largeUpload, talk(0, '10.0.0.9:50000', '192.168.1.1:443', '', 900 * MIB, 1))).toEqual([])
    expect(run(largeUpload, talk(0, '192.0.2.1:50000', '10.0.0.9:443', '', 900 * MIB, 1))).toEqual([])
  })
})

// RITA's steps: 1, 4, 8 and 12 hours
test.each([
  [3599, []],
  [3600, ['info possible 3600']],
  [14400, ['low possible 14400']],
  [28800, ['medium possible 28800']],
  [43200, ['medium likely 28800']],
])('%i seconds of connections in sum', (seconds, expected) => {
  const half = seconds / 2
  const two = [0, 1].map(
    (i) =>
      `${i * 50000} 60 ip:tcp 10.0.0.9:${50000 + i}>192.0.2.1:443\n${i * 50000 + half} 60 ip:tcp 192.0.2.1:443>10.0.0.9:${50000 + i}`,
  )
  expect(
    run(longConnection, two.join('\n')).map(
      ({ severity, confidence, why }) => `${severity} ${confidence} ${why.total_seconds_threshold}`,
    ),
  ).toEqual(expected)
})

test('a service that resets what it accepted', () => {
  const reset = lines(10, (i) => talk(i, `10.0.0.9:${50000 + i}`, '192.0.2.1:80', 'state=RSTR'))
  expect(run(tcpResets, reset)).toMatchObject([{ severity: 'low', count: 10, why: { percent: 100 } }])
  expect(
    run(tcpResets, `${reset}\n${lines(11, (i) => talk(i, `10.0.0.9:${40000 + i}`, '192.0.2.1:80', 'state=SF'))}`),
  ).toEqual([])
})

describe('the capture itself', () => {
  test('one direction only', () => {
    const half = lines(5, (i) => `${i} 100 ip:tcp 10.0.0.9:${50000 + i}>192.0.2.1:80 data=10 history=SAD`)
    expect(run(oneSidedTraffic, half)).toMatchObject([{ severity: 'low', count: 5, why: { percent: 100 } }])
    // refused and unanswered SYNs say nothing
    expect(run(oneSidedTraffic, half.replaceAll('SAD', 'S'))).toEqual([])
  })

  test('packets cut short', () => {
    const found = run(
      cutPackets,
      '0 1500 ip:tcp captured=68\n1 60 ip:tcp\n2 900 ip:tcp captured=68\n3 68 ip:tcp\n4 500 ip captured=100',
    )
    expect(found).toMatchObject([
      { count: 3, first: '1700000000.000000000', last: '1700000004.000000000', why: { percent: 60 } },
    ])
    expect(run(cutPackets, '0 60 ip')).toEqual([])
  })

  test('clocks that go back or leap', () => {
    expect(run(clockJumps, '0 60 ip\n10 60 ip\n8.5 60 ip\n9 60 ip\n8.9 60 ip\n9000000 60 ip')).toMatchObject([
      { count: 2, why: { largest_seconds: 8999991.1 } },
    ])
  })

  test('drops and damage, which no packet shows', () => {
    const tables = tablesFromText('0 60 ip')
    expect(captureDrops.detect(tables, null, { least: 1 })).toEqual([])
    tables.sources[0].drops = 7
    expect(captureDrops.detect(tables, null, { least: 1 })).toMatchObject([
      { severity: 'medium', count: 7, evidence: '' },
    ])
    tables.warnings.push(
      { file: 'a', offset: 24, packet: 1, message: 'cut', fatal: false },
      { file: 'a', offset: 99, packet: 2, message: 'over', fatal: true },
    )
    expect(damagedFile.detect(tables, null, {})).toMatchObject([
      { severity: 'medium', title: 'a: over', count: 2, why: { first_at_byte: 99, packet: 2 } },
    ])
  })
})
