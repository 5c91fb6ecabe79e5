/** What Zeek's conn_state values say of a connection. */
const STATES: Readonly<Record<string, string>> = {
  OTH: 'no handshake was seen: the capture began in the middle, or there is none',
  S0: 'attempt without an answer',
  S1: 'established, not ended',
  SF: 'established and ended in order',
  REJ: 'attempt that was refused',
  S2: 'established, the originator closed its side',
  S3: 'established, the responder closed its side',
  RSTO: 'established, the originator reset it',
  RSTR: 'the responder reset it',
  RSTOS0: 'the originator sent SYN and then a reset; no answer was seen',
  RSTRH: 'the responder answered and then reset it; no SYN was seen',
  SH: 'the originator sent SYN and FIN; no answer was seen',
  SHR: 'the responder sent SYN-ACK and FIN; no SYN was seen',
}

export function stateWords(state: string | null): string | undefined {
  return state !== null && Object.hasOwn(STATES, state) ? STATES[state] : undefined
}

/** The letters of Zeek's history, lower case. */
const LETTERS: Readonly<Record<string, string>> = {
  s: 'SYN',
  h: 'SYN-ACK',
  a: 'ACK',
  d: 'data',
  f: 'FIN',
  r: 'reset',
  t: 'retransmission',
  w: 'zero window',
}

/** Zeek's history in words: capitals are the originator's, '^' says that the sides were turned round. */
export function historyWords(history: string): string | undefined {
  const words: string[] = []
  let side = ''
  for (const letter of history) {
    if (letter === '^') {
      words.push('sides turned round')
      continue
    }
    const lower = letter.toLowerCase()
    const word = Object.hasOwn(LETTERS, lower) ? LETTERS[lower] : letter
    const own = letter === lower ? 'responder' : 'originator'
    words.push(own === side ? word : `${own}: ${word}`)
    side = own
  }
  return words.length === 0 ? undefined : words.join(', ')
}
