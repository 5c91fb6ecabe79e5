import { expect, test } from 'vitest'
import { hex } from '../testing/frames.ts'
import {
  RFC9001_CLIENT_INITIAL,
  RFC9001_SERVER_INITIAL,
  RFC9369_CLIENT_INITIAL,
  RFC9369_SERVER_INITIAL,
} from '../testing/quic-vectors.ts'
import { hexText } from './hashing.ts'
import { initialKeys, isForcedNegotiation, QUIC_V1, QUIC_V2, quicDraft, unprotect } from './quic-protection.ts'

const ID = hex('8394c8f03e515708')

function keysOf(version: number) {
  const keys = initialKeys(version, ID)
  if (keys === null) throw new Error('no keys')
  return keys
}

test('keys of version 1: RFC 9001 appendix A.1', () => {
  const { client, server } = keysOf(QUIC_V1)
  expect([client.key, client.iv, client.headerKey].map(hexText)).toEqual([
    '1f369613dd76d5467730efcbe3b1a22d',
    'fa044b2f42a3fd3b46fb255c',
    '9f50449e04a0e810283a1e9933adedd2',
  ])
  expect([server.key, server.iv, server.headerKey].map(hexText)).toEqual([
    'cf3a5331653c364c88f0f379b6067e37',
    '0ac1493ca1905853b0bba03e',
    'c206b8d9b9f0f37644430b490eeaa314',
  ])
})

test('keys of version 2: RFC 9369 appendix A.1', () => {
  const { client, server } = keysOf(QUIC_V2)
  expect([client.key, client.iv, client.headerKey].map(hexText)).toEqual([
    '8b1a0bc121284290a29e0971b5cd045d',
    '91f73e2351d8fa91660e909f',
    '45b95e15235d6f45a6b19cbcb0294ba9',
  ])
  expect([server.key, server.iv, server.headerKey].map(hexText)).toEqual([
    '82db637861d55e1d011f19ea71d5d2a7',
    'dd13c276499c0249d3310652',
    'edf6d05c83121201b436e16877593c3a',
  ])
})

test.each([
  ['RFC 9001 A.2', QUIC_V1, RFC9001_CLIENT_INITIAL, RFC9001_SERVER_INITIAL],
  ['RFC 9369 A.2', QUIC_V2, RFC9369_CLIENT_INITIAL, RFC9369_SERVER_INITIAL],
])('%s and A.3: packets lose their protection', (_name, version, fromClient, fromServer) => {
  const { client, server } = keysOf(version)
  const first = unprotect(client, fromClient, 0, 18, fromClient.length, 0)
  expect(first?.packetNumber).toBe(2)
  expect(first?.payload.length).toBe(1162)
  expect(hexText(first?.payload.subarray(0, 12) ?? ID)).toBe('060040f1010000ed0303ebf8')
  const second = unprotect(server, fromServer, 0, 18, fromServer.length, 0)
  expect(second?.packetNumber).toBe(1)
  expect(hexText(second?.payload.subarray(0, 16) ?? ID)).toBe('02000000000600405a020000560303ee')
})

test('what is changed or cut does not authenticate', () => {
  const { client, server } = keysOf(QUIC_V1)
  const changed = RFC9001_CLIENT_INITIAL.slice()
  changed[600] ^= 1
  expect(unprotect(client, changed, 0, 18, changed.length, 0)).toBeNull()
  expect(unprotect(server, RFC9001_CLIENT_INITIAL, 0, 18, 1200, 0)).toBeNull()
  for (const end of [18, 22, 37, 38, 1199]) expect(unprotect(client, RFC9001_CLIENT_INITIAL, 0, 18, end, 0)).toBeNull()
})

test('versions and the drafts they follow', () => {
  expect(quicDraft(0xff00001d)).toBe(29)
  expect(quicDraft(QUIC_V1)).toBe(34)
  expect(quicDraft(QUIC_V2)).toBe(100)
  expect(quicDraft(0xfaceb002)).toBe(27)
  expect(quicDraft(0x12345678)).toBe(0)
  expect(initialKeys(0x12345678, ID)).toBeNull()
  expect(isForcedNegotiation(0x1a2a3a4a)).toBe(true)
  expect(isForcedNegotiation(QUIC_V1)).toBe(false)
})
