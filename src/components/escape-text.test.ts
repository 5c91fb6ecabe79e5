import { expect, test } from 'vitest'
import { escapeCaptureText } from './escape-text.ts'

test('plain text in any script stays as it is', () => {
  expect(escapeCaptureText('例え.jp – café https://x/?a=b')).toBe('例え.jp – café https://x/?a=b')
})

test('control characters are visible', () => {
  expect(escapeCaptureText('a\u0000b\u001b[31m\r\n\t\u0085')).toBe('a\\x00b\\x1b[31m\\r\\n\\t\\x85')
})

test('direction, zero-width, ignorable and replacement characters are visible', () => {
  expect(escapeCaptureText('invoice\u202Efdp.exe')).toBe('invoice\\u202efdp.exe')
  expect(escapeCaptureText('pay\u200Bpal\u2066x\u2069\uFEFF')).toBe('pay\\u200bpal\\u2066x\\u2069\\ufeff')
  expect(escapeCaptureText('\u{E0041}\uFE0F\u3164\u00AD\uFFFD')).toBe('\\u{e0041}\\ufe0f\\u3164\\xad\\ufffd')
})

test('half a surrogate pair is visible, also one made by the cut', () => {
  expect(escapeCaptureText('\uD83D')).toBe('\\ud83d')
  expect(escapeCaptureText('a😀', 2)).toBe('a\\ud83d…')
})

test('long text is cut', () => {
  expect(escapeCaptureText('x'.repeat(10), 4)).toBe('xxxx…')
})
