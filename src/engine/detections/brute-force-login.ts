import type { Detection } from './detection.ts'
import { guessing, type GuessName, guessThresholds, refusedLogins } from './login-attempts.ts'

const PROTOCOLS: ReadonlySet<string> = new Set(['pop', 'imap', 'smtp', 'telnet', 'ldap', 'sip'])

/** Guessing of passwords: log-ins that are refused one after the other. */
export const bruteForceLogin: Detection<GuessName> = {
  id: 'brute-force-login',
  title: 'Password guessing at mail, Telnet or LDAP',
  meaning: 'A machine tried one log-in after the other and was refused: it guesses names or passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: guessThresholds(10, 'Refused log-ins of one client at one server'),
  falsePositives: 'A mail program with an old password asks every few minutes.',
  blindSpots: 'What is encrypted; guesses slower than the window or from many machines.',
  needs: ['sessions'],
  detect: (tables, selected, thresholds) =>
    guessing(tables, refusedLogins(tables, selected, PROTOCOLS), 'log-ins', thresholds, 'user'),
}
