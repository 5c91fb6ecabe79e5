import type { Detection } from './detection.ts'
import { guessing, type GuessName, guessThresholds, refusedLogins } from './login-attempts.ts'

const PROTOCOLS: ReadonlySet<string> = new Set(['http', 'http2'])

/** Guessing of passwords: log-ins that are refused one after the other. */
export const bruteForceHttp: Detection<GuessName> = {
  id: 'brute-force-http',
  title: 'Password guessing at HTTP',
  meaning: 'A machine tried one log-in after the other and was refused: it guesses names or passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: guessThresholds(20, 'Refused log-ins of one client at one server'),
  falsePositives: 'A program with an old password asks again and again; forms that carry a password with every action.',
  blindSpots:
    'HTTPS; forms that send JSON; guesses slower than the window or from many machines. Of forms it is not known whether they were accepted: each with a password counts.',
  needs: ['sessions'],
  detect: (tables, selected, thresholds) =>
    guessing(tables, refusedLogins(tables, selected, PROTOCOLS, true), 'HTTP', thresholds, 'user'),
}
