import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const encoder = new TextEncoder()

export function hexText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** MD5 of the text's UTF-8 bytes, hex (JA3, HASSH). */
export function md5Hex(text: string): string {
  return hexText(md5(encoder.encode(text)))
}

export function sha1Bytes(bytes: Uint8Array): Uint8Array {
  return sha1(bytes)
}

export function sha256Hex(bytes: Uint8Array): string {
  return hexText(sha256(bytes))
}

/** SHA-256 of the text's UTF-8 bytes, hex (JA4). */
export function sha256Text(text: string): string {
  return hexText(sha256(encoder.encode(text)))
}
