import type { Compression } from './compression.ts'
import type { CaptureFormat } from './format.ts'
import { gzip } from './gzip.ts'
import { pcap } from './pcap.ts'
import { pcapng } from './pcapng.ts'
import { zstd } from './zstd.ts'

/** Every capture format; the order means nothing, as no two claim the same head. */
export const formatRegistry: readonly CaptureFormat[] = [pcap, pcapng]

/** What a capture may be wrapped in, once. */
export const compressionRegistry: readonly Compression[] = [gzip, zstd]

/** The format of a file by its first bytes, never by its name; null = no capture. */
export function formatOf(head: Uint8Array): CaptureFormat | null {
  return formatRegistry.find((format) => format.sniff(head)) ?? null
}

export function compressionOf(head: Uint8Array): Compression | null {
  return compressionRegistry.find((compression) => compression.sniff(head)) ?? null
}

/** First bytes of things that people drop by mistake, so that the message can name them. */
const foreign: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a zip archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['BZh', 'bzip2 data'],
  ['\xfd7zXZ', 'xz data'],
  ['\x04\x22\x4d\x18', 'lz4 data'],
  ['snoop\0', 'a snoop capture'],
  ['GMBU', 'a Microsoft Network Monitor capture'],
  ['RTSS', 'a Microsoft Network Monitor capture'],
  ['TRSNIFF', 'a Sniffer capture'],
  ['\xd4\xc3\xb2\x1a', 'a capture of an unknown kind'],
  ['#separator', 'a Zeek log'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG image'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3', 'an SQLite database'],
]

/** What a file that is no capture begins with, for a person: hex and, where known, a name. */
export function describeHead(head: Uint8Array): string {
  if (head.length === 0) return 'the file is empty'
  const start = head.subarray(0, 16)
  const text = String.fromCharCode(...start)
  const known = foreign.find(([magic]) => text.startsWith(magic))
  const hex = Array.from(start.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return known === undefined ? `it begins with ${hex}` : `it begins with ${hex}: ${known[1]}`
}
