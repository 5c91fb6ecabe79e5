import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import type { Detection, Found, Severity } from './detection.ts'
import { detectionRegistry } from './detection-registry.ts'
import { allFindings, describeDetections, runDetections } from './run-detections.ts'

const tables = tablesFromText('0 60 ip:tcp 10.0.0.1:4000>10.0.0.2:80')

const found = (severity: Severity, count: number): Found => ({
  severity,
  confidence: 'likely',
  title: `${severity} ${count}`,
  src: Array.from({ length: 300 }, (_, i) => `10.0.0.${i}`),
  dst: [],
  count,
  first: null,
  last: null,
  evidence: 'tcp',
  why: {},
})

const detection = (id: string, all: Found[], rest: Partial<Detection> = {}): Detection => ({
  ...detectionRegistry[0],
  id,
  needs: [],
  thresholds: {},
  detect: () => all,
  ...rest,
})

const run = (detections: Detection[], thresholds: Record<string, Record<string, number>> = {}) => {
  const steps = runDetections(tables, null, { thresholds }, detections)
  const progress: string[] = []
  for (;;) {
    const step = steps.next()
    if (step.done === true) return { findings: step.value, progress }
    progress.push(`${step.value.done}/${step.value.all}`)
  }
}

test('the worst detection comes first with all of its findings, those in order of severity and size', () => {
  const { findings, progress } = run([
    detection('a', [found('low', 9), found('medium', 1)]),
    detection('b', [found('low', 1), found('high', 1), found('high', 7)]),
    detection('c', []),
  ])
  expect(findings.map((one) => `${one.detection} ${one.title}`)).toEqual([
    'b high 7',
    'b high 1',
    'b low 1',
    'a medium 1',
    'a low 9',
  ])
  expect(progress).toEqual(['0/3', '1/3', '2/3'])
  expect(findings[0].src).toHaveLength(200)
})

test('a check that lacks what it needs does not run', () => {
  const blind = detection('a', [found('low', 1)], { needs: ['sessions', 'certificates'] })
  expect(run([blind]).findings).toEqual([])
  expect(run([{ ...blind, needs: ['sessions', 'packets'] }]).findings).toHaveLength(1)
})

test('thresholds: what a person set, within bounds; the default for the rest', () => {
  const seen: Record<string, number>[] = []
  const asked = detection('a', [], {
    thresholds: {
      ports: { meaning: '', unit: '', default: 15, min: 3, max: 100 },
      hosts: { meaning: '', unit: '', default: 5, min: 1, max: 9 },
    },
    detect: (_, __, thresholds) => {
      seen.push(thresholds)
      return []
    },
  })
  for (const ports of [50, 1, 1000, Number.NaN]) run([asked], { a: { ports }, b: { hosts: 2 } })
  run([asked], { a: { constructor: 1 } })
  expect(seen).toEqual([50, 3, 100, 15, 15].map((ports) => ({ ports, hosts: 5 })))
})

test('more findings than anybody reads are counted in the last', () => {
  const { findings } = run([
    detection(
      'a',
      Array.from({ length: 503 }, (_, i) => found('low', i)),
    ),
  ])
  expect(findings).toHaveLength(501)
  // the three smallest: 0 + 1 + 2
  expect(findings[500]).toMatchObject({ title: '3 more of these are not listed', count: 3, evidence: '' })
})

test('every check says what it is', () => {
  const all = describeDetections(tables)
  expect(all.map(({ id }) => id)).toEqual(detectionRegistry.map(({ id }) => id))
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, title, meaning, counts, falsePositives, blindSpots, thresholds } of all) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const text of [title, meaning, counts, falsePositives, blindSpots]) expect(text).not.toBe('')
    for (const { min, max, default: standard } of Object.values(thresholds)) {
      expect(standard).toBeGreaterThanOrEqual(min)
      expect(standard).toBeLessThanOrEqual(max)
    }
  }
  expect(allFindings(tables, null, {})).toEqual([])
})
