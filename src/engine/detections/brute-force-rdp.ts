import type { Detection } from './detection.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { guessing, type GuessName, guessThresholds, sessionTries } from './login-attempts.ts'
import { selectedSessions } from './session-rows.ts'

const RDP_PORT = 3389

/** Guessing of passwords over remote desktop: many sessions that carry something, since each try needs its own. */
export const bruteForceRdp: Detection<GuessName> = {
  id: 'brute-force-rdp',
  title: 'Password guessing at remote desktop',
  meaning: 'A machine opened one remote desktop session after the other: so do programs that guess passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: guessThresholds(20, 'Sessions of one client with one server'),
  falsePositives:
    'A gateway behind which many people work has one address; monitoring that asks whether the port answers.',
  blindSpots: 'Whether a guess was right; remote desktop on other ports than 3389; guesses from many machines.',
  needs: ['sessions'],
  detect(tables, selected, thresholds) {
    const { sessions } = tables
    const rows = selectedSessions(tables, selected).filter(
      (row) =>
        sessions.proto[row] === TCP_PROTO &&
        sessions.respPort[row] === RDP_PORT &&
        sessions.origBytes[row] > 0 &&
        sessions.respBytes[row] > 0,
    )
    const marker = 'proto == tcp and orig_bytes > 0 and resp_bytes > 0'
    return guessing(tables, sessionTries(tables, rows), 'remote desktop', thresholds, marker)
  },
}
