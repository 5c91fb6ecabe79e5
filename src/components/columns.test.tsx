import { expect, test } from 'vitest'
import { bytesColumn, commonDay, countColumn, timeColumn } from './columns.tsx'

type Row = { bytes: number; frames: number; time: string | null }
const row: Row = { bytes: 1234567, frames: 12345, time: '1772352001.123456789' }

test('cells are for people, copies exact', () => {
  expect(bytesColumn<Row>('Bytes', 'bytes').cell(row)).toBe('1.23 MB')
  expect(bytesColumn<Row>('Bytes', 'bytes').text(row)).toBe('1234567')
  expect(bytesColumn<Row>('Bytes', 'bytes').title?.(row)).toBe('1,234,567 bytes')
  expect(countColumn<Row>('Packets', 'frames').cell(row)).toBe('12,345')
  expect(countColumn<Row>('Packets', 'frames').text(row)).toBe('12345')
})

test('the day is left out only when all times are on it', () => {
  // 2026-03-01 08:00:01 UTC; the next midnight is 1772409600.
  expect(commonDay('1772352001.000000000', '1772409599.999999999')).toBe('2026-03-01')
  expect(commonDay('1772352001.000000000', '1772409600.000000000')).toBeNull()
  expect(commonDay(null, '1772409600.0')).toBeNull()
  const timeOf = ({ time }: Row) => time
  expect(timeColumn<Row>('Time', timeOf, { id: 'time', day: '2026-03-01' }).cell(row)).toBe('08:00:01.123456')
  expect(timeColumn<Row>('Time', timeOf, { id: 'time' }).cell(row)).toBe('2026-03-01 08:00:01.123456')
  expect(timeColumn<Row>('Time', timeOf, { id: 'time', day: '2026-03-01' }).title?.(row)).toBe(
    '2026-03-01 08:00:01.123456789 UTC',
  )
})
