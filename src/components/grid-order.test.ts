import { expect, test } from 'vitest'
import { orderAfterClick, orderKeys } from './grid-order.ts'

test('an order has keys with directions', () => {
  expect(orderKeys('bytes:desc,start:asc')).toEqual([
    { key: 'bytes', direction: 'desc' },
    { key: 'start', direction: 'asc' },
  ])
  expect(orderKeys(undefined)).toEqual([])
  expect(orderKeys('name')).toEqual([{ key: 'name', direction: 'asc' }])
})

test('a click orders by one column and turns it', () => {
  expect(orderAfterClick(undefined, 'bytes', 'desc', false)).toBe('bytes:desc')
  expect(orderAfterClick('bytes:desc', 'bytes', 'desc', false)).toBe('bytes:asc')
  expect(orderAfterClick('bytes:desc,start:asc', 'start', 'desc', false)).toBe('start:desc')
})

test('with add a column comes behind, is turned, then goes', () => {
  expect(orderAfterClick('bytes:desc', 'start', 'asc', true)).toBe('bytes:desc,start:asc')
  expect(orderAfterClick('bytes:desc,start:asc', 'start', 'asc', true)).toBe('bytes:desc,start:desc')
  expect(orderAfterClick('bytes:desc,start:desc', 'start', 'asc', true)).toBe('bytes:desc')
  expect(orderAfterClick('start:desc', 'start', 'asc', true)).toBeUndefined()
})
