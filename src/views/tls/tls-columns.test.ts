import { expect, test } from 'vitest'
import { offeredVersions, versionName } from './tls-columns.tsx'

test('versions by name, GREASE told apart', () => {
  expect(['0x0303', '0x0304', '0xfefd', '0x7a7a', '0x7a8a', '0x7f1c'].map(versionName)).toEqual([
    'TLS 1.2',
    'TLS 1.3',
    'DTLS 1.2',
    'GREASE',
    '0x7a8a',
    '0x7f1c',
  ])
  expect(offeredVersions({ version: '0x0303', supported_versions: ['0x0a0a', '0x0304', '0x0303'] })).toBe(
    'TLS 1.3, TLS 1.2',
  )
  expect(offeredVersions({ version: '0x0301', supported_versions: [] })).toBe('TLS 1.0')
})
