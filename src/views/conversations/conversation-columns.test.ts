import { expect, test } from 'vitest'
import { bitRate, conversationColumns } from './conversation-columns.tsx'
import type { Conversation } from '../../engine/analysis/conversations.ts'

test('bits a second are over the duration and blank up to 5 ms', () => {
  expect(bitRate(1000, 2)).toBe(4000)
  expect(bitRate(1000, 0.005)).toBeNull()
  expect(bitRate(1000, 0.0051)).not.toBeNull()
})

const headers = (protocol: 'eth' | 'tcp') => conversationColumns(protocol, 0, 1).map(({ header }) => header)

test('the columns are those of the Conversations window, in its order', () => {
  expect(headers('tcp').join('|')).toBe(
    'Address A|Port A|Address B|Port B|Packets|Bytes|Stream ID|Packets A → B|Bytes A → B|Packets B → A|Bytes B → A|Rel Start|Duration|Bits/s A → B|Bits/s B → A',
  )
  expect(headers('eth')).not.toContain('Stream ID')
})

test('copied values are exact, without unit or grouping', () => {
  const row: Conversation = {
    a: '10.0.0.1',
    aport: 1,
    b: '10.0.0.2',
    bport: 2,
    stream: 7,
    txf: 1000,
    txb: 1234567,
    rxf: 0,
    rxb: 0,
    frames: 1000,
    bytes: 1234567,
    start: 0.098588,
    duration: 2,
  }
  const text = Object.fromEntries(conversationColumns('tcp', 0, 10).map((column) => [column.header, column.text(row)]))
  expect(text).toMatchObject({ Bytes: '1234567', Packets: '1000', 'Rel Start': '0.098588', 'Bits/s A → B': '4938268' })
})
