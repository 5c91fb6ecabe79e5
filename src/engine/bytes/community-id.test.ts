import { expect, test } from 'vitest'
import { communityId } from './community-id.ts'

const A = Uint8Array.of(1, 2, 3, 4)
const B = Uint8Array.of(5, 6, 7, 8)
const A6 = Uint8Array.of(0xfe, 0x80, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd)
const B6 = Uint8Array.of(0xfe, 0x80, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d)

// The baseline of corelight/community-id-spec.
test.each([
  ['TCP', 6, 1122, 3344, '1:wCb3OG7yAFWelaUydu0D+125CLM='],
  ['UDP', 17, 1122, 3344, '1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg='],
  ['SCTP', 132, 1122, 3344, '1:EKt4MsxuyaE6mL+hmrEkQ9csDD8='],
  ['RSVP, which has no ports', 46, 0, 0, '1:ikv3kmf89luf73WPz1jOs49S768='],
])('%s is the same both ways', (_name, protocol, port, otherPort, id) => {
  expect(communityId(protocol, A, B, port, otherPort)).toBe(id)
  expect(communityId(protocol, B, A, otherPort, port)).toBe(id)
})

test('an ICMP echo and its reply are one flow', () => {
  expect(communityId(1, A, B, 8, 0)).toBe('1:crodRHL2FEsHjbv3UkRrfbs4bZ0=')
  expect(communityId(1, B, A, 0, 0)).toBe('1:crodRHL2FEsHjbv3UkRrfbs4bZ0=')
  expect(communityId(58, A6, B6, 128, 0)).toBe('1:0bf7hyMJUwt3fMED7z8LIfRpBeo=')
  expect(communityId(58, B6, A6, 129, 0)).toBe('1:0bf7hyMJUwt3fMED7z8LIfRpBeo=')
})

test('an ICMP message that nobody answers has one direction', () => {
  expect(communityId(1, A, B, 11, 0)).toBe('1:f/YiSyWqczrTgfUCZlBUnvHRcPk=')
  expect(communityId(1, B, A, 11, 0)).not.toBe('1:f/YiSyWqczrTgfUCZlBUnvHRcPk=')
})

test('the seed changes the id', () => {
  expect(communityId(6, A, B, 1122, 3344, 1)).toBe('1:HhA1B+6CoLbiKPEs5nhNYN4XWfk=')
  expect(communityId(1, A, B, 8, 0, 1)).toBe('1:9pr4ZGTICiuZoIh90RRYE2RyXpU=')
  expect(communityId(58, A6, B6, 128, 129, 1)).toBe('1:IO27GQzPuCtNnwFvjWALMHu5tJE=')
})
