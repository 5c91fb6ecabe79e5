// Asks tshark which frames of the samples each display filter selects, and stores the answers beside the test that
// compares them with the Engine's: src/headless/filters.json. Needs tshark (the numbers there are those of 4.0.17).
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './terminal.mjs'

const file = join(root, 'src/headless/filters.json')
const stored = JSON.parse(readFileSync(file, 'utf8'))
for (const { capture, filters } of stored)
  for (const filter of Object.keys(filters)) {
    const options = [
      '-n',
      '-r',
      join(root, 'public/samples', capture),
      '-Y',
      filter,
      '-T',
      'fields',
      '-e',
      'frame.number',
    ]
    const out = execFileSync('tshark', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    filters[filter] = ranges(out.split('\n').filter(Boolean).map(Number))
  }
writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`)
say(`${stored.length} captures asked`)

/**
 * [1, 2, 3, 7] as '1-3,7'.
 * @param {number[]} frames
 */
function ranges(frames) {
  const parts = []
  for (let i = 0; i < frames.length; ) {
    let j = i
    while (frames[j + 1] === frames[j] + 1) j++
    parts.push(i === j ? `${frames[i]}` : `${frames[i]}-${frames[j]}`)
    i = j + 1
  }
  return parts.join(',')
}
