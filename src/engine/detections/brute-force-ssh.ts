import type { Detection } from './detection.ts'
import { guessing, guessThresholds, sessionTries } from './login-attempts.ts'
import { selectedSessions } from './session-rows.ts'

/** Guessing of passwords over SSH: many short sessions, since a refused one carries little beside the key exchange. */
export const bruteForceSsh: Detection<'tries' | 'window' | 'bytes'> = {
  id: 'brute-force-ssh',
  title: 'Password guessing at SSH',
  meaning: 'A machine opened one short SSH session after the other: so do programs that guess passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    ...guessThresholds(20, 'Short sessions of one client with one server'),
    bytes: {
      meaning: 'A short session has at most this payload on each side',
      unit: 'bytes',
      default: 8000,
      min: 1000,
      max: 1_000_000,
    },
  },
  falsePositives:
    'Automation (Ansible, monitoring, git) opens many short sessions, too, with a key that is accepted: what is in them cannot be read.',
  blindSpots: 'Whether a guess was right; several guesses in one session count once; guesses from many machines.',
  needs: ['sessions'],
  detect(tables, selected, { bytes, ...thresholds }) {
    const { sessions, protocolNames } = tables
    const ssh = protocolNames.indexOf('ssh')
    const short = selectedSessions(tables, selected).filter(
      (row) =>
        ssh > 0 &&
        sessions.service[row] === ssh &&
        sessions.origBytes[row] <= bytes &&
        sessions.respBytes[row] <= bytes &&
        sessions.respBytes[row] > 0,
    )
    const marker = `service == ssh and orig_bytes <= ${bytes} and resp_bytes <= ${bytes} and resp_bytes > 0`
    return guessing(tables, sessionTries(tables, short), 'SSH', thresholds, marker)
  },
}
