import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { ATTACKS } from './testing/attack-scenes.ts'
import { BENIGN } from './testing/benign-scenes.ts'
import { SCANS } from './testing/scan-scenes.ts'
import type { Scene } from './testing/scene.ts'

/** Rows of the document's table of what we made: the capture, and what should have fired at medium and above. */
const DOCUMENT = readFileSync(fileURLToPath(new URL('detections/labelled-captures.md', import.meta.url)), 'utf8')
const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map(
  [...DOCUMENT.matchAll(/^\| `([^`]+)` *\| ([^|]*?) *\|/gm)].map(([, name, fires]) => [
    name,
    fires === '–' ? [] : fires.trim().split(', '),
  ]),
)

async function findingsOf(make: () => Scene) {
  const engine = new Engine()
  await engine.open([make().file('scene.pcap')])
  await engine.whenRead()
  const findings = await engine.findings()
  return { engine, findings }
}

describe.each([
  ['scans', SCANS],
  ['attacks', ATTACKS],
  ['benign', BENIGN],
])('%s', (_, scenes) => {
  test.each(Object.entries(scenes))('%s', async (name, make) => {
    const { engine, findings } = await findingsOf(make)
    const serious = findings.filter(({ severity }) => severity !== 'info' && severity !== 'low')
    expect(serious.map(({ severity, detection }) => `${detection} ${severity}`)).toEqual(EXPECTED.get(name))
    for (const { detection, evidence } of findings) {
      expect([detection, evidence]).not.toEqual([detection, ''])
      await engine.readFields(evidence)
      expect([detection, engine.status({ expression: evidence }).frames]).not.toEqual([detection, 0])
    }
  })
})

test('nothing benign fires at high', async () => {
  for (const [name, make] of Object.entries(BENIGN)) {
    const { findings } = await findingsOf(make)
    expect([name, findings.filter(({ severity }) => severity === 'high' || severity === 'critical')]).toEqual([
      name,
      [],
    ])
  }
})

test('the document has a row of each capture and of nothing else', () => {
  const made = [SCANS, ATTACKS, BENIGN].flatMap((scenes) => Object.keys(scenes))
  expect([...EXPECTED.keys()].sort()).toEqual(made.sort())
})
