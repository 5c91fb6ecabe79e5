import { describe, expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import type { Detection } from './detection.ts'
import { flagScan } from './flag-scan.ts'
import { halfOpenScan } from './half-open-scan.ts'
import { icmpSweep } from './icmp-sweep.ts'
import { portSweepHorizontal } from './port-sweep-horizontal.ts'

/** What a detection finds with its defaults, with the sessions that its evidence selects. */
function findings(detection: Detection, text: string) {
  const tables = tablesFromText(text)
  const defaults = Object.fromEntries(Object.entries(detection.thresholds).map(([name, one]) => [name, one.default]))
  return detection.detect(tables, null, defaults).map((finding) => {
    const sessions = evidenceSessions(tables, finding.evidence)
    expect(sessions).toHaveLength(finding.count)
    return { ...finding, sessions }
  })
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('sweep over hosts', () => {
  const sweep = (count: number, rest = 'history=S state=S0') =>
    lines(count, (i) => `${i} 60 ip:tcp 10.0.0.5:${40000 + i}>10.0.1.${i + 1}:445 ${rest}`)

  test('twenty hosts on one port are a sweep, nineteen are none', () => {
    expect(findings(portSweepHorizontal, sweep(19))).toEqual([])
    expect(findings(portSweepHorizontal, sweep(20))).toMatchObject([
      {
        severity: 'medium',
        title: '10.0.0.5 tried TCP port 445 of 20 hosts',
        count: 20,
        why: { hosts: 20, in_vain_percent: 100 },
      },
    ])
  })

  test('a hundred hosts count high', () => {
    expect(findings(portSweepHorizontal, sweep(120))).toMatchObject([{ severity: 'high', confidence: 'certain' }])
  })

  test('a browser that opens some connections in advance is none', () => {
    const used = lines(
      40,
      (i) => `${i} 900 ip:tcp 10.0.0.5:${50000 + i}>10.0.2.${i + 1}:445 history=ShADd state=S1 data=500`,
    )
    expect(findings(portSweepHorizontal, `${sweep(20)}\n${used}`)).toEqual([])
  })

  test('peers all over the internet, of which most are gone, count low', () => {
    const peers = lines(30, (i) => `${i} 60 ip:udp 10.0.0.5:6346>${20 + i}.${i}.0.9:6346 history=D state=S0`)
    const answered = '0 60 ip:udp 10.0.0.5:3000>10.0.0.2:53\n0 60 ip:udp 10.0.0.2:53>10.0.0.5:3000'
    expect(findings(portSweepHorizontal, `${peers}\n${answered}`)).toMatchObject([
      { severity: 'low', confidence: 'possible', count: 30 },
    ])
  })

  test('multicast is none', () => {
    const groups = lines(30, (i) => `${i} 60 ip:udp 10.0.0.5:5353>224.0.0.${i + 1}:5353 history=D state=S0`)
    const answered = '0 60 ip:udp 10.0.0.5:3000>10.0.0.2:53\n0 60 ip:udp 10.0.0.2:53>10.0.0.5:3000'
    expect(findings(portSweepHorizontal, `${groups}\n${answered}`)).toEqual([])
  })
})

describe('half-open scan', () => {
  const closed = (count: number) =>
    lines(count, (i) => `${i} 60 ip:tcp 10.0.0.5:${40000 + i}>10.0.0.9:${1 + i} history=Sr state=REJ`)
  const open = (port: number, history = 'ShR') =>
    `1 60 ip:tcp 10.0.0.5:${50000 + port}>10.0.0.9:${port} history=${history} state=RSTO`

  test('what answered was reset before the handshake was complete', () => {
    expect(findings(halfOpenScan, `${closed(15)}\n${open(2222)}`)).toMatchObject([
      {
        severity: 'medium',
        confidence: 'likely',
        count: 16,
        why: { targets: 16, reset_after_answer: 1, completed: 0 },
      },
    ])
  })

  test('a scan that completes its handshakes is none', () => {
    expect(findings(halfOpenScan, `${closed(15)}\n${open(2222, 'ShAR')}`)).toEqual([])
  })

  test('nor is one without any answer, nor a few SYNs', () => {
    expect(findings(halfOpenScan, closed(40))).toEqual([])
    expect(findings(halfOpenScan, `${closed(5)}\n${open(2222)}`)).toEqual([])
  })

  test('a client that is refused often and gives up once, but completes more, is none', () => {
    expect(findings(halfOpenScan, `${closed(15)}\n${open(2222)}\n${open(80, 'ShADd')}`)).toEqual([])
  })
})

describe('FIN, NULL, Xmas and ACK scan', () => {
  const single = (count: number, history: string, first = 1) =>
    lines(count, (i) => `${i} 54 ip:tcp 10.0.0.5:50000>10.0.0.9:${first + i} history=${history}`)

  test('fifteen ports are a scan, fourteen are none; the flags are told', () => {
    expect(findings(flagScan, single(14, 'F'))).toEqual([])
    expect(findings(flagScan, `${single(10, 'Fr')}\n${single(5, 'Ar', 100)}`)).toMatchObject([
      { severity: 'medium', title: '10.0.0.5 sent ACK, FIN or Xmas probes to 15 ports of 10.0.0.9', count: 15 },
    ])
    expect(findings(flagScan, single(100, ''))).toMatchObject([{ severity: 'high', count: 100 }])
  })

  test('what a server says to clients of before the capture is none, nor are whole connections', () => {
    expect(findings(flagScan, single(100, 'F', 40_000))).toEqual([])
    expect(findings(flagScan, single(100, 'ShAFf'))).toEqual([])
  })
})

describe('ICMP sweep', () => {
  const pings = (count: number, answered: number) =>
    lines(count, (i) => {
      const ask = `${i} 84 ip:icmp 10.0.0.5:8>10.0.1.${i + 1}:0`
      return i < answered ? `${ask}\n${i} 84 ip:icmp 10.0.1.${i + 1}:0>10.0.0.5:8` : ask
    })

  test('fifteen hosts are a sweep, fourteen are none', () => {
    expect(findings(icmpSweep, pings(14, 0))).toEqual([])
    expect(findings(icmpSweep, pings(15, 3))).toMatchObject([
      { severity: 'medium', title: '10.0.0.5 pinged 15 hosts, 20 % answered', count: 15 },
    ])
  })

  test('monitoring knows whom it asks', () => {
    expect(findings(icmpSweep, pings(20, 20))).toMatchObject([{ severity: 'low', confidence: 'possible' }])
  })

  test('IPv6; destination unreachable is no question', () => {
    const six = lines(15, (i) => `${i} 94 ipv6:icmpv6 [2001:db8::5]:128>[2001:db8::1:${i + 1}]:129`)
    expect(findings(icmpSweep, six)).toMatchObject([{ src: ['2001:db8::5'], count: 15 }])
    expect(findings(icmpSweep, six.replaceAll(':128', ':1'))).toEqual([])
  })
})
