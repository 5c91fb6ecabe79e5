import type { Compression } from './compression.ts'
import type { CaptureFormat } from './format.ts'
import { csv } from './csv.ts'
import { gzip } from './gzip.ts'
import type { LogFormat } from './log.ts'
import { pcap } from './pcap.ts'
import { pcapng } from './pcapng.ts'
import { suricataEve } from './suricata-eve.ts'
import { zeekJson } from './zeek-json.ts'
import { zeekTsv } from './zeek-tsv.ts'
import { zstd } from './zstd.ts'

/** Every capture format; the order means nothing, as no two claim the same head. */
export const formatRegistry: readonly CaptureFormat[] = [pcap, pcapng]

/** Every format of logs. */
export const logFormatRegistry: readonly LogFormat[] = [zeekTsv, zeekJson, suricataEve, csv]

/** What a capture or log may be wrapped in, once. */
export const compressionRegistry: readonly Compression[] = [gzip, zstd]

/** The format of a file by its first bytes, never by its name; null = no capture. */
export function formatOf(head: Uint8Array): CaptureFormat | null {
  return formatRegistry.find((format) => format.sniff(head)) ?? null
}

/** The format of a log by its first bytes; null = none. Only for what is no capture. */
export function logFormatOf(head: Uint8Array): LogFormat | null {
  return logFormatRegistry.find((format) => format.sniff(head)) ?? null
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
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG image'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3', 'an SQLite database'],
]

/** Whether bytes are text, as far as can be told: no control characters but white space. */
export function isText(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13))
}

/** A Zeek log whose header was cut off: a time, then fields behind tabs. */
const headless = /^(\d{9,10}\.\d+|\d{4}-\d\d-\d\dT[^\t]*)\t[^\t]+\t/

/** What a file that is neither capture nor log begins with, for a person: hex and, where known, a name. */
export function describeHead(head: Uint8Array): string {
  if (head.length === 0) return 'the file is empty'
  const start = head.subarray(0, 64)
  const text = String.fromCharCode(...start)
  const known = foreign.find(([magic]) => text.startsWith(magic))
  if (known === undefined && isText(start)) {
    const first = JSON.stringify(
      text
        .trimStart()
        .split(/[\r\n]/, 1)[0]
        .slice(0, 40),
    )
    return headless.test(text)
      ? `rows without the #fields line that names their columns: it begins with ${first}`
      : `it is text that begins with ${first}`
  }
  const hex = Array.from(start.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return known === undefined ? `it begins with ${hex}` : `it begins with ${hex}: ${known[1]}`
}
