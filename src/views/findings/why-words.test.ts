import { expect, test } from 'vitest'
import { reasonsOf } from './why-words.ts'

test('a threshold stands beside its measure, units are those of the page', () => {
  expect(
    reasonsOf({
      ports: 1029,
      ports_threshold: 15,
      window_seconds: 300,
      sent_bytes: 104857600,
      sent_bytes_threshold: 1048576,
      in_vain_percent: 72,
      cv: 0.12345,
      agreed_on: 'SSL 3.0',
      bytes_threshold: 1,
    }),
  ).toEqual([
    { measure: 'ports', value: '1,029', threshold: '15' },
    { measure: 'window seconds', value: '300', threshold: null },
    { measure: 'sent bytes', value: '105 MB', threshold: '1.05 MB' },
    { measure: 'in vain', value: '72 %', threshold: null },
    { measure: 'cv', value: '0.123', threshold: null },
    { measure: 'agreed on', value: 'SSL 3.0', threshold: null },
    { measure: 'bytes', value: '1 B', threshold: null },
  ])
})
