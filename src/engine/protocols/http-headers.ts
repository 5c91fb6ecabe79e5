import { type MediaHint, mediaHint } from '../dissect/media-body.ts'
import type { Packet } from '../dissect/packet.ts'
import { isLetter, lower, startsWith, startsWithAnyCase } from '../dissect/text-lines.ts'
import type { HttpConversation } from '../dissect/http-conversation.ts'

export const KIND_OTHER = 0
export const KIND_REQUEST = 1
export const KIND_RESPONSE = 2
export const KIND_NOTIFICATION = 3

const COLON = 58

const REQUEST_METHODS = [
  'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE PATCH LABEL MERGE DELETE SEARCH UNLOCK REPORT UPDATE',
  'BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY',
  'MKWORKSPACE RPC_CONNECT RPC_IN_DATA RPC_OUT_DATA VERSION-CONTROL BASELINE-CONTROL SSTP_DUPLEX_POST',
]
  .join(' ')
  .split(' ')
const NOTIFICATION_METHODS = ['NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE']

/** Methods by length: the list that a line's first word is compared with. */
const methodsByLength: { name: string; kind: number }[][] = []
for (const name of REQUEST_METHODS) (methodsByLength[name.length] ??= []).push({ name, kind: KIND_REQUEST })
for (const name of NOTIFICATION_METHODS) (methodsByLength[name.length] ??= []).push({ name, kind: KIND_NOTIFICATION })

/** What the line bytes[from, to) starts (RFC 9112 section 3, RFC 3253, UPnP); other methods are not known to Wireshark 4.0. */
export function kindOfLine(bytes: Uint8Array, from: number, to: number): number {
  const at = startsWith(bytes, from, to, 'M-') ? from + 2 : from
  if (startsWith(bytes, at, to, 'HTTP/') || startsWith(bytes, at, to, 'ICY')) return KIND_RESPONSE
  let space = at
  const limit = Math.min(to, at + 17)
  while (space < limit && bytes[space] !== 32 && bytes[space] !== COLON) space++
  if (space < to && bytes[space] === COLON) return KIND_OTHER
  const candidates = methodsByLength[space - at]
  if (candidates === undefined) return KIND_OTHER
  for (const { name, kind } of candidates) if (startsWith(bytes, at, to, name)) return kind
  return KIND_OTHER
}

/** The status of a response's first line; 0 when it is not three digits. */
export function statusOfLine(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== 32) at++
  while (at < to && bytes[at] === 32) at++
  let digits = 0
  let status = 0
  for (; at + digits < to && bytes[at + digits] !== 32; digits++) {
    const byte = bytes[at + digits]
    if (digits >= 3 || byte < 48 || byte > 57) return 0
    status = status * 10 + (byte - 48)
  }
  return digits === 3 ? status : 0
}

export const TRANSFER_NONE = 0
export const TRANSFER_UNKNOWN = 1
export const TRANSFER_IDENTITY = 2
/** gzip, deflate, compress: shown as data. */
export const TRANSFER_COMPRESSED = 3

/** The headers of one message that matter for its body. Reused. */
export const headers = {
  contentLength: -1,
  transfer: TRANSFER_NONE,
  chunked: false,
  /** Lower case; '' = none or identity. */
  contentEncoding: '',
  /** Protocol of the Upgrade header, lower case. */
  upgrade: '',
  media: null as MediaHint | null,
  /** Content-Range: the body is a part of something. */
  isPart: false,
}

export function resetHeaders(): void {
  headers.contentLength = -1
  headers.transfer = TRANSFER_NONE
  headers.chunked = false
  headers.contentEncoding = ''
  headers.upgrade = ''
  headers.media = null
  headers.isPart = false
}

/** Header values that reports need: places in the bytes; 0, 0 = not there. */
export const places = {
  host: 0,
  hostEnd: 0,
  userAgent: 0,
  userAgentEnd: 0,
  referrer: 0,
  referrerEnd: 0,
  contentType: 0,
  contentTypeEnd: 0,
  server: 0,
  serverEnd: 0,
  /** Of Authorization and Proxy-Authorization. */
  authorization: 0,
  authorizationEnd: 0,
  /** Of Content-Disposition. */
  disposition: 0,
  dispositionEnd: 0,
}

export function resetPlaces(): void {
  places.hostEnd = 0
  places.userAgentEnd = 0
  places.referrerEnd = 0
  places.contentTypeEnd = 0
  places.serverEnd = 0
  places.authorizationEnd = 0
  places.dispositionEnd = 0
}

/** Takes in the header line bytes[from, to) with its colon at `colon`. Answers where NTLM or Kerberos text begins, or 0. */
export function takeHeader(
  packet: Packet,
  from: number,
  colon: number,
  to: number,
  kind: number,
  conversation: HttpConversation,
): number {
  const { bytes } = packet
  let value = colon + 1
  while (value < to && (bytes[value] === 32 || bytes[value] === 9)) value++
  switch (lower(bytes[from]) * 256 + (colon - from)) {
    case 0x6804:
      if (is(bytes, from, 'host') && places.hostEnd === 0) {
        places.host = value
        places.hostEnd = to
      }
      break
    case 0x750a:
      if (is(bytes, from, 'user-agent') && places.userAgentEnd === 0) {
        places.userAgent = value
        places.userAgentEnd = to
      }
      break
    case 0x7207:
      if (is(bytes, from, 'referer') && places.referrerEnd === 0) {
        places.referrer = value
        places.referrerEnd = to
      }
      break
    case 0x7306:
      if (is(bytes, from, 'server') && places.serverEnd === 0) {
        places.server = value
        places.serverEnd = to
      }
      break
    case 0x630c:
      if (is(bytes, from, 'content-type')) {
        if (places.contentTypeEnd === 0) {
          places.contentType = value
          places.contentTypeEnd = to
        }
        headers.media = mediaHint(bytes, value, to)
      }
      break
    case 0x630e:
      if (is(bytes, from, 'content-length')) headers.contentLength = contentLength(bytes, value, to)
      break
    case 0x630d:
      if (is(bytes, from, 'content-range')) headers.isPart = true
      break
    case 0x6310:
      if (is(bytes, from, 'content-encoding')) {
        headers.contentEncoding = shortText(bytes, value, to)
        if (headers.contentEncoding === 'identity') headers.contentEncoding = ''
      }
      break
    case 0x7411:
      if (is(bytes, from, 'transfer-encoding')) takeTransferEncoding(shortText(bytes, value, to))
      break
    case 0x7507:
      if (is(bytes, from, 'upgrade')) headers.upgrade = shortText(bytes, value, to)
      break
    case 0x7316:
      if (kind === KIND_RESPONSE && is(bytes, from, 'sec-websocket-protocol'))
        conversation.webSocketProtocol = shortText(bytes, value, to)
      break
    case 0x7318:
      if (kind === KIND_RESPONSE && is(bytes, from, 'sec-websocket-extensions'))
        conversation.webSocketExtensions = shortText(bytes, value, to)
      break
    case 0x610d:
      if (is(bytes, from, 'authorization')) return takeAuthorization(bytes, value, to)
      break
    case 0x7013:
      if (is(bytes, from, 'proxy-authorization')) return takeAuthorization(bytes, value, to)
      break
    case 0x6313:
      if (is(bytes, from, 'content-disposition') && places.dispositionEnd === 0) {
        places.disposition = value
        places.dispositionEnd = to
      }
      break
    case 0x7012:
      if (is(bytes, from, 'proxy-authenticate')) return afterScheme(bytes, value, to)
      break
    case 0x7710:
      if (is(bytes, from, 'www-authenticate')) return afterScheme(bytes, value, to)
      break
    default:
  }
  return 0
}

/** Whether bytes[from, to) can be a header's name: a token of RFC 9110 section 5.6.2 (Wireshark's reading of it). */
export function isHeaderName(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (inHeaderNames[bytes[at]] === 0) return false
  return to > from
}

/** By byte: 1 where it may stand in a header's name. */
const inHeaderNames = new Uint8Array(256)
for (let byte = 0; byte < 256; byte++)
  if (isLetter(byte) || /[0-9!#$%&\\*+\-.^_`|~:]/.test(String.fromCharCode(byte))) inHeaderNames[byte] = 1

function is(bytes: Uint8Array, from: number, name: string): boolean {
  return startsWithAnyCase(bytes, from, bytes.length, name)
}

function takeAuthorization(bytes: Uint8Array, value: number, to: number): number {
  places.authorization = value
  places.authorizationEnd = to
  return afterScheme(bytes, value, to)
}

/** Where the base64 text of NTLM, Negotiate or Kerberos credentials begins; 0 = another scheme. */
function afterScheme(bytes: Uint8Array, value: number, to: number): number {
  for (const scheme of ['NTLM ', 'Negotiate ', 'Kerberos '])
    if (startsWith(bytes, value, to, scheme)) return value + scheme.length
  return 0
}

function contentLength(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  let length = 0
  for (; at < to && bytes[at] >= 48 && bytes[at] <= 57; at++) {
    length = length * 10 + (bytes[at] - 48)
    if (length > Number.MAX_SAFE_INTEGER) return -1
  }
  if (at === from || (at < to && bytes[at] !== 32 && (bytes[at] < 9 || bytes[at] > 13))) return -1
  return length
}

function takeTransferEncoding(value: string): void {
  headers.transfer = TRANSFER_UNKNOWN
  for (const part of value.split(',')) {
    const coding = part.trim()
    if (coding.startsWith('chunked')) headers.chunked = true
    else if (headers.transfer !== TRANSFER_UNKNOWN) return
    else if (/^(x-)?(compress|gzip)|^deflate/.test(coding)) headers.transfer = TRANSFER_COMPRESSED
    else if (coding.startsWith('identity')) headers.transfer = TRANSFER_IDENTITY
  }
}

function shortText(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to && at - from < 256; at++) text += String.fromCharCode(lower(bytes[at]))
  return text
}
