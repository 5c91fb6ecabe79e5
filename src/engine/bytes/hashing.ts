import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** MD5 of the text's UTF-8 bytes, hex (JA3). */
export function md5Hex(text: string): string {
  return hexText(md5(new TextEncoder().encode(text)))
}

export function sha1Bytes(bytes: Uint8Array): Uint8Array {
  return sha1(bytes)
}

export function sha256Hex(bytes: Uint8Array): string {
  return hexText(sha256(bytes))
}
