import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'
import { openFile } from './disk-file.ts'
import expectations from './filters.json' with { type: 'json' }

// Which frames of our samples a display filter selects, asked of tshark 4.0.17 by .scripts/record-filters.mjs.

function frames(ranges: string): number[] {
  return ranges
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first, last = first] = part.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    })
}

test.each(expectations)(
  'the frames that tshark selects of $capture',
  async ({ capture, filters }) => {
    const engine = new Engine()
    const folder = fileURLToPath(new URL('../../public/samples', import.meta.url))
    await engine.open([await openFile(join(folder, capture))])
    await engine.whenRead()
    const selected: Record<string, number[]> = {}
    const asked: Record<string, number[]> = {}
    for (const [expression, ranges] of Object.entries(filters)) {
      await engine.readFields(expression)
      const packets = await engine.packetFields({ expression, fields: ['frame.number'] })
      selected[expression] = packets.map(({ number }) => number)
      asked[expression] = frames(ranges)
    }
    expect(selected).toEqual(asked)
  },
  120_000,
)
