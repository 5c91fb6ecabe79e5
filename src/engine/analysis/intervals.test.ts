import { expect, test } from 'vitest'
import { intervals } from './intervals.ts'

// numpy: g = np.diff(t); g.mean(), np.median(g), g.std(), g.std() / g.mean()
test.each([
  [[0, 60, 121, 179, 240], 60, 60.5, 1.224744871391589, 0.02041241452319315, 'clock'],
  [[0, 10, 21, 29, 40, 51, 60], 10, 10.5, 1.1547005383792515, 0.11547005383792515, 'regular'],
  [[0, 10, 22, 30, 44], 11, 11, 2.23606797749979, 0.20327890704543544, 'loose'],
  [[0, 1, 300, 325, 5300], 1325, 162, 2110.577646048588, 1.5928887894706325, 'irregular'],
] as const)('as numpy has them: %j', (times, mean, median, deviation, jitter, regularity) => {
  const found = intervals(times)
  expect(found.interval_mean).toBeCloseTo(mean, 9)
  expect(found.interval_median).toBeCloseTo(median, 9)
  expect(found.interval_sd).toBeCloseTo(deviation, 9)
  expect(found.cv).toBeCloseTo(jitter, 9)
  expect(found.jitter).toBe(found.cv)
  expect(found.regularity).toBe(regularity)
})

test('one time has no interval, the same time over again no jitter', () => {
  expect(intervals([5])).toMatchObject({ interval_mean: null, interval_median: null, jitter: null, regularity: null })
  expect(intervals([5, 5, 5])).toMatchObject({ interval_mean: 0, interval_median: 0, interval_sd: 0, jitter: null })
})
