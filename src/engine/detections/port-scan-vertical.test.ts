import { describe, expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { portScanVertical } from './port-scan-vertical.ts'

const standard = { ports: 15, window: 300, many: 100 }
const detect = (text: string, thresholds = standard) => {
  const tables = tablesFromText(text)
  return portScanVertical
    .detect(tables, null, thresholds)
    .map((finding) => ({ ...finding, sessions: evidenceSessions(tables, finding.evidence) }))
}

/** One SYN a second to `count` ports from `from` on, each refused. */
function syns(count: number, from = 1, gap = 1, hosts = '10.0.0.5>10.0.0.9'): string {
  const [source, destination] = hosts.split('>')
  return Array.from({ length: count }, (_, i) => {
    const ends = `${source}:${40000 + i}>${destination}:${from + i}`
    return `${i * gap} 60 ip:tcp ${ends} history=Sr state=REJ`
  }).join('\n')
}

describe('TCP', () => {
  test('fifteen ports in five minutes are a scan, fourteen are none', () => {
    expect(detect(syns(14))).toEqual([])
    expect(detect(syns(15))).toEqual([
      {
        severity: 'medium',
        confidence: 'likely',
        title: '10.0.0.5 tried 15 TCP ports of 10.0.0.9',
        src: ['10.0.0.5'],
        dst: ['10.0.0.9'],
        count: 15,
        first: '1700000000.000000000',
        last: '1700000014.000000000',
        evidence:
          'id.orig_h == 10.0.0.5 and id.resp_h == 10.0.0.9 and proto == tcp and databytes == 0 and history == S*',
        why: { ports: 15, ports_threshold: 15, window_seconds: 300 },
        sessions: Array.from({ length: 15 }, (_, i) => i + 1),
      },
    ])
  })

  test('a hundred ports count high', () => {
    expect(detect(syns(100))).toMatchObject([{ severity: 'high', confidence: 'certain', count: 100 }])
  })

  test('slower than the window is none, and the window can be widened', () => {
    // fifteen ports in 14 × 30 s
    expect(detect(syns(15, 1, 30))).toEqual([])
    expect(detect(syns(15, 1, 30), { ...standard, window: 420 })).toHaveLength(1)
  })

  test('the evidence leaves out what the same host tried at another time', () => {
    const later = '5000 60 ip:tcp 10.0.0.5:50000>10.0.0.9:8080 history=Sr state=REJ'
    const [finding] = detect(`${syns(20)}\n${later}`)
    expect(finding).toMatchObject({ count: 20, last: '1700000019.000000000' })
    expect(finding.sessions).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  test('the same port again and again is none: fifteen tries of five ports', () => {
    const again = Array.from(
      { length: 15 },
      (_, i) => `${i} 60 ip:tcp 10.0.0.5:${40000 + i}>10.0.0.9:${1 + (i % 5)} history=S`,
    )
    expect(detect(again.join('\n'))).toEqual([])
  })

  test('connections that carry something are none: passive FTP', () => {
    expect(
      detect(
        syns(30)
          .replaceAll('history=Sr state=REJ', 'history=ShAdfF state=SF')
          .replaceAll(' 60 ', ' 1500 ')
          .replace(/$/gm, ' data=1000'),
      ),
    ).toEqual([])
  })

  test('a capture that begins in the middle of connections has no SYN', () => {
    expect(detect(syns(30).replaceAll('Sr', 'Ar'))).toEqual([])
  })

  test('IPv6', () => {
    const [finding] = detect(syns(16, 1, 1, '[2001:db8::5]>[2001:db8::9]').replaceAll(' ip:', ' ipv6:'))
    expect(finding).toMatchObject({ src: ['2001:db8::5'], dst: ['2001:db8::9'], count: 16 })
    expect(finding.sessions).toHaveLength(16)
  })

  test('one finding a host that was scanned', () => {
    const two = `${syns(15)}\n${syns(15, 1, 1, '10.0.0.5>10.0.0.10').replaceAll(':40', ':41')}`
    expect(detect(two).map(({ dst, sessions }) => [dst, sessions.length])).toEqual([
      [['10.0.0.9'], 15],
      [['10.0.0.10'], 15],
    ])
  })
})

describe('UDP', () => {
  const datagrams = (count: number, from: number, sourcePort: number) =>
    Array.from(
      { length: count },
      (_, i) => `${i} 60 ip:udp 10.0.0.5:${sourcePort}>10.0.0.9:${from + i} history=D state=S0`,
    ).join('\n')

  test('unanswered datagrams to many ports', () => {
    const answered = '0 60 ip:udp 10.0.0.5:3000>10.0.0.2:53\n0 60 ip:udp 10.0.0.2:53>10.0.0.5:3000'
    // where nothing is answered, answers may not have been captured
    expect(detect(datagrams(20, 100, 50000))).toEqual([])
    const [finding] = detect(`${datagrams(20, 100, 50000)}\n${answered}`)
    expect(finding).toMatchObject({ title: '10.0.0.5 tried 20 UDP ports of 10.0.0.9', count: 20 })
    expect(finding.sessions).toHaveLength(20)
  })

  test('traceroute is none', () => {
    expect(detect(datagrams(90, 33434, 50000))).toEqual([])
  })

  test("a resolver's answers, of which only they were captured, are none", () => {
    expect(detect(datagrams(90, 40000, 53))).toEqual([])
  })
})
