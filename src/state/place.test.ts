import { expect, test } from 'vitest'
import { hashOf, placeOf } from './place.ts'

const part = (text: string, enabled = true, loose = false) => ({ text, enabled, loose })

test('an address without a selection is the view alone', () => {
  expect(hashOf('dns', [], null)).toBe('#/dns')
  expect(placeOf('#/dns')).toEqual({ view: 'dns', options: new Map(), expression: '', disabled: [], timeRange: null })
  expect(placeOf('')).toEqual({ view: 'overview', options: new Map(), expression: '', disabled: [], timeRange: null })
})

test('what an address says comes back from it', () => {
  const parts = [part('ip.addr == 10.0.0.1'), part('tcp or udp', true, true), part('http.host == "a&b=c#?%"', false)]
  const hash = hashOf('tls', parts, { from: 1700000000.25, to: 1700000001 })
  expect(placeOf(hash)).toEqual({
    view: 'tls',
    options: new Map(),
    expression: 'ip.addr == 10.0.0.1 and (tcp or udp)',
    disabled: ['http.host == "a&b=c#?%"'],
    timeRange: { from: 1700000000.25, to: 1700000001 },
  })
})

test('a view’s own options stand beside the selection', () => {
  const options = new Map([
    ['tab', 'graph'],
    ['field', 'id.resp_h,http.uri'],
  ])
  const place = placeOf(hashOf('fields', [part('tls')], null, options))
  expect(place).toMatchObject({ view: 'fields', expression: 'tls' })
  expect(place.options).toEqual(options)
})

test('a single loose part needs no parentheses', () => {
  expect(placeOf(hashOf('dns', [part('tcp or udp', true, true), part('tls', false)], null)).expression).toBe(
    'tcp or udp',
  )
})

test('half a range, or one the wrong way round, is none', () => {
  expect(placeOf('#/dns?from=5').timeRange).toBeNull()
  expect(placeOf('#/dns?from=5&to=4').timeRange).toBeNull()
  expect(placeOf('#/dns?from=x&to=4').timeRange).toBeNull()
})
