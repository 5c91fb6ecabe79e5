import { expect, test } from 'vitest'
import { historyWords, stateWords } from './conn-words.ts'

test('conn_state in words', () => {
  expect(stateWords('SF')).toBe('established and ended in order')
  expect(stateWords('constructor')).toBeUndefined()
})

test('history in words: capitals are the originator’s', () => {
  expect(historyWords('ShADadf')).toBe(
    'originator: SYN, responder: SYN-ACK, originator: ACK, data, responder: ACK, data, FIN',
  )
  expect(historyWords('^hT')).toBe('sides turned round, responder: SYN-ACK, originator: retransmission')
  expect(historyWords('')).toBeUndefined()
})
