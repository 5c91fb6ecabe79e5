import { beforeEach, expect, test } from 'vitest'
import type { Finding } from '../engine/detections/detection.ts'
import { choicesOf, findingKey, setKnown, setThreshold, useFindingChoices } from './finding-choices.ts'

const finding: Finding = {
  detection: 'port-scan-vertical',
  severity: 'high',
  confidence: 'certain',
  title: '10.0.0.5 tried 20 TCP ports of 10.0.0.9',
  src: ['10.0.0.5'],
  dst: ['10.0.0.9'],
  count: 20,
  first: null,
  last: null,
  evidence: 'tcp',
  why: {},
}

beforeEach(() => useFindingChoices.setState({ known: [], thresholds: {} }))

test('a finding is known by its content, not by its numbers', () => {
  setKnown(finding, true)
  const later = {
    ...finding,
    evidence: 'tcp and ts >= 1700000000.5 and ts <= 1700000001.000000000',
    count: 33,
    title: '10.0.0.5 tried 33 TCP ports of 10.0.0.9',
  }
  expect(useFindingChoices.getState().known).toEqual([findingKey(later)])
  expect(findingKey({ ...finding, dst: ['10.0.0.8'] })).not.toBe(findingKey(finding))
  expect(findingKey({ ...finding, detection: 'half-open-scan' })).not.toBe(findingKey(finding))
  // two domains of one tunnel's client are two findings
  expect(findingKey({ ...finding, evidence: 'udp' })).not.toBe(findingKey(finding))
  setKnown(later, false)
  expect(useFindingChoices.getState().known).toEqual([])
})

test('thresholds are kept by detection and name; the default leaves nothing behind', () => {
  setThreshold('a', 'ports', 5)
  setThreshold('a', 'window', 60)
  setThreshold('__proto__', 'ports', 7)
  expect(JSON.stringify(useFindingChoices.getState().thresholds)).toBe(
    '{"a":{"ports":5,"window":60},"__proto__":{"ports":7}}',
  )
  setThreshold('a', 'ports', null)
  setThreshold('a', 'window', null)
  setThreshold('__proto__', 'ports', null)
  expect(useFindingChoices.getState().thresholds).toEqual({})
})

test('what somebody else wrote into the browser is taken as far as it has the form', () => {
  expect(
    choicesOf('{"known": ["x", 1, null], "thresholds": {"a": {"ports": 5, "window": "60"}, "b": 3, "c": {}}}'),
  ).toEqual({
    known: ['x'],
    thresholds: { a: { ports: 5 } },
  })
  expect(choicesOf('[]')).toEqual({ known: [], thresholds: {} })
  expect(() => choicesOf('{')).toThrow(SyntaxError)
})
