import type { Detection } from './detection.ts'
import { guessing, type GuessName, guessThresholds, refusedLogins } from './login-attempts.ts'

const PROTOCOLS: ReadonlySet<string> = new Set(['smb', 'smb2', 'nbss'])

/** Guessing of passwords: log-ins that are refused one after the other. */
export const bruteForceSmb: Detection<GuessName> = {
  id: 'brute-force-smb',
  title: 'Password guessing at SMB',
  meaning: 'A machine tried one log-in after the other and was refused: it guesses names or passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: guessThresholds(10, 'Refused log-ins of one client at one server'),
  falsePositives: 'A service or a mapped drive with an old password; a scanner of your own.',
  blindSpots:
    'Kerberos, whose refusals come from the domain controller; guesses slower than the window or from many machines.',
  needs: ['sessions'],
  detect: (tables, selected, thresholds) =>
    guessing(tables, refusedLogins(tables, selected, PROTOCOLS), 'SMB', thresholds, 'user'),
}
