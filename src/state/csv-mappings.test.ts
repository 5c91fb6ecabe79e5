import { beforeEach, expect, test } from 'vitest'
import {
  csvMappingProblems,
  csvMappingsOf,
  declineHeader,
  forgetHeader,
  keepMapping,
  useCsvMappings,
} from './csv-mappings.ts'

beforeEach(() => useCsvMappings.setState({ mappings: [], declined: [] }))

const header = ['a', 'b', 'c']
const mapping = {
  header,
  columns: { 'id.orig_h': 'a', 'id.resp_h': 'b' },
  time: 'iso',
  duration: 'seconds',
} as const

test('of a header the last that was said counts', () => {
  keepMapping(mapping)
  keepMapping({ ...mapping, time: 'day-first' })
  keepMapping({ ...mapping, header: ['a', 'b'] })
  expect(useCsvMappings.getState().mappings).toEqual([
    { ...mapping, header: ['a', 'b'] },
    { ...mapping, time: 'day-first' },
  ])
  declineHeader(header)
  expect(useCsvMappings.getState()).toEqual({ mappings: [{ ...mapping, header: ['a', 'b'] }], declined: [header] })
  forgetHeader(header)
  expect(useCsvMappings.getState().declined).toEqual([])
})

test('what was kept comes back; what anybody else wrote there does not', () => {
  keepMapping(mapping)
  declineHeader(['x', 'y'])
  expect(csvMappingsOf(JSON.stringify(useCsvMappings.getState()))).toEqual(useCsvMappings.getState())
  const odd = {
    mappings: [
      null,
      { ...mapping, time: 'never' },
      { ...mapping, header: 'a' },
      { ...mapping, columns: { 'id.orig_h': 'nowhere', constructor: 'a', 'id.resp_h': 7, proto: 'c' } },
    ],
    declined: [7, [], ['x']],
  }
  expect(csvMappingsOf(JSON.stringify(odd))).toEqual({
    mappings: [{ ...mapping, columns: { proto: 'c' } }],
    declined: [['x']],
  })
  expect(csvMappingsOf('[]')).toEqual({ mappings: [], declined: [] })
})

test('two addresses are needed, and a column is one thing', () => {
  expect([...csvMappingProblems(mapping)]).toEqual([])
  expect([...csvMappingProblems({ columns: { 'id.orig_h': 'a' } }).keys()]).toEqual(['id.resp_h'])
  expect([...csvMappingProblems({ columns: { ...mapping.columns, proto: 'a' } }).keys()]).toEqual(['proto'])
})
