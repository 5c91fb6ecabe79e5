import { expect, test } from 'vitest'
import { barValue, nextSeries, seriesAt } from './timeline-bars.ts'
import { protocolCondition } from './value-actions.ts'

const series = [
  { protocol: 'tls', values: [10, 0] },
  { protocol: 'dns', values: [0, 3] },
  { protocol: null, values: [5, 4] },
]

test('the series at a height of the stack', () => {
  expect([0, 9.9, 10, 14.9, 15, -1].map((height) => seriesAt(series, 0, height))).toEqual([0, 0, 2, 2, null, null])
})

test('up and down through what a bin holds; the whole stack is at both ends', () => {
  expect(nextSeries(series, 0, null, 1)).toBe(0)
  expect(nextSeries(series, 0, 0, 1)).toBe(2)
  expect(nextSeries(series, 0, 2, 1)).toBeNull()
  expect(nextSeries(series, 1, null, -1)).toBe(2)
  expect(nextSeries(series, 1, 1, -1)).toBeNull()
})

test('a bar is its protocol in its time; a transport is itself, an application also what belongs to its sessions', () => {
  const second = barValue(protocolCondition('tls'), 1_700_000_000, 1_700_000_001)
  expect(second.condition).toBe(
    '((tls or service == tls) and frame.time_epoch >= 1700000000 and frame.time_epoch < 1700000001)',
  )
  expect(second.span).toEqual({ from: 1_700_000_000, to: 1_700_000_001 })
  expect(barValue(protocolCondition('udp'), 1.5, 1.75).condition).toBe(
    '(udp and frame.time_epoch >= 1.5 and frame.time_epoch < 1.75)',
  )
  expect(barValue(null, 100, 200).condition).toBe('(frame.time_epoch >= 100 and frame.time_epoch < 200)')
})
