import { expect, test } from 'vitest'
import { addressField, conditionOf, literalOf } from './value-actions.ts'

test('values that an expression could misread are quoted', () => {
  expect(literalOf('10.0.0.1')).toBe('10.0.0.1')
  expect(literalOf('fe80::1')).toBe('fe80::1')
  expect(literalOf('www.example.com')).toBe('www.example.com')
  expect(literalOf('a*b')).toBe('"a*b"')
  expect(literalOf('80..90')).toBe('"80..90"')
  expect(literalOf('/etc/passwd')).toBe('"/etc/passwd"')
  expect(literalOf('say "a\\b"')).toBe(String.raw`"say \"a\\b\""`)
  expect(literalOf('a\tb')).toBe(String.raw`"a\x09b"`)
  expect(literalOf('')).toBe('""')
})

test('a condition is the field and the value, or what is given', () => {
  expect(conditionOf({ field: 'http.host', value: 'a b' })).toBe('http.host == "a b"')
  expect(conditionOf({ field: 'tls', value: '', condition: 'tls' })).toBe('tls')
})

test('an address tells its field', () => {
  expect(['00:1b:21:aa:bb:cc', '10.1.2.3', '2001:db8::1', '::1'].map(addressField)).toEqual([
    'eth.addr',
    'ip.addr',
    'ipv6.addr',
    'ipv6.addr',
  ])
})
