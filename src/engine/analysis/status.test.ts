import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { selectedInTimeRange } from './selection.ts'
import { status } from './status.ts'

const open = {
  files: [{ name: 'a.pcap', size: 10, format: 'pcap' }],
  comments: ['a comment'],
  linkTypeName: (linkType: number) => `type ${linkType}`,
}
const tables = tablesFromText(`
  5.0   100 eth:ip:tcp                10.0.0.5:4000>192.0.2.1:443
  2.5  1500 eth:ip:tcp                192.0.2.1:443>10.0.0.5:4000 captured=96
  7.25   60 eth:ip:udp:_ws.malformed  10.0.0.5:4000>192.0.2.1:53
`)

test('totals, earliest and latest time, what is wrong', () => {
  expect(status(tables, null, open)).toEqual({
    frames: 3,
    bytes: 1660,
    caplen: 256,
    first_epoch: '1700000002.500000000',
    last_epoch: '1700000007.250000000',
    duration: 4.75,
    files: open.files,
    link_types: [{ number: 1, name: 'type 1', frames: 3 }],
    cut_frames: 1,
    malformed_frames: 1,
    records: 0,
    logs: [],
    sessions: 2,
    drops: null,
    warnings: [],
    comments: ['a comment'],
  })
})

test('of a selection', () => {
  const range = selectedInTimeRange(tables, { from: 1700000003, to: 1700000006 })
  expect(status(tables, range, open)).toMatchObject({
    frames: 1,
    bytes: 100,
    first_epoch: '1700000005.000000000',
    duration: 0,
    cut_frames: 0,
    malformed_frames: 0,
    sessions: 1,
    link_types: [{ frames: 1 }],
  })
})

test('nothing read', () => {
  expect(status(tablesFromText(''), null, open)).toMatchObject({
    frames: 0,
    first_epoch: null,
    last_epoch: null,
    duration: 0,
    sessions: 0,
  })
})

test('drops are summed where an interface tells them', () => {
  const two = tablesFromText('')
  two.sources[0].drops = 3
  two.sources.push({
    file: 'b',
    fileNumber: 1,
    linkType: 101,
    snapLength: 0,
    precision: 9,
    interfaceName: null,
    drops: null,
  })
  expect(status(two, null, open).drops).toBe(3)
})
