import { cipherName } from '../tables/tls-names.ts'
import type { Detection } from './detection.ts'
import { oneOf } from './evidence-text.ts'
import { weakAgreements } from './weak-agreements.ts'

/** No encryption, no authentication, keys for export, broken ciphers; then ciphers with short blocks. */
const BROKEN = /_NULL|_EXPORT|_anon_|RC4_|RC2_|_DES_CBC|_DES40_/
const SHORT_BLOCKS = /_3DES_|_IDEA_/

/** A server that agreed on a cipher suite that does not protect. */
export const weakTlsCipher: Detection<never> = {
  id: 'tls-weak-cipher',
  title: 'Weak cipher suite',
  meaning: 'Client and server agreed on a cipher suite without encryption or authentication, or with a broken cipher.',
  counts: 'session',
  severity: 'medium',
  thresholds: {},
  falsePositives: 'Old captures; devices inside; tests.',
  blindSpots: 'Suites that were offered but not agreed on.',
  needs: ['tls'],
  detect: (tables, selected) =>
    weakAgreements(tables, selected, (row) => {
      const name = cipherName(tables.tlsHellos.cipher[row])
      const severity = BROKEN.test(name) ? 'medium' : SHORT_BLOCKS.test(name) ? 'low' : null
      if (severity === null) return null
      return { value: tables.tlsHellos.cipher[row], severity, name, condition: oneOf('tls.cipher', [name]) }
    }),
}
