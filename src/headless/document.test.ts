import { expect, test } from 'vitest'
import { validityText } from './document.ts'

// The long forms are what tshark 4.0.17 prints for x509af.generalizedTime.
test.each([
  ['2049-12-31T23:59:59Z', '2049-12-31T23:59:59Z'],
  ['2072-08-31T17:24:01Z', 'Aug 31, 2072 17:24:01.000000000 UTC'],
  ['2050-01-01T00:00:00Z', 'Jan  1, 2050 00:00:00.000000000 UTC'],
  ['', ''],
  [null, null],
])('the end of a certificate %s is printed %s', (time, printed) => {
  expect(validityText(time)).toBe(printed)
})
