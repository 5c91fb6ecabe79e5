import { tlsVersionName } from '../tables/tls-names.ts'
import type { Detection, Severity } from './detection.ts'
import { oneOf } from './evidence-text.ts'
import { weakAgreements } from './weak-agreements.ts'

const SSL_3 = 0x0300
const DTLS_1_0 = 0xfeff
/** Zeek's words, as expressions compare them; with what they stand for. */
const OLD_VERSIONS: ReadonlyMap<number, { word: string; severity: Severity }> = new Map([
  [0x0002, { word: 'SSLv2', severity: 'medium' }],
  [SSL_3, { word: 'SSLv3', severity: 'medium' }],
  [0x0301, { word: 'TLSv10', severity: 'low' }],
  [0x0302, { word: 'TLSv11', severity: 'low' }],
  [DTLS_1_0, { word: 'DTLSv10', severity: 'low' }],
])

/** A server that agreed on a version of TLS that is no longer to be used (RFC 8996, RFC 7568). */
export const weakTlsVersion: Detection<never> = {
  id: 'tls-weak-version',
  title: 'Old TLS version',
  meaning: 'Client and server agreed on a version that RFC 8996 (TLS 1.0, 1.1) or RFC 7568 (SSL 3) forbids.',
  counts: 'session',
  severity: 'medium',
  thresholds: {},
  falsePositives: 'Captures from before 2020; devices inside that speak nothing newer.',
  blindSpots: 'Versions that were offered but not agreed on.',
  needs: ['tls'],
  detect: (tables, selected) =>
    weakAgreements(tables, selected, (row) => {
      const { selectedVersion, version } = tables.tlsHellos
      const agreed = selectedVersion[row] || version[row]
      const old = OLD_VERSIONS.get(agreed)
      if (old === undefined) return null
      return {
        value: agreed,
        severity: old.severity,
        name: tlsVersionName(agreed),
        condition: oneOf('version', [old.word]),
      }
    }),
}
