import { ecb, gcm } from '@noble/ciphers/aes.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** Protection of QUIC Initial packets, whose keys follow from what is in the clear: RFC 9001 section 5, RFC 9369. */

const SALT_DRAFT_22 = unhex('7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a')
const SALT_DRAFT_23 = unhex('c3eef712c72ebb5a11a7d2432bb46365bef9f502')
const SALT_DRAFT_29 = unhex('afbfec289993d24c9e9786f19c6111e04390a899')
const SALT_V1 = unhex('38762cf7f55934b34d179ae6a4c80cadccbb7f0a')
const SALT_V2 = unhex('0dede3def700a6db819381be6e269dcbf9bd2ed9')
const SALT_Q050 = unhex('504574efd066fe2f9d945cfcdbd3a7f0d3b56b45')
const SALT_T050 = unhex('7ff579e5acd072915580304c43a2367c60488310')
const SALT_T051 = unhex('7a4edef4e7ccee5fa4506c19124fc8ccda6e033d')

export const QUIC_V1 = 0x00000001
export const QUIC_V2 = 0x6b3343cf
/** Google's versions with IETF framing. */
export const QUIC_Q050 = 0x51303530
const QUIC_T050 = 0x54303530
const QUIC_T051 = 0x54303531

const SAMPLE = 16
const TAG = 16
const HEADER_PROTECTION_OFFSET = 4

/**
 * The IETF draft that a version follows: 1 … 34 (version 1 counts as 34, Facebook's and Google's as those they are based
 * on, versions that only provoke a negotiation as 34), 100 for version 2; 0 for what is no QUIC version.
 */
export function quicDraft(version: number): number {
  if (version >>> 8 === 0xff0000) return version & 255
  if (version === 0xfaceb001) return 22
  if (version === 0xfaceb002 || version === 0xfaceb00e) return 27
  if (version === QUIC_Q050 || version === QUIC_T050 || version === QUIC_T051) return 27
  if (isForcedNegotiation(version) || version === QUIC_V1) return 34
  return version === QUIC_V2 ? 100 : 0
}

/** 0x?a?a?a?a: RFC 9000 section 15. */
export function isForcedNegotiation(version: number): boolean {
  return (version & 0x0f0f0f0f) === 0x0a0a0a0a
}

function saltOf(version: number): Uint8Array | null {
  if (version === QUIC_Q050) return SALT_Q050
  if (version === QUIC_T050) return SALT_T050
  if (version === QUIC_T051) return SALT_T051
  const draft = quicDraft(version)
  if (draft === 0) return null
  if (draft <= 22) return SALT_DRAFT_22
  if (draft <= 28) return SALT_DRAFT_23
  if (draft <= 32) return SALT_DRAFT_29
  return draft <= 34 ? SALT_V1 : SALT_V2
}

/** The keys of one side. */
export class QuicKeys {
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly headerKey: Uint8Array

  constructor(secret: Uint8Array, version: number) {
    const prefix = version === QUIC_V2 ? 'quicv2 ' : 'quic '
    this.key = expandLabel(secret, `${prefix}key`, 16)
    this.iv = expandLabel(secret, `${prefix}iv`, 12)
    this.headerKey = expandLabel(secret, `${prefix}hp`, 16)
  }

  /** The mask for a header whose packet is protected with this sample (RFC 9001 section 5.4.3). */
  mask(sample: Uint8Array): Uint8Array {
    return ecb(this.headerKey, { disablePadding: true }).encrypt(sample)
  }
}

export type InitialKeys = { client: QuicKeys; server: QuicKeys }

/** Keys of Initial packets from the client's first Destination Connection ID; null for versions without known salt. */
export function initialKeys(version: number, destinationId: Uint8Array): InitialKeys | null {
  const salt = saltOf(version)
  if (salt === null) return null
  const secret = extract(sha256, destinationId, salt)
  return {
    client: new QuicKeys(expandLabel(secret, 'client in', 32), version),
    server: new QuicKeys(expandLabel(secret, 'server in', 32), version),
  }
}

export type Unprotected = { packetNumber: number; payload: Uint8Array }

/**
 * Takes the protection off the long header packet bytes[start, end) whose packet number is at `numberAt`. `expected`: the
 * packet number after the largest seen, from which the truncated one is completed. null when it does not authenticate.
 */
export function unprotect(
  keys: QuicKeys,
  bytes: Uint8Array,
  start: number,
  numberAt: number,
  end: number,
  expected: number,
): Unprotected | null {
  const sampleAt = numberAt + HEADER_PROTECTION_OFFSET
  if (sampleAt + SAMPLE > end) return null
  const mask = keys.mask(bytes.subarray(sampleAt, sampleAt + SAMPLE))
  const header = bytes.slice(start, numberAt + 4)
  header[0] ^= mask[0] & 0x0f
  const length = (header[0] & 3) + 1
  const from = numberAt - start
  let truncated = 0
  for (let i = 0; i < length; i++) {
    header[from + i] ^= mask[1 + i]
    truncated = truncated * 256 + header[from + i]
  }
  const packetNumber = completeNumber(truncated, length, expected)
  const nonce = keys.iv.slice()
  let rest = packetNumber
  for (let i = 11; i >= 4; i--) {
    nonce[i] ^= rest % 256
    rest = Math.floor(rest / 256)
  }
  if (end - (numberAt + length) < TAG) return null
  try {
    const cipher = gcm(keys.key, nonce, header.subarray(0, from + length))
    return { packetNumber, payload: cipher.decrypt(bytes.subarray(numberAt + length, end)) }
  } catch {
    return null
  }
}

/** RFC 9000 appendix A.3. */
function completeNumber(truncated: number, length: number, expected: number): number {
  const window = 256 ** length
  const candidate = expected - (expected % window) + truncated
  if (candidate <= expected - window / 2 && candidate + window < Number.MAX_SAFE_INTEGER) return candidate + window
  if (candidate > expected + window / 2 && candidate >= window) return candidate - window
  return candidate
}

/** HKDF-Expand-Label of RFC 8446 section 7.1 with an empty context. */
function expandLabel(secret: Uint8Array, label: string, length: number): Uint8Array {
  const text = new TextEncoder().encode(`tls13 ${label}`)
  const description = new Uint8Array(4 + text.length)
  description[1] = length
  description[2] = text.length
  description.set(text, 3)
  return expand(sha256, secret, description, length)
}

function unhex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16))
}
