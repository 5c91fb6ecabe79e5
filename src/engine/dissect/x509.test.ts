import { expect, test } from 'vitest'
import { certificates } from '../analysis/certificates.ts'
import { rowsOf } from '../analysis/list.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, TcpConversation } from '../testing/frames.ts'

// The structures were put together by hand; the paths are what tshark 4.0.17 says of frames that carry them.

/** ECDSA, two organisations' names, twelve extensions of which one is unknown. */
const CERTIFICATE = hex(
  [
    '308203453082032ea003020102020105300a06082a8648ce3d0403023046310b300906035504061302444531143012060355',
    '040a0c0b5072c3bc662c20476d6248310c300a06035504030c036f6c643113301106035504030c0a4578616d706c65204341',
    '301e170d3230303130313030303030305a170d3330303130313030303030305a304c310b3009060355040613024445311f30',
    '0a060355040b0c034c6162301106035504031e0a004800e4007200740065311c301a06092a864886f70d010901160d614065',
    '78616d706c652e6f72673059301306072a8648ce3d020106082a8648ce3d0301070342000411111111111111111111111111',
    '1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111',
    '11a382020530820201300f0603551d130101ff040530030101ff30740603551d11046d306b820f7777772e6578616d706c65',
    '2e6f7267820b6578616d706c652e6f72678704c0000207871020010db8000000000000000000000001a41a3018310a300806',
    '035504030c0178310a3008060355040a0c0179a017060a2b060104018237140203a0090c076d6540636f727030300603551d',
    '2304293027800461626364a11ca41a3018310a300806035504030c0178310a3008060355040a0c017982010530470603551d',
    '200440303e30320604551d2000302a301406082b060105050702011608687474703a2f2f63301206082b0601050507020230',
    '060c046e6f74653008060667810c010201303d0603551d1f043630343010a00ea00c860a687474703a2f2f63726c3020a01e',
    'a01ca41a3018310a300806035504030c0178310a3008060355040a0c0179302706082b06010505070101041b301930170608',
    '2b06010505073001860b687474703a2f2f6f63737030380603551d1e0431302fa02d300d820b6578616d706c652e6f726730',
    '1ca41a3018310a300806035504030c0178310a3008060355040a0c0179301106096086480186f84201010404030205a03011',
    '06082b06010505070118040530030201053012060a2b06010401d679020402040404020000300c06042a030405040404027a',
    '7a30130603551d25040c300a06082b06010505070301300a06082a8648ce3d04030203050001020304',
  ].join(''),
)
/** Signed with RSASSA-PSS, whose parameters name algorithms in turn. */
const PSS_CERTIFICATE = hex(
  [
    '3081f03081a3a003020102020105304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a',
    '06092a864886f70d010108300d06096086480165030402010500a203020120300c310a300806035504030c0170301e170d32',
    '30303130313030303030305a170d3330303130313030303030305a300c310a300806035504030c0171301a300d06092a8648',
    '86f70d01010105000309003006020111020103304106092a864886f70d01010a3034a00f300d060960864801650304020105',
    '00a11c301a06092a864886f70d010108300d06096086480165030402010500a20302012003050001020304',
  ].join(''),
)
/** A basic response with a certificate of its own. */
const OCSP_RESPONSE = hex(
  [
    '3082017e0a0100a08201773082017306092b060105050730010104820164308201603081afa111300f310d300b0603550403',
    '0c0472657370180f32303230303130313030303030305a306f306d303a300906052b0e03021a050004146161616161616161',
    '616161616161616161616161041462626262626262626262626262626262626262620201058000180f323032303031303130',
    '30303030305aa11c301a30180603551d180411180f32303230303130313030303030305aa1183016301406092b0601050507',
    '300102040704056e6f6e6365300d06092a864886f70d01010b050003020001a08198308195308192307aa003020102020105',
    '300d06092a864886f70d01010b05003000301e170d3230303130313030303030305a170d3330303130313030303030305a30',
    '0e310c300a06035504030c0364656c301a300d06092a864886f70d01010105000309003006020111020103a3133011300f06',
    '092b060105050730010504020500300d06092a864886f70d01010b050003050001020304',
  ].join(''),
)
/** A CertificateRequest of TLS 1.2 with one authority. */
const CERTIFICATE_REQUEST = hex(
  ['0d0000290101000204030021001f301d310f300d06035504030c066361206f6e65310a3008060355040a0c016f'].join(''),
)

const u24 = (n: number) => [n >>> 16, (n >>> 8) & 255, n & 255]
const message = (type: number, ...body: Uint8Array[]) => {
  const bytes = bytesOf(...body)
  return bytesOf([type], u24(bytes.length), bytes)
}
const vector = (...parts: Uint8Array[]) => {
  const bytes = bytesOf(...parts)
  return bytesOf(u24(bytes.length), bytes)
}
const record = (body: Uint8Array) => bytesOf([22, 3, 3, body.length >>> 8, body.length & 255], body)
const frame = (body: Uint8Array, clientPort = 50000) => new TcpConversation(443, clientPort).server(record(body))

const TLS = 'eth:ethertype:ip:tcp:tls'

test('every attribute and extension that tshark knows is a name', () => {
  const { tables, protocols } = dissectFrames([frame(message(11, vector(vector(CERTIFICATE))))])
  expect(protocols).toEqual([
    `${TLS}${':x509sat'.repeat(8)}:pkcs-1:x509ce:x509ce${':x509sat'.repeat(3)}:x509ce:x509sat:x509sat:x509ce:pkix1explicit` +
      ':pkix1implicit:x509ce:x509sat:x509sat:pkix1implicit:x509ce:x509sat:x509sat:ns_cert_exts:pkix1explicit:tls:x509ce',
  ])
  expect(rowsOf(certificates(tables, null))).toMatchObject([
    {
      frame: 1,
      srcport: 443,
      transport: 'tls',
      index: 0,
      subject_cn: 'Härte',
      issuer_cn: 'Example CA',
      subject: 'emailAddress=a@example.org,OU=Lab+CN=Härte,C=DE',
      issuer: 'CN=Example CA,CN=old,O=Prüf\\, GmbH,C=DE',
      not_before: '2020-01-01T00:00:00Z',
      not_after: '2030-01-01T00:00:00Z',
      serial: '05',
      san: ['www.example.org', 'example.org', '192.0.2.7', '2001:db8::1'],
      // sha256sum of the same bytes
      sha256: '385290e3c44894ef825c8dcb592d14c40a1659557c98e4ca6d1d9c57c6769a7c',
    },
  ])
})

test('algorithms within the parameters of an algorithm', () => {
  const { protocols } = dissectFrames([frame(message(11, vector(vector(PSS_CERTIFICATE))))])
  expect(protocols).toEqual([`${TLS}:pkcs-1:pkcs-1:x509sat:x509sat:pkcs-1:pkcs-1`])
})

test('a chain has an index, and rows in its order', () => {
  const { tables } = dissectFrames([frame(message(11, vector(vector(PSS_CERTIFICATE), vector(CERTIFICATE))))])
  expect(rowsOf(certificates(tables, null)).map(({ index, subject_cn }) => [index, subject_cn])).toEqual([
    [0, 'q'],
    [1, 'Härte'],
  ])
})

test('a stapled OCSP response and the authorities of a CertificateRequest', () => {
  const { protocols } = dissectFrames([
    frame(message(22, bytesOf([1]), vector(OCSP_RESPONSE))),
    frame(CERTIFICATE_REQUEST, 50001),
  ])
  expect(protocols).toEqual([`${TLS}:ocsp:x509sat:x509ce:ocsp:x509sat:ocsp`, `${TLS}:x509sat:x509sat`])
})

test('a certificate that is cut or changed anywhere ends cleanly', () => {
  for (let length = 0; length < CERTIFICATE.length; length += 3)
    dissectFrames([frame(message(11, vector(vector(CERTIFICATE.subarray(0, length)))))])
  for (let at = 0; at < CERTIFICATE.length; at += 2) {
    const changed = CERTIFICATE.slice()
    changed[at] ^= 0x84
    expect(dissectFrames([frame(message(11, vector(vector(changed))))]).protocols[0].startsWith(TLS)).toBe(true)
  }
})
