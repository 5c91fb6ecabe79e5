import { grown } from '../tables/column.ts'
import { CONN_STATES } from '../tables/sessions.ts'
import { ACK, FIN, RST, SYN } from './tcp-flags.ts'

/** States of one TCP endpoint, after Zeek's. */
const INACTIVE = 0
const SYN_SENT = 1
const SYN_ACK_SENT = 2
const PARTIAL = 3
const ESTABLISHED = 4
const CLOSED = 5
const RESET = 6

/** What each endpoint of a session has done, in columns indexed by `session * 2 + direction` (0 = originator). */
export class EndpointStates {
  private state = new Uint8Array(2048)
  /** History letters already written, one bit each. */
  private written = new Uint8Array(2048)

  reserve(session: number): void {
    if (session * 2 + 1 < this.state.length) return
    const capacity = Math.max(this.state.length * 2, session * 2 + 2)
    this.state = grown(this.state, capacity)
    this.written = grown(this.written, capacity)
  }

  /** Whether the letter with this bit (0..7) is new for the endpoint; marks it. */
  firstTime(session: number, direction: number, bit: number): boolean {
    const i = session * 2 + direction
    if ((this.written[i] & (1 << bit)) !== 0) return false
    this.written[i] |= 1 << bit
    return true
  }

  /** A segment of `direction`; answers the session's conn_state after it. `hasData`: either side has sent payload. */
  segment(session: number, direction: number, flags: number, hasData: boolean): number {
    const i = session * 2 + direction
    const peer = i ^ 1
    const state = this.state
    if ((flags & RST) !== 0) state[i] = RESET
    else if ((flags & (SYN | ACK)) === SYN) {
      if (state[i] !== ESTABLISHED) state[i] = SYN_SENT
    } else if ((flags & (SYN | ACK)) === (SYN | ACK)) {
      if (state[i] === INACTIVE || state[i] === SYN_SENT) state[i] = SYN_ACK_SENT
    } else {
      if (state[i] === INACTIVE) state[i] = PARTIAL
      else if (state[i] === SYN_SENT && state[peer] === SYN_ACK_SENT && (flags & ACK) !== 0) {
        state[i] = ESTABLISHED
        state[peer] = ESTABLISHED
      }
      if ((flags & FIN) !== 0 && state[i] !== RESET) state[i] = CLOSED
    }
    return connState(state[session * 2], state[session * 2 + 1], hasData)
  }
}

/** As Zeek's base/protocols/conn decides. */
function connState(orig: number, resp: number, hasData: boolean): number {
  const origInactive = orig === INACTIVE || orig === PARTIAL
  const respInactive = resp === INACTIVE || resp === PARTIAL
  let name = 'OTH'
  if (resp === RESET) {
    if (orig === SYN_SENT || orig === SYN_ACK_SENT || (orig === RESET && !hasData)) name = 'REJ'
    else name = origInactive ? 'RSTRH' : 'RSTR'
  } else if (orig === RESET) name = respInactive ? 'RSTOS0' : 'RSTO'
  else if (resp === CLOSED && orig === CLOSED) name = 'SF'
  else if (orig === CLOSED) name = respInactive ? 'SH' : 'S2'
  else if (resp === CLOSED) name = origInactive ? 'SHR' : 'S3'
  else if (orig === SYN_SENT && resp === INACTIVE) name = 'S0'
  else if (orig === ESTABLISHED && resp === ESTABLISHED) name = 'S1'
  return CONN_STATES.indexOf(name)
}
