import type { Detection } from './detection.ts'
import { guessing, type GuessName, guessThresholds, refusedLogins } from './login-attempts.ts'

const PROTOCOLS: ReadonlySet<string> = new Set(['ftp'])

/** Guessing of passwords: log-ins that are refused one after the other. */
export const bruteForceFtp: Detection<GuessName> = {
  id: 'brute-force-ftp',
  title: 'Password guessing at FTP',
  meaning: 'A machine tried one log-in after the other and was refused: it guesses names or passwords.',
  counts: 'session',
  severity: 'high',
  thresholds: guessThresholds(10, 'Refused log-ins of one client at one server'),
  falsePositives: 'A script or a backup with an old password asks again and again, always with the same one.',
  blindSpots: 'FTP over TLS; guesses slower than the window or from many machines.',
  needs: ['sessions'],
  detect: (tables, selected, thresholds) =>
    guessing(tables, refusedLogins(tables, selected, PROTOCOLS), 'FTP', thresholds, 'user'),
}
