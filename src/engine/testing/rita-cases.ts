/**
 * Inputs of RITA v5's own tests with the values they assert (analysis/beacons_test.go and analysis_test.go at a3c5150):
 * numbers and arrays only. `expected` null: RITA answers an error. Scores within 0.001.
 */
export type RitaCase<G, E> = { given: G; expected: E | null }

export const beaconScoreCases: readonly RitaCase<{ scores: number[]; weights: number[] }, number>[] = [
  { given: { scores: [0.8, 0.7, 0.6, 0.5], weights: [0.2, 0.2, 0.3, 0.3] }, expected: 0.63 },
  { given: { scores: [1, 1, 1, 1], weights: [0.25, 0.25, 0.25, 0.25] }, expected: 1 },
  { given: { scores: [1, 1, 1, 1], weights: [0.1, 0.2, 0.3, 0.4] }, expected: 1 },
  { given: { scores: [0.1, 0.2, 0.3, 0.4], weights: [0.25, 0.25, 0.25, 0.25] }, expected: 0.25 },
  { given: { scores: [0.1, 0.2, 0.3, 0.4], weights: [0.1, 0.2, 0.3, 0.4] }, expected: 0.3 },
  { given: { scores: [0.111, 0.222, 0.333, 0.444], weights: [0.173, 0.325, 0.299, 0.203] }, expected: 0.281 },
  { given: { scores: [0.1001, 0.1002, 0.1003, 0.1004], weights: [0.249, 0.251, 0.25, 0.25] }, expected: 0.10025 },
  { given: { scores: [0.25, 1, 1, 1], weights: [1, 0, 0, 0] }, expected: 0.25 },
  { given: { scores: [-0.1, 0.5, 0.5, 0.5], weights: [0.25, 0.25, 0.25, 0.25] }, expected: null },
  { given: { scores: [1.1, 0.5, 0.5, 0.5], weights: [0.25, 0.25, 0.25, 0.25] }, expected: null },
  { given: { scores: [0.5, 0.5, 0.5, 0.5], weights: [-0.1, 0.25, 0.25, 0.25] }, expected: null },
  { given: { scores: [0.5, 0.5, 0.5, 0.5], weights: [1.1, 0.25, 0.25, 0.25] }, expected: null },
  { given: { scores: [0.5, 0.5, 0.5, 0.5], weights: [0.3, 0.3, 0.3, 0.3] }, expected: null },
  { given: { scores: [0.5, 0.5, 0.5, 0.5], weights: [0.3, 0.3, 0.2, 0.1] }, expected: null },
  { given: { scores: [0.5, 0.5, 0.5, 0.5], weights: [0.3, 0.3, 0.3, 0.2] }, expected: null },
]

export const timestampScoreCases: readonly RitaCase<
  number[],
  { score: number; skew: number; mad: number; values: number[]; counts: number[]; mode: number; modeCount: number }
>[] = [
  {
    given: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    expected: { score: 1, skew: 0, mad: 0, values: [1], counts: [9], mode: 1, modeCount: 9 },
  },
  {
    given: [
      1517338924, 1517338984, 1517339044, 1517339104, 1517339164, 1517339224, 1517339284, 1517339344, 1517339404,
      1517339464,
    ],
    expected: { score: 1, skew: 0, mad: 0, values: [60], counts: [9], mode: 60, modeCount: 9 },
  },
  {
    given: [
      1517338924, 1517339022, 1517339121, 1517339220, 1517339320, 1517339420, 1517339520, 1517339621, 1517339722,
      1517339824,
    ],
    expected: {
      score: 0.995,
      skew: 0,
      mad: 1,
      values: [98, 99, 100, 101, 102],
      counts: [1, 2, 3, 2, 1],
      mode: 100,
      modeCount: 3,
    },
  },
  {
    given: [
      1517338924, 1517339022, 1517339322, 1517339420, 1517339720, 1517339818, 1517340118, 1517340216, 1517340516,
      1517340614, 1517340914,
    ],
    expected: { score: 0.746, skew: 0, mad: 101, values: [98, 300], counts: [5, 5], mode: 98, modeCount: 5 },
  },
  {
    given: [
      1517338924, 1517338925, 1517339224, 1517339249, 1517344224, 1517344314, 1517344316, 1517344358, 1517344858,
      1517346358,
    ],
    expected: {
      score: 0.083,
      skew: 0.845,
      mad: 89,
      values: [1, 2, 25, 42, 90, 299, 500, 1500, 4975],
      counts: [1, 1, 1, 1, 1, 1, 1, 1, 1],
      mode: 1,
      modeCount: 1,
    },
  },
  { given: [60, 60, 60, 60, 60, 60, 60, 60, 60], expected: null },
  { given: [1517338924, 1517338925], expected: null },
  { given: [], expected: null },
]

export const dataSizeScoreCases: readonly RitaCase<
  number[],
  { score: number; skew: number; mad: number; values: number[]; counts: number[]; mode: number; modeCount: number }
>[] = [
  {
    given: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    expected: {
      score: 0.773,
      skew: 0,
      mad: 2.5,
      values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      counts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      mode: 1,
      modeCount: 1,
    },
  },
  {
    given: [60, 60, 60, 60, 60, 60, 60, 60, 60],
    expected: { score: 1, skew: 0, mad: 0, values: [60], counts: [9], mode: 60, modeCount: 9 },
  },
  {
    given: [98, 99, 99, 100, 100, 100, 101, 101, 102],
    expected: {
      score: 0.995,
      skew: 0,
      mad: 1,
      values: [98, 99, 100, 101, 102],
      counts: [1, 2, 3, 2, 1],
      mode: 100,
      modeCount: 3,
    },
  },
  {
    given: [524885, 1, 5000, 98654, 50, 41, 965842, 3],
    expected: {
      score: 0.008,
      skew: 0.984,
      mad: 2523,
      values: [1, 3, 41, 50, 5000, 98654, 524885, 965842],
      counts: [1, 1, 1, 1, 1, 1, 1, 1],
      mode: 1,
      modeCount: 1,
    },
  },
  {
    given: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    expected: { score: 0.5, skew: 0, mad: 0, values: [0], counts: [10], mode: 0, modeCount: 10 },
  },
  { given: [100, 200], expected: null },
  { given: [], expected: null },
]

export const regularityCases: readonly RitaCase<
  { values: number[]; defaultMadScore: number },
  { score: number; skew: number; mad: number }
>[] = [
  {
    given: { values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], defaultMadScore: 0 },
    expected: { score: 0.773, skew: 0, mad: 2.5 },
  },
  {
    given: { values: [60, 60, 60, 60, 60, 60, 60, 60, 60], defaultMadScore: 0 },
    expected: { score: 1, skew: 0, mad: 0 },
  },
  {
    given: { values: [98, 99, 99, 100, 100, 100, 101, 101, 102], defaultMadScore: 0 },
    expected: { score: 0.995, skew: 0, mad: 1 },
  },
  {
    given: { values: [1, 299, 25, 4975, 90, 2, 42, 500, 1500], defaultMadScore: 1 },
    expected: { score: 0.083, skew: 0.845, mad: 89 },
  },
  {
    given: { values: [524885, 1, 5000, 98654, 50, 41, 965842, 3], defaultMadScore: 0 },
    expected: { score: 0.009, skew: 0.983, mad: 2523 },
  },
  { given: { values: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], defaultMadScore: 0 }, expected: { score: 0.5, skew: 0, mad: 0 } },
  { given: { values: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], defaultMadScore: 1 }, expected: { score: 1, skew: 0, mad: 0 } },
  {
    given: { values: [-1, -2, -3, -4, -5, -6, -7, -8, -9, -10], defaultMadScore: 0 },
    expected: { score: 0.5, skew: 0, mad: 2.5 },
  },
  { given: { values: [7, 8, 7, 8, 7, 8, 7, 8, 7], defaultMadScore: 1 }, expected: { score: 1, skew: 0, mad: 0 } },
  { given: { values: [1, 1, 2, 2, 2, 2], defaultMadScore: 1 }, expected: { score: 1, skew: 0, mad: 0 } },
  { given: { values: [], defaultMadScore: 0 }, expected: null },
]

export const durationScoreCases: readonly RitaCase<
  {
    windowStart: number
    windowEnd: number
    first: number
    last: number
    bars: number
    longestRun: number
    leastBars: number
    idealRun: number
  },
  { coverage: number; consistency: number; score: number }
>[] = [
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517338924,
      last: 1517425324,
      bars: 24,
      longestRun: 24,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 1, consistency: 1, score: 1 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517338924,
      last: 1517425324,
      bars: 6,
      longestRun: 0,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 1, consistency: 0, score: 1 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517382124,
      last: 1517425324,
      bars: 6,
      longestRun: 0,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.5, consistency: 0, score: 0.5 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517338924,
      last: 1517382124,
      bars: 6,
      longestRun: 0,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.5, consistency: 0, score: 0.5 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517360524,
      last: 1517425324,
      bars: 6,
      longestRun: 0,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.75, consistency: 0, score: 0.75 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517382124,
      last: 1517425324,
      bars: 12,
      longestRun: 12,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.5, consistency: 1, score: 1 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517382124,
      last: 1517403724,
      bars: 6,
      longestRun: 6,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.25, consistency: 0.5, score: 0.5 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517360524,
      last: 1517403724,
      bars: 12,
      longestRun: 6,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0.5, consistency: 0.5, score: 0.5 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517360524,
      last: 1517403724,
      bars: 3,
      longestRun: 1,
      leastBars: 6,
      idealRun: 12,
    },
    expected: { coverage: 0, consistency: 0, score: 0 },
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517338924,
      last: 1517425324,
      bars: 12,
      longestRun: 6,
      leastBars: 6,
      idealRun: 0,
    },
    expected: null,
  },
  {
    given: {
      windowStart: 1517338924,
      windowEnd: 1517425324,
      first: 1517338924,
      last: 1517425324,
      bars: 12,
      longestRun: 6,
      leastBars: 0,
      idealRun: 12,
    },
    expected: null,
  },
  {
    given: { windowStart: 1, windowEnd: 0, first: 0, last: 1, bars: 6, longestRun: 12, leastBars: 0, idealRun: 0 },
    expected: null,
  },
  {
    given: { windowStart: 0, windowEnd: 1, first: 1, last: 0, bars: 6, longestRun: 12, leastBars: 0, idealRun: 0 },
    expected: null,
  },
]

export const histogramScoreCases: readonly RitaCase<
  {
    start: number
    end: number
    times: number[]
    sensitivity: number
    outliers: number
    leastBars: number
    bins: number
  },
  { histogram: number[]; groups: Record<number, number>; bars: number; longestRun: number; score: number }
>[] = [
  {
    given: {
      start: 1,
      end: 11,
      times: [
        1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 9,
        9, 9, 9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
      ],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 6,
      bins: 10,
    },
    expected: {
      histogram: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      groups: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1 },
      bars: 10,
      longestRun: 10,
      score: 0.478,
    },
  },
  {
    given: {
      start: 1517338924,
      end: 1517425324,
      times: [
        1517338924, 1517342524, 1517346124, 1517349724, 1517353324, 1517356924, 1517360524, 1517364124, 1517367724,
        1517371324, 1517374924, 1517378524, 1517382124, 1517385724, 1517389324, 1517392924, 1517396524, 1517400124,
        1517403724, 1517407324, 1517410924, 1517414524, 1517418124, 1517421724,
      ],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 11,
      bins: 24,
    },
    expected: {
      histogram: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      groups: { 1: 24 },
      bars: 24,
      longestRun: 24,
      score: 1,
    },
  },
  {
    given: {
      start: 98,
      end: 102,
      times: [98, 99, 99, 100, 100, 100, 101, 101, 102],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 6,
      bins: 8,
    },
    expected: {
      histogram: [1, 0, 2, 0, 3, 0, 2, 1],
      groups: { 1: 2, 2: 2, 3: 1 },
      bars: 5,
      longestRun: 3,
      score: 0.064,
    },
  },
  {
    given: {
      start: 0,
      end: 1000000,
      times: [524885, 1, 5000, 98654, 50, 41, 965842, 3, 12001, 200400, 104001, 199999],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 6,
      bins: 10,
    },
    expected: {
      histogram: [7, 2, 1, 0, 0, 1, 0, 0, 0, 1],
      groups: { 1: 3, 2: 1, 7: 1 },
      bars: 5,
      longestRun: 4,
      score: 0,
    },
  },
  {
    given: {
      start: 0,
      end: 100,
      times: [1, 2, 3, 4, 15, 21, 22, 23, 24, 35, 41, 42, 43, 44, 55, 61, 62, 63, 64, 75, 81, 82, 83, 84, 95],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 6,
      bins: 10,
    },
    expected: { histogram: [4, 1, 4, 1, 4, 1, 4, 1, 4, 1], groups: { 1: 5, 4: 5 }, bars: 10, longestRun: 10, score: 1 },
  },
  {
    given: {
      start: 0,
      end: 250,
      times: [10, 20, 100, 110, 110, 220],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 6,
      bins: 5,
    },
    expected: { histogram: [2, 0, 3, 0, 1], groups: { 1: 1, 2: 1, 3: 1 }, bars: 3, longestRun: 2, score: 0.028 },
  },
  {
    given: {
      start: 1517338924,
      end: 1517425324,
      times: [
        1517338924, 1517338984, 1517339044, 1517339104, 1517339164, 1517339224, 1517339284, 1517339344, 1517339404,
        1517339464,
      ],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 11,
      bins: 24,
    },
    expected: {
      histogram: [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      groups: { 10: 1 },
      bars: 1,
      longestRun: 1,
      score: 0,
    },
  },
  {
    given: {
      start: 1517338924,
      end: 1517425324,
      times: [
        1517338924, 1517338984, 1517339044, 1517339104, 1517339164, 1517339224, 1517339284, 1517339344, 1517339404,
        1517339464,
      ],
      sensitivity: 0.05,
      outliers: 1,
      leastBars: 1,
      bins: 24,
    },
    expected: {
      histogram: [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      groups: { 10: 1 },
      bars: 1,
      longestRun: 1,
      score: 0,
    },
  },
  { given: { start: 0, end: 10, times: [], sensitivity: 0, outliers: 0, leastBars: 0, bins: 0 }, expected: null },
  {
    given: {
      start: 1,
      end: 0,
      times: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      sensitivity: 0,
      outliers: 0,
      leastBars: 0,
      bins: 0,
    },
    expected: null,
  },
  {
    given: {
      start: 1,
      end: 1,
      times: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      sensitivity: 0,
      outliers: 0,
      leastBars: 0,
      bins: 0,
    },
    expected: null,
  },
]

export const bowleySkewnessCases: readonly RitaCase<number[], { skewness: number; score: number }>[] = [
  { given: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], expected: { skewness: 0, score: 1 } },
  { given: [60, 60, 60, 60, 60, 60, 60, 60, 60], expected: { skewness: 0, score: 1 } },
  { given: [98, 99, 99, 100, 100, 100, 101, 101, 102], expected: { skewness: 0, score: 1 } },
  { given: [1, 2, 25, 42, 90, 299, 500, 1500, 4975], expected: { skewness: 0.845, score: 0.155 } },
  { given: [1, 299, 25, 4975, 90, 2, 42, 500, 1500], expected: { skewness: 0.845, score: 0.155 } },
  { given: [524885, 1, 5000, 98654, 50, 41, 965842, 3], expected: { skewness: 0.983, score: 0.017 } },
  { given: [7, 8, 7, 8, 7, 8, 7, 8, 7], expected: { skewness: 0, score: 1 } },
  { given: [1, 1, 2, 2, 2, 2], expected: { skewness: 0, score: 1 } },
  { given: [7.7, 6.6, 4.4, 1.1, 5.5, 3.3, 2.2], expected: { skewness: 0, score: 1 } },
  { given: [], expected: null },
  { given: [1, 2], expected: null },
]

export const medianAbsoluteDeviationCases: readonly RitaCase<
  { values: number[]; defaultScore: number },
  { mad: number; score: number }
>[] = [
  { given: { values: [1, 2, 2, 3, 3, 3, 4, 5, 5], defaultScore: 1 }, expected: { mad: 1, score: 0.6667 } },
  { given: { values: [11, 12, 12, 14, 15, 16], defaultScore: 1 }, expected: { mad: 1.5, score: 0.8846 } },
  {
    given: { values: [1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5500], defaultScore: 1 },
    expected: { mad: 1250, score: 0.6154 },
  },
  {
    given: { values: [4000, 2500, 2000, 1500, 5500, 3500, 1000, 4500, 5000, 3000], defaultScore: 1 },
    expected: { mad: 1250, score: 0.6154 },
  },
  { given: { values: [], defaultScore: 1 }, expected: null },
]

export const distinctCountsCases: readonly RitaCase<
  number[],
  { distinct: number[]; counts: number[]; mode: number; modeCount: number }
>[] = [
  {
    given: [1, 2, 2, 3, 3, 3, 4, 5, 5],
    expected: { distinct: [1, 2, 3, 4, 5], counts: [1, 2, 3, 1, 2], mode: 3, modeCount: 3 },
  },
  {
    given: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    expected: {
      distinct: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      counts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      mode: 1,
      modeCount: 1,
    },
  },
  {
    given: [1517338924, 1517338924, 1517338924, 1609459200, 1609459200, 1612137600, 1612137600],
    expected: { distinct: [1517338924, 1609459200, 1612137600], counts: [3, 2, 2], mode: 1517338924, modeCount: 3 },
  },
  {
    given: [3.3, 2.2, 4.4, 1.1, 5.5, 3.3, 2.2],
    expected: { distinct: [1, 2, 3, 4, 5], counts: [1, 2, 2, 1, 1], mode: 2, modeCount: 2 },
  },
  { given: [], expected: null },
  { given: [1], expected: null },
]

export const histogramEdgesCases: readonly RitaCase<{ start: number; end: number; bins: number }, number[]>[] = [
  { given: { start: 0, end: 10, bins: 2 }, expected: [0, 5, 10] },
  { given: { start: 0, end: 100, bins: 5 }, expected: [0, 20, 40, 60, 80, 100] },
  {
    given: { start: 0, end: 24, bins: 24 },
    expected: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  },
  {
    given: { start: 0, end: 10, bins: 24 },
    expected: [
      0, 0.4167, 0.8333, 1.25, 1.6667, 2.0833, 2.5, 2.9167, 3.3333, 3.75, 4.1667, 4.5833, 5, 5.4167, 5.8333, 6.25,
      6.6667, 7.0833, 7.5, 7.9167, 8.3333, 8.75, 9.1667, 9.5833, 10,
    ],
  },
  {
    given: { start: 1517336042, end: 1517422440, bins: 24 },
    expected: [
      1517336042, 1517339641.9167, 1517343241.8334, 1517346841.7501, 1517350441.6668, 1517354041.5835, 1517357641.5002,
      1517361241.4169, 1517364841.3336, 1517368441.2503, 1517372041.167, 1517375641.0837, 1517379241.0004,
      1517382840.9171, 1517386440.8338, 1517390040.7505, 1517393640.6672, 1517397240.5839, 1517400840.5006,
      1517404440.4173, 1517408040.334, 1517411640.2507, 1517415240.1674, 1517418840.0841, 1517422440,
    ],
  },
  { given: { start: 0, end: 100, bins: 0 }, expected: null },
  { given: { start: 10, end: 5, bins: 5 }, expected: null },
  { given: { start: 0, end: 0, bins: 5 }, expected: null },
]

export const createHistogramCases: readonly RitaCase<
  { edges: number[]; times: number[]; sensitivity: number },
  { histogram: number[]; groups: Record<number, number>; bars: number; longestRun: number }
>[] = [
  {
    given: { edges: [0, 10, 20, 30], times: [1, 5, 11, 15, 21, 25], sensitivity: 0.05 },
    expected: { histogram: [2, 2, 2], groups: { 2: 3 }, bars: 3, longestRun: 3 },
  },
  {
    given: { edges: [0, 100, 200], times: [10, 20, 30, 40], sensitivity: 0.05 },
    expected: { histogram: [4, 0], groups: { 4: 1 }, bars: 1, longestRun: 1 },
  },
  {
    given: { edges: [0, 100], times: [10, 20, 30, 40, 50], sensitivity: 0.05 },
    expected: { histogram: [5], groups: { 5: 1 }, bars: 1, longestRun: 1 },
  },
  {
    given: { edges: [0, 50, 100, 150, 200, 250], times: [10, 20, 100, 110, 110, 220], sensitivity: 0.05 },
    expected: { histogram: [2, 0, 3, 0, 1], groups: { 1: 1, 2: 1, 3: 1 }, bars: 3, longestRun: 2 },
  },
  {
    given: {
      edges: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
      times: [1, 2, 3, 4, 15, 21, 22, 23, 24, 35, 41, 42, 43, 44, 55, 61, 62, 63, 64, 75, 81, 82, 83, 84, 95],
      sensitivity: 0.05,
    },
    expected: { histogram: [4, 1, 4, 1, 4, 1, 4, 1, 4, 1], groups: { 1: 5, 4: 5 }, bars: 10, longestRun: 10 },
  },
  {
    given: {
      edges: [98, 98.5, 99, 99.5, 100, 100.5, 101, 101.5, 102],
      times: [98, 99, 99, 100, 100, 100, 101, 101, 102],
      sensitivity: 0.05,
    },
    expected: { histogram: [1, 0, 2, 0, 3, 0, 2, 1], groups: { 1: 2, 2: 2, 3: 1 }, bars: 5, longestRun: 3 },
  },
  {
    given: {
      edges: [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
      times: [
        10, 15, 20, 25, 30, 35, 40, 45, 50, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155, 210, 215, 220, 225, 230,
        235, 240, 245, 250, 255, 260, 300, 305, 330, 335, 337, 339, 343, 349, 380, 399, 400, 404, 424, 434, 437, 439,
        443, 449, 480, 495, 499, 510, 515, 520, 525, 530, 535, 540, 545, 550, 610, 615, 620, 625, 630, 635, 640, 645,
        650, 655, 710, 715, 720, 725, 730, 735, 740, 745, 750, 755, 760, 810, 815, 820, 825, 830, 835, 840, 845, 850,
        855, 900, 910, 920, 930, 940, 960, 970, 980, 990,
      ],
      sensitivity: 0.2,
    },
    expected: { histogram: [9, 10, 11, 10, 11, 9, 10, 11, 10, 9], groups: { 9: 10 }, bars: 10, longestRun: 10 },
  },
  {
    given: {
      edges: [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
      times: [
        10, 15, 20, 25, 30, 35, 40, 45, 50, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155, 210, 215, 220, 225, 230,
        235, 240, 245, 250, 255, 260, 300, 305, 330, 335, 337, 339, 343, 349, 380, 399, 400, 404, 424, 434, 437, 439,
        443, 449, 480, 495, 499, 510, 515, 520, 525, 530, 535, 540, 545, 550, 610, 615, 620, 625, 630, 635, 640, 645,
        650, 655, 710, 715, 720, 725, 730, 735, 740, 745, 750, 755, 760, 810, 815, 820, 825, 830, 835, 840, 845, 850,
        855, 900, 910, 920, 930, 940, 960, 970, 980, 990,
      ],
      sensitivity: 0.05,
    },
    expected: {
      histogram: [9, 10, 11, 10, 11, 9, 10, 11, 10, 9],
      groups: { 9: 3, 10: 4, 11: 3 },
      bars: 10,
      longestRun: 10,
    },
  },
  {
    given: {
      edges: [
        0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900,
        2000,
      ],
      times: [
        10, 15, 20, 25, 30, 35, 40, 45, 50, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155, 210, 215, 220, 225, 230,
        235, 240, 245, 250, 255, 260, 300, 305, 330, 335, 337, 339, 343, 349, 380, 399, 400, 404, 424, 434, 437, 439,
        443, 449, 480, 495, 499, 510, 515, 520, 525, 530, 535, 540, 545, 550, 610, 615, 620, 625, 630, 635, 640, 645,
        650, 655, 710, 715, 720, 725, 730, 735, 740, 745, 750, 755, 760, 810, 815, 820, 825, 830, 835, 840, 845, 850,
        855, 900, 910, 920, 930, 940, 960, 970, 980, 990, 1010, 1011, 1055, 1110, 1155, 1210, 1260, 1270, 1300, 1330,
        1404, 1440, 1445, 1550, 1560, 1600, 1650, 1660, 1770, 1780, 1880, 1890, 1899, 1999, 2000,
      ],
      sensitivity: 0.3,
    },
    expected: {
      histogram: [9, 10, 11, 10, 11, 9, 10, 11, 10, 9, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2],
      groups: { 0: 10, 8: 10 },
      bars: 20,
      longestRun: 20,
    },
  },
  {
    given: {
      edges: [
        0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900,
        2000,
      ],
      times: [
        10, 15, 20, 25, 30, 35, 40, 45, 50, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155, 210, 215, 220, 225, 230,
        235, 240, 245, 250, 255, 260, 300, 305, 330, 335, 337, 339, 343, 349, 380, 399, 400, 404, 424, 434, 437, 439,
        443, 449, 480, 495, 499, 510, 515, 520, 525, 530, 535, 540, 545, 550, 610, 615, 620, 625, 630, 635, 640, 645,
        650, 655, 710, 715, 720, 725, 730, 735, 740, 745, 750, 755, 760, 810, 815, 820, 825, 830, 835, 840, 845, 850,
        855, 900, 910, 920, 930, 940, 960, 970, 980, 990, 1010, 1011, 1055, 1110, 1155, 1210, 1260, 1270, 1300, 1330,
        1404, 1440, 1445, 1550, 1560, 1600, 1650, 1660, 1770, 1780, 1880, 1890, 1899, 1999, 2000,
      ],
      sensitivity: 0.05,
    },
    expected: {
      histogram: [9, 10, 11, 10, 11, 9, 10, 11, 10, 9, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2],
      groups: { 9: 3, 10: 4, 11: 3, 2: 5, 3: 5 },
      bars: 20,
      longestRun: 20,
    },
  },
  {
    given: { edges: [0, 100, 200, 300, 400, 500], times: [450, 10, 30, 205, 299], sensitivity: 0.05 },
    expected: { histogram: [2, 0, 2, 0, 1], groups: { 1: 1, 2: 2 }, bars: 3, longestRun: 2 },
  },
  { given: { edges: [10], times: [15, 22, 35], sensitivity: 0.05 }, expected: null },
  { given: { edges: [10, 20, 30, 40], times: [], sensitivity: 0.05 }, expected: null },
]

export const frequencyCountsCases: readonly RitaCase<
  { histogram: number[]; sensitivity: number },
  { groups: Record<number, number>; bars: number; longestRun: number }
>[] = [
  {
    given: { histogram: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2], sensitivity: 0.05 },
    expected: { groups: { 2: 10 }, bars: 10, longestRun: 10 },
  },
  {
    given: { histogram: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], sensitivity: 0.05 },
    expected: { groups: { 2: 10, 4: 10 }, bars: 20, longestRun: 20 },
  },
  {
    given: { histogram: [2, 0, 2, 0, 2, 0, 2, 0, 2, 0], sensitivity: 0.05 },
    expected: { groups: { 2: 5 }, bars: 5, longestRun: 1 },
  },
  {
    given: { histogram: [2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 0], sensitivity: 0.05 },
    expected: { groups: { 2: 5, 4: 4 }, bars: 9, longestRun: 5 },
  },
  {
    given: { histogram: [900, 901, 899, 900, 899, 902, 900, 901], sensitivity: 0.05 },
    expected: { groups: { 874: 8 }, bars: 8, longestRun: 8 },
  },
  {
    given: { histogram: [100, 105, 100, 300, 305, 300], sensitivity: 0.1 },
    expected: { groups: { 93: 3, 279: 3 }, bars: 6, longestRun: 6 },
  },
  {
    given: { histogram: [100, 105, 100, 300, 305, 300, 500, 505, 500, 700, 705, 700], sensitivity: 0.1 },
    expected: { groups: { 71: 3, 284: 3, 497: 3, 639: 3 }, bars: 12, longestRun: 12 },
  },
  {
    given: {
      histogram: [100, 100, 101, 101, 102, 200, 200, 201, 201, 202, 300, 300, 301, 301, 302],
      sensitivity: 0.001,
    },
    expected: {
      groups: { 100: 2, 101: 2, 102: 1, 200: 2, 201: 2, 202: 1, 300: 2, 301: 2, 302: 1 },
      bars: 15,
      longestRun: 15,
    },
  },
  {
    given: { histogram: [100, 100, 101, 101, 102, 200, 200, 201, 201, 202, 300, 300, 301, 301, 302], sensitivity: 0.1 },
    expected: { groups: { 93: 5, 186: 5, 279: 5 }, bars: 15, longestRun: 15 },
  },
  {
    given: {
      histogram: [2002, 2000, 1999, 2005, 1990, 0, 0, 0, 0, 0, 0, 2000, 2001, 2002, 2003, 2004],
      sensitivity: 0.05,
    },
    expected: { groups: { 1919: 10 }, bars: 10, longestRun: 10 },
  },
  { given: { histogram: [], sensitivity: 0.05 }, expected: null },
]

export const cvScoreCases: readonly RitaCase<number[], number>[] = [
  { given: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], expected: 1 },
  { given: [950, 970, 990, 1010, 1030, 1050, 1070], expected: 0.96 },
  { given: [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009], expected: 0.9971406 },
  { given: [1, 5, 10, 50, 100, 500, 1000, 5000, 10000], expected: 0 },
  { given: [], expected: null },
  { given: [-5, -10, -7, -3, -8], expected: null },
  { given: [0, 0, 0, 0, 0], expected: null },
]

export const bimodalFitScoreCases: readonly RitaCase<
  { groups: Record<number, number>; bars: number; outliers: number; leastBars: number },
  number
>[] = [
  { given: { groups: { 1: 10 }, bars: 10, outliers: 1, leastBars: 10 }, expected: 1 },
  { given: { groups: { 1: 50, 2: 5 }, bars: 60, outliers: 1, leastBars: 10 }, expected: 0.932 },
  { given: { groups: { 1: 10, 2: 1 }, bars: 11, outliers: 1, leastBars: 10 }, expected: 1 },
  { given: { groups: { 1: 50, 2: 1, 3: 1 }, bars: 56, outliers: 1, leastBars: 10 }, expected: 0.927 },
  { given: { groups: { 1: 10, 2: 10 }, bars: 20, outliers: 1, leastBars: 10 }, expected: 1 },
  { given: { groups: { 1: 50, 2: 30, 3: 1, 4: 2 }, bars: 83, outliers: 1, leastBars: 10 }, expected: 0.976 },
  { given: { groups: { 1: 10, 2: 10, 3: 1 }, bars: 21, outliers: 1, leastBars: 10 }, expected: 1 },
  { given: { groups: { 1: 50, 2: 30, 3: 1, 4: 2, 5: 1 }, bars: 84, outliers: 1, leastBars: 10 }, expected: 0.964 },
  { given: { groups: { 1: 2, 2: 3 }, bars: 5, outliers: 1, leastBars: 11 }, expected: 0 },
  { given: { groups: { 1: 1, 2: 1 }, bars: 2, outliers: 1, leastBars: 2 }, expected: 0 },
  { given: { groups: { 1: 2, 2: 3 }, bars: 0, outliers: 1, leastBars: 11 }, expected: null },
  { given: { groups: {}, bars: 20, outliers: 1, leastBars: 11 }, expected: null },
]

export const bucketedScoreCases: readonly RitaCase<
  { value: number; base: number; low: number; medium: number; high: number },
  { score: number; tolerance: number }
>[] = [
  { given: { value: 49, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0, tolerance: 1e-5 } },
  { given: { value: 50, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.2, tolerance: 0.001 } },
  { given: { value: 74, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.3995, tolerance: 0.1 } },
  { given: { value: 75, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.4, tolerance: 0.001 } },
  { given: { value: 82.5, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.5, tolerance: 0.1 } },
  { given: { value: 89, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.5995, tolerance: 0.1 } },
  { given: { value: 90, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.6, tolerance: 0.001 } },
  { given: { value: 95, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.7, tolerance: 0.1 } },
  { given: { value: 99, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.7995, tolerance: 0.1 } },
  { given: { value: 100, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.8, tolerance: 0.001 } },
  { given: { value: 200, base: 50, low: 75, medium: 90, high: 100 }, expected: { score: 0.8, tolerance: 0.001 } },
  {
    given: { value: 3599, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0, tolerance: 1e-5 },
  },
  {
    given: { value: 3600, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.2, tolerance: 0.001 },
  },
  {
    given: { value: 14399, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.3995, tolerance: 0.1 },
  },
  {
    given: { value: 14400, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.4, tolerance: 0.001 },
  },
  {
    given: { value: 21600, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.5, tolerance: 0.1 },
  },
  {
    given: { value: 28799, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.5995, tolerance: 0.1 },
  },
  {
    given: { value: 28800, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.6, tolerance: 0.001 },
  },
  {
    given: { value: 36000, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.7, tolerance: 0.1 },
  },
  {
    given: { value: 43199, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.7995, tolerance: 0.1 },
  },
  {
    given: { value: 43200, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.8, tolerance: 0.001 },
  },
  {
    given: { value: 86400, base: 3600, low: 14400, medium: 28800, high: 43200 },
    expected: { score: 0.8, tolerance: 0.001 },
  },
  { given: { value: 99, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0, tolerance: 1e-5 } },
  { given: { value: 100, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.2, tolerance: 0.001 } },
  { given: { value: 499, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.3995, tolerance: 0.1 } },
  { given: { value: 500, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.4, tolerance: 0.001 } },
  { given: { value: 650, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.5, tolerance: 0.1 } },
  { given: { value: 799, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.5995, tolerance: 0.1 } },
  { given: { value: 800, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.6, tolerance: 0.001 } },
  { given: { value: 900, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.7, tolerance: 0.1 } },
  { given: { value: 999, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.7995, tolerance: 0.1 } },
  { given: { value: 1000, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.8, tolerance: 0.001 } },
  { given: { value: 2000, base: 100, low: 500, medium: 800, high: 1000 }, expected: { score: 0.8, tolerance: 0.001 } },
  { given: { value: 0, base: 0, low: 5, medium: 10, high: 15 }, expected: { score: 0.2, tolerance: 0.0001 } },
  { given: { value: 1, base: 0, low: 5, medium: 10, high: 15 }, expected: { score: 0.24, tolerance: 1e-9 } },
]
