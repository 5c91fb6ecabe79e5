import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import {
  DER_BMP_STRING,
  DER_SEQUENCE,
  DER_TELETEX_STRING,
  DER_UTC_TIME,
  DerElement,
  derText,
  derTime,
  oidText,
} from './der.ts'

const DER_GENERALIZED_TIME = 0x18
const DER_UTF8 = 0x0c

test('elements with short and long lengths, and high tag numbers', () => {
  const element = new DerElement()
  expect(element.read(hex('30 03 02 01 05'), 0, 5)).toBe(true)
  expect([element.tag, element.start, element.end]).toEqual([DER_SEQUENCE, 2, 5])
  expect(element.read(hex('04 82 00 01 ff'), 0, 5)).toBe(true)
  expect([element.start, element.end]).toEqual([4, 5])
  expect(element.read(hex('bf 81 01 01 ff'), 0, 5)).toBe(true)
  expect([element.start, element.end]).toEqual([4, 5])
})

test('an element that does not fit is refused', () => {
  const element = new DerElement()
  for (const text of ['', '30', '30 03 02 01', '30 81', '30 84 ff ff ff ff', '30 85 00 00 00 00 00', 'bf 81'])
    expect(element.read(hex(text), 0, hex(text).length)).toBe(false)
  expect(element.expect(DER_SEQUENCE, hex('31 00'), 0, 2)).toBe(false)
})

test('object identifiers (X.690 section 8.19)', () => {
  const text = (digits: string) => oidText(hex(digits), 0, hex(digits).length)
  expect(text('55 04 03')).toBe('2.5.4.3')
  expect(text('2a 86 48 86 f7 0d 01 01 0b')).toBe('1.2.840.113549.1.1.11')
  expect(text('88 37 03')).toBe('2.999.3')
  expect(text('2a 86')).toBe('')
  expect(text('')).toBe('')
})

test('times, with the century of RFC 5280 and the offsets of BER', () => {
  const time = (tag: number, digits: string) => derTime(tag, bytesOf(digits), 0, digits.length)
  expect(time(DER_UTC_TIME, '140409120508Z')).toBe('2014-04-09T12:05:08Z')
  expect(time(DER_UTC_TIME, '500101000000Z')).toBe('1950-01-01T00:00:00Z')
  expect(time(DER_GENERALIZED_TIME, '20500101000000Z')).toBe('2050-01-01T00:00:00Z')
  expect(time(DER_GENERALIZED_TIME, '20260115120000.5-0800')).toBe('2026-01-15T20:00:00Z')
  expect(time(DER_UTC_TIME, '1404091205Z')).toBe('2014-04-09T12:05:00Z')
  expect(time(DER_UTC_TIME, 'never')).toBe('')
})

test('strings by their type', () => {
  expect(derText(DER_UTF8, hex('c3a4'), 0, 2)).toBe('ä')
  expect(derText(DER_TELETEX_STRING, hex('e4'), 0, 1)).toBe('ä')
  expect(derText(DER_BMP_STRING, hex('00e4 0062'), 0, 4)).toBe('äb')
})
