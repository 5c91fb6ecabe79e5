import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { selectedInTimeRange } from './selection.ts'
import { timeline } from './timeline.ts'

const text = `
  0.5  100 eth:ip:tcp             10.0.0.5:4000>192.0.2.1:443 service=tls
  1.0  500 eth:ip:tcp:tls         10.0.0.5:4000>192.0.2.1:443
  1.5  900 eth:ip:tcp:http:data   10.0.0.5:4001>192.0.2.1:80
  9.9   60 eth:ip:tcp             10.0.0.5:4002>192.0.2.1:22
  9.95  70 eth:arp
  9.96  80 eth:ip:udp:quic:(tls)  10.0.0.5:4002>192.0.2.1:443
`

test('bins of a round width from a multiple of it; most bytes first', () => {
  const found = timeline(tablesFromText(text, 1_700_000_001), null, { bins: 9 })
  expect(found).toMatchObject({ start: '1700000000.000000000', binWidth: 2, bins: 6 })
  expect(found.series.map(({ proto, packets, bytes }) => [proto, [...packets], [...bytes]])).toEqual([
    ['http', [0, 1, 0, 0, 0, 0], [0, 900, 0, 0, 0, 0]],
    ['tls', [1, 1, 0, 0, 0, 0], [100, 500, 0, 0, 0, 0]],
    ['quic', [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 80]],
    ['arp', [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 70]],
    ['tcp', [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 60]],
  ])
  expect([...found.sessions]).toEqual([1, 1, 0, 0, 0, 2])
})

test('what is beyond the series asked for is other', () => {
  const { series } = timeline(tablesFromText(text), null, { bins: 1, series: 2 })
  expect(series.map(({ proto, packets, bytes }) => [proto, ...packets, ...bytes])).toEqual([
    ['http', 1, 900],
    ['tls', 2, 600],
    ['other', 3, 210],
  ])
  expect(timeline(tablesFromText(text), null, { bins: 1, series: 5 }).series.length).toBe(5)
})

test('a selection has its own range; widths below a second', () => {
  const tables = tablesFromText(text)
  const found = timeline(tables, selectedInTimeRange(tables, { from: '1700000009.9', to: 1700000010 }), { bins: 10 })
  expect(found).toMatchObject({ start: '1700000009.900000000', binWidth: 0.01, bins: 7 })
  expect([...found.sessions]).toEqual([1, 0, 0, 0, 0, 0, 1])
})

test('over the axis of the capture a selection keeps its place', () => {
  const tables = tablesFromText(text)
  const late = selectedInTimeRange(tables, { from: '1700000009.9', to: 1700000010 })
  const found = timeline(tables, late, { bins: 9, axis: 'capture' })
  expect(found).toMatchObject({ start: '1700000000.000000000', binWidth: 2, bins: 5 })
  expect(found.series.map(({ proto, packets }) => [proto, ...packets])).toEqual([
    ['quic', 0, 0, 0, 0, 1],
    ['arp', 0, 0, 0, 0, 1],
    ['tcp', 0, 0, 0, 0, 1],
  ])
})

test('one packet is one bin, none is none, years fit', () => {
  expect(timeline(tablesFromText('5 60 eth:arp'), null)).toMatchObject({ bins: 1, binWidth: 1e-9 })
  expect(timeline(tablesFromText(''), null)).toMatchObject({ bins: 0, series: [] })
  expect(timeline(tablesFromText('0 60 eth:arp\n3e9 60 eth:arp'), null, { bins: 100 })).toMatchObject({
    bins: 70,
    binWidth: 500 * 86400,
  })
})
