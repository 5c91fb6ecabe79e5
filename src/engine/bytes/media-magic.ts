/** Media types by the first bytes of a body, under the names that Zeek's files log has for them. */

type Magic = { type: string; at: number; bytes: readonly number[] }

const magic = (type: string, text: string | readonly number[], at = 0): Magic => ({
  type,
  at,
  bytes: typeof text === 'string' ? Array.from(text, (letter) => letter.charCodeAt(0)) : text,
})

/** More particular ones first. */
const MAGICS: readonly Magic[] = [
  magic('application/x-executable', '\x7fELF'),
  magic('application/x-mach-o-executable', [0xfe, 0xed, 0xfa, 0xce]),
  magic('application/x-mach-o-executable', [0xfe, 0xed, 0xfa, 0xcf]),
  magic('application/x-mach-o-executable', [0xce, 0xfa, 0xed, 0xfe]),
  magic('application/x-mach-o-executable', [0xcf, 0xfa, 0xed, 0xfe]),
  magic('application/x-ms-shortcut', [0x4c, 0, 0, 0, 1, 0x14, 2, 0]),
  // OLE 2: Office up to 2003, installers.
  magic('application/msword', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  magic('application/x-debian-package', '!<arch>\ndebian'),
  magic('application/x-rpm', [0xed, 0xab, 0xee, 0xdb]),
  magic('application/vnd.ms-cab-compressed', 'MSCF'),
  magic('application/pdf', '%PDF-'),
  magic('application/gzip', [0x1f, 0x8b, 8]),
  magic('application/x-7z-compressed', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  magic('application/x-rar', 'Rar!\x1a\x07'),
  magic('application/x-xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
  magic('application/x-bzip2', 'BZh'),
  magic('application/x-shockwave-flash', 'FWS'),
  magic('application/x-shockwave-flash', 'CWS'),
  magic('image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  magic('image/jpeg', [0xff, 0xd8, 0xff]),
  magic('image/gif', 'GIF87a'),
  magic('image/gif', 'GIF89a'),
  magic('image/webp', 'WEBP', 8),
  magic('audio/x-wav', 'WAVE', 8),
  magic('video/x-msvideo', 'AVI ', 8),
  magic('image/x-icon', [0, 0, 1, 0]),
  magic('image/tiff', 'II*\0'),
  magic('image/tiff', 'MM\0*'),
  magic('video/mp4', 'ftyp', 4),
  magic('video/webm', [0x1a, 0x45, 0xdf, 0xa3]),
  magic('audio/mpeg', 'ID3'),
  magic('application/ogg', 'OggS'),
  magic('application/font-woff', 'wOFF'),
  magic('application/font-woff2', 'wOF2'),
  magic('application/zip', 'PK\x03\x04'),
]

/** The candidates of each first byte that counts; those whose magic stands further in are candidates of every byte. */
const candidates: (readonly Magic[])[] = Array.from({ length: 256 }, (_, byte) =>
  MAGICS.filter(({ at, bytes }) => at > 0 || bytes[0] === byte),
)

/** What bytes[from, to) begins with; '' when it says nothing. */
export function mediaTypeOf(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from
  if (length < 4) return ''
  const first = bytes[from]
  if (first === 0x4d && bytes[from + 1] === 0x5a) return isDosExecutable(bytes, from, to) ? 'application/x-dosexec' : ''
  if (first === 0xca && bytes[from + 1] === 0xfe && bytes[from + 2] === 0xba && bytes[from + 3] === 0xbe)
    return classOrFat(bytes, from, to)
  for (const { type, at, bytes: expected } of candidates[first])
    if (startsWith(bytes, from + at, to, expected)) return type === 'application/zip' ? zipType(bytes, from, to) : type
  return textType(bytes, from, to)
}

/** 'MZ' begins texts, too: the header says where the next one is, 'PE\0\0' or one of its elders. */
function isDosExecutable(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 64) return false
  const at = from + (bytes[from + 60] | (bytes[from + 61] << 8) | (bytes[from + 62] << 16) | (bytes[from + 63] << 24))
  if (at >= from + 64 && at + 4 <= to) {
    const second = bytes[at + 1]
    return (bytes[at] === 0x50 && second === 0x45) || ((bytes[at] === 0x4e || bytes[at] === 0x4c) && second === 0x45)
  }
  // The old header alone: pages, and a relocation table within it.
  return bytes[from + 2] < 2 || bytes[from + 3] < 2
}

/** Java classes and Mach-O files of several architectures begin alike; these have few, those a version of 45 and more. */
function classOrFat(bytes: Uint8Array, from: number, to: number): string {
  if (to - from < 8) return ''
  const number = (bytes[from + 4] << 24) | (bytes[from + 5] << 16) | (bytes[from + 6] << 8) | bytes[from + 7]
  return number > 0 && number < 40 ? 'application/x-mach-o-executable' : 'application/x-java-applet'
}

/** By the name of the first entry (APPNOTE section 4.3.7). */
function zipType(bytes: Uint8Array, from: number, to: number): string {
  if (startsWithText(bytes, from + 30, to, 'META-INF/')) return 'application/java-archive'
  if (startsWithText(bytes, from + 30, to, '[Content_Types].xml') || startsWithText(bytes, from + 30, to, '_rels/'))
    return 'application/vnd.openxmlformats-officedocument'
  return 'application/zip'
}

function textType(bytes: Uint8Array, from: number, to: number): string {
  if (bytes[from] === 0x23 && bytes[from + 1] === 0x21) return scriptType(bytes, from, to)
  let at = from
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3
  while (at < to && (bytes[at] === 32 || (bytes[at] >= 9 && bytes[at] <= 13))) at++
  if (bytes[at] === 0x3c) {
    if (startsWithText(bytes, at, to, '<!doctype html') || startsWithText(bytes, at, to, '<html')) return 'text/html'
    if (startsWithText(bytes, at, to, '<?php')) return 'text/x-php'
    if (startsWithText(bytes, at, to, '<?xml')) return 'application/xml'
  }
  return startsWithText(bytes, at, to, '@echo off') ? 'text/x-msdos-batch' : ''
}

function scriptType(bytes: Uint8Array, from: number, to: number): string {
  let line = ''
  for (let at = from + 2; at < Math.min(to, from + 64) && bytes[at] !== 10; at++) line += String.fromCharCode(bytes[at])
  const interpreter = /^\s*\/\S*\/(?:env\s+(?:-\S+\s+)*)?(\w+)/.exec(line)?.[1]
  if (interpreter === undefined) return ''
  if (interpreter.startsWith('python')) return 'text/x-python'
  if (interpreter.startsWith('perl')) return 'text/x-perl'
  if (interpreter.startsWith('ruby')) return 'text/x-ruby'
  return interpreter.endsWith('sh') ? 'text/x-shellscript' : ''
}

function startsWith(bytes: Uint8Array, at: number, to: number, expected: readonly number[]): boolean {
  if (at + expected.length > to) return false
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false
  return true
}

/** `text` is in lower case; either case will do in the bytes. */
function startsWithText(bytes: Uint8Array, at: number, to: number, text: string): boolean {
  if (at + text.length > to) return false
  for (let i = 0; i < text.length; i++) {
    const byte = bytes[at + i]
    const letter = text.charCodeAt(i)
    if (byte !== letter && (byte | 32) !== (letter | 32)) return false
  }
  return true
}
