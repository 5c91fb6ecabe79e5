import { expect, test } from 'vitest'
import { emptyText } from './empty-text.ts'

test('says that nothing is there only when everything was read', () => {
  expect(emptyText('No DNS.', 'done')).toBe('No DNS.')
  expect(emptyText('No DNS.', 'reading')).not.toContain('No DNS')
  expect(emptyText('No DNS.', 'cancelled')).toMatch(/^No DNS\..*cancelled/)
  expect(emptyText('No DNS.', 'failed')).toMatch(/^No DNS\..*failed/)
})
