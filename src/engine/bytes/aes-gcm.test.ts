import { gcm } from '@noble/ciphers/aes.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from '../testing/frames.ts'
import { AesGcm } from './aes-gcm.ts'
import { hexText } from './hashing.ts'

const KEY = hex('feffe9928665731c6d6a8f9467308308')
const NONCE = hex('cafebabefacedbaddecaf888')
const ADDED = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
const SEALED = hex(
  '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091' +
    '5bc94fbc3221a5db94fae95ae7121a47',
)

test('test case 4 of the specification of GCM (McGrew and Viega)', () => {
  const plain = new AesGcm(KEY).open(NONCE, ADDED, SEALED, 0, SEALED.length)
  expect(plain && hexText(plain)).toBe(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  )
})

test('a bit that is wrong anywhere does not authenticate', () => {
  const cipher = new AesGcm(KEY)
  for (let at = 0; at < SEALED.length; at++) {
    const wrong = SEALED.slice()
    wrong[at] ^= 1 << (at & 7)
    expect(cipher.open(NONCE, ADDED, wrong, 0, wrong.length)).toBeNull()
  }
  expect(cipher.open(NONCE, ADDED.subarray(1), SEALED, 0, SEALED.length)).toBeNull()
  expect(cipher.open(NONCE, ADDED, SEALED, 0, 15)).toBeNull()
})

test('opens what another implementation seals, of any length, and many with one key', () => {
  const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength })
  fc.assert(
    fc.property(bytes(16, 16), fc.array(fc.tuple(bytes(12, 12), bytes(0, 70), bytes(0, 100))), (key, messages) => {
      const cipher = new AesGcm(key)
      for (const [nonce, added, plain] of messages) {
        const sealed = gcm(key, nonce, added).encrypt(plain)
        const framed = new Uint8Array(sealed.length + 5)
        framed.set(sealed, 3)
        expect(cipher.open(nonce, added, framed, 3, 3 + sealed.length)).toEqual(plain)
      }
    }),
    { numRuns: 30 },
  )
})
