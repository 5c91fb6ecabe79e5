import { expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { beacon } from './beacon.ts'

/** A connection every ten minutes of a day: RITA's score is 1, see beacons.test.ts. */
function run(from: string, to: string, rest = '') {
  const lines = Array.from({ length: 145 }, (_, i) => `${i * 600} 100 ip:tcp ${from}:${10000 + i}>${to} ${rest}`)
  const tables = tablesFromText(lines.join('\n'))
  return beacon.detect(tables, null, { score: 0.8, connections: 20 }).map((finding) => {
    expect(evidenceSessions(tables, finding.evidence)).toHaveLength(finding.count)
    return `${finding.severity} ${finding.confidence} ${finding.dst.join()} ${finding.count}`
  })
}

test('from inside to outside; the other way round and within it counts low; time servers are no finding', () => {
  expect(run('10.0.0.5', '192.0.2.1:443')).toEqual(['medium likely 192.0.2.1 145'])
  expect(run('192.0.2.1', '10.0.0.5:443')).toEqual(['low possible 10.0.0.5 145'])
  expect(run('10.0.0.5', '10.0.0.9:443')).toEqual(['low possible 10.0.0.9 145'])
  expect(run('10.0.0.5', '192.0.2.1:123', 'service=ntp')).toEqual([])
})
