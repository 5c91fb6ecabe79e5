import { describe, expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { certificateExpired } from './certificate-expired.ts'
import { certificateNameMismatch, covers } from './certificate-name-mismatch.ts'
import { certificateNotYetValid } from './certificate-not-yet-valid.ts'
import { certificateOldHash } from './certificate-old-hash.ts'
import { certificateSelfSigned } from './certificate-self-signed.ts'
import type { Detection } from './detection.ts'
import { rareFingerprint } from './tls-rare-fingerprint.ts'
import { weakTlsCipher } from './tls-weak-cipher.ts'
import { weakTlsVersion } from './tls-weak-version.ts'

type Hello = {
  client?: string
  server?: string
  sni?: string
  version?: number
  cipher?: number
  ja4?: string
  certificate?: string
}

/** ClientHello and ServerHello with the certificate, all at 2023-11-14 22:13:20 UTC. */
function connections(all: readonly Hello[]): string {
  return all
    .map(
      (
        {
          client = '10.0.0.5',
          server = '192.0.2.1',
          sni = 'www.example.com',
          version = 0x0303,
          cipher = 0xc02f,
          ja4 = 't12d1',
          certificate,
        },
        i,
      ) =>
        [
          `0 300 ip:tcp:tls ${client}:${20000 + i}>${server}:443`,
          `0 900 ip:tcp:tls ${server}:443>${client}:${20000 + i}`,
          `hello kind=1 frame=${2 * i + 1} transport=tls serverName=${sni} ja4=${ja4}`,
          `hello kind=2 frame=${2 * i + 2} transport=tls version=${version} cipher=${cipher}`,
          certificate === undefined ? '' : `certificate frame=${2 * i + 2} transport=tls ${certificate}`,
        ].join('\n'),
    )
    .join('\n')
}

function run(detection: Detection, all: readonly Hello[]) {
  const tables = tablesFromText(connections(all))
  const defaults = Object.fromEntries(Object.entries(detection.thresholds).map(([name, one]) => [name, one.default]))
  return detection.detect(tables, null, defaults).map((finding) => {
    expect(evidenceSessions(tables, finding.evidence)).toHaveLength(finding.count)
    return finding
  })
}

const good =
  'fingerprint=f1 subject="CN=www.example.com" issuer="CN=Some CA" subjectCommonName=www.example.com subjectAltNames=www.example.com,*.example.net notBefore=2023-01-01T00:00:00Z notAfter=2024-01-01T00:00:00Z signatureAlgorithm=sha256WithRSAEncryption'
const other = good.replace('=f1', '=f2')

describe('certificates', () => {
  const checks = [
    certificateExpired,
    certificateNotYetValid,
    certificateNameMismatch,
    certificateSelfSigned,
    certificateOldHash,
  ]
  test('a good one has no findings', () => {
    expect(
      checks.flatMap((check) => run(check, [{ certificate: good }, { sni: 'a.example.net', certificate: good }])),
    ).toEqual([])
  })

  test('expired, not yet valid', () => {
    // ten days before 2023-11-14T22:13:20Z
    const expired = other.replace('2024-01-01T00', '2023-11-04T22')
    expect(
      run(certificateExpired, [
        { certificate: good },
        { certificate: expired },
        { client: '10.0.0.6', certificate: expired },
      ]),
    ).toMatchObject([
      {
        severity: 'medium',
        confidence: 'certain',
        count: 2,
        src: ['10.0.0.5', '10.0.0.6'],
        dst: ['192.0.2.1'],
        why: { not_after: '2023-11-04', days_over: 10 },
      },
    ])
    const early = other.replace('2023-01-01T00', '2023-11-24T23')
    expect(run(certificateNotYetValid, [{ certificate: early }])).toMatchObject([
      { severity: 'medium', why: { days_early: 10 } },
    ])
    // ten years: the clock of the capture
    expect(run(certificateNotYetValid, [{ certificate: early.replace('2023-11-24', '2033-11-24') }])).toMatchObject([
      { severity: 'info' },
    ])
  })

  test('for another name', () => {
    expect(
      run(certificateNameMismatch, [{ sni: 'bank.example', certificate: good }, { certificate: good }]),
    ).toMatchObject([{ count: 1, why: { asked_for: 'bank.example' } }])
    expect([
      covers('*.example.com', 'a.example.com'),
      covers('*.example.com', 'a.b.example.com'),
      covers('*.example.com', 'example.com'),
    ]).toEqual([true, false, false])
  })

  test('self-signed: outside it counts more than inside', () => {
    const own = other.replace('CN=Some CA', 'CN=www.example.com')
    expect(run(certificateSelfSigned, [{ certificate: own }])).toMatchObject([{ severity: 'medium', count: 1 }])
    expect(run(certificateSelfSigned, [{ server: '10.0.0.1', certificate: own }])).toMatchObject([{ severity: 'low' }])
    // the root at the end of a chain always is
    expect(run(certificateSelfSigned, [{ certificate: `${own} index=1` }])).toEqual([])
  })

  test.each([
    ['md5WithRSAEncryption', 1],
    ['sha1WithRSAEncryption', 1],
    ['ecdsa-with-SHA1', 1],
    ['dsaWithSHA1', 1],
    ['ecdsa-with-SHA256', 0],
    ['sha384WithRSAEncryption', 0],
    ['ED25519', 0],
  ])('signed with %s', (algorithm, count) => {
    expect(
      run(certificateOldHash, [{ certificate: other.replace('sha256WithRSAEncryption', algorithm) }]),
    ).toHaveLength(count)
  })
})

test.each([
  [0x0303, []],
  [0x0302, ['low TLS 1.1']],
  [0x0301, ['low TLS 1.0']],
  [0x0300, ['medium SSL 3.0']],
])('version %i', (version, expected) => {
  expect(
    run(weakTlsVersion, [{ version }, { server: '192.0.2.9' }]).map(
      ({ severity, why }) => `${severity} ${why.agreed_on}`,
    ),
  ).toEqual(expected)
})

test.each([
  [0xc02f, []],
  [0x1301, []],
  [0x0005, ['medium TLS_RSA_WITH_RC4_128_SHA']],
  [0x0001, ['medium TLS_RSA_WITH_NULL_MD5']],
  [0x0034, ['medium TLS_DH_anon_WITH_AES_128_CBC_SHA']],
  [0x0009, ['medium TLS_RSA_WITH_DES_CBC_SHA']],
  [0x000a, ['low TLS_RSA_WITH_3DES_EDE_CBC_SHA']],
])('cipher suite %i', (cipher, expected) => {
  expect(
    run(weakTlsCipher, [{ cipher }, { cipher }, { server: '192.0.2.9' }]).map(
      ({ severity, why }) => `${severity} ${why.agreed_on}`,
    ),
  ).toEqual(expected)
})

test('a client that only one host has, in a capture of many', () => {
  const everyone = Array.from({ length: 100 }, (_, i) => ({ client: `10.0.0.${1 + (i % 6)}` }))
  expect(run(rareFingerprint, [...everyone, { client: '10.0.0.3', ja4: 't13rare' }])).toMatchObject([
    { severity: 'info', src: ['10.0.0.3'], count: 1, title: 'Only 10.0.0.3 has the fingerprint t13rare' },
  ])
  expect(
    run(rareFingerprint, [...everyone, { client: '10.0.0.3', ja4: 'x' }, { client: '10.0.0.4', ja4: 'x' }]),
  ).toEqual([])
  expect(run(rareFingerprint, [...everyone.slice(50), { client: '10.0.0.3', ja4: 'x' }])).toEqual([])
})
