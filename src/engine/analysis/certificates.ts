import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf, textKeys } from './list.ts'
import { fileOfFrame, packetNumber } from './frame-source.ts'
import { frameTime } from './times.ts'

/** One a certificate of every visible Certificate handshake message. */
export type Certificate = {
  /** null: told by a log. */
  frame: number | null
  /** File that it comes from. */
  source: string | null
  /** Of that frame; null when it has none. */
  time: string | null
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  index: number
  subject_cn: string | null
  issuer_cn: string | null
  subject: string | null
  issuer: string | null
  not_before: string | null
  not_after: string | null
  serial: string | null
  san: string[]
  sha256: string | null
}

/** Certificates whose frame is selected, in the order of the capture. */
export function certificates(tables: CaptureTables, selected: Selected | null): List<Certificate> {
  const { certificates: table } = tables
  const rows = new Uint32Array(table.rows)
  let length = 0
  for (let row = 0; row < table.rows; row++) if (hasFrame(selected, table.frame[row])) rows[length++] = row
  const found = rows.subarray(0, length)
  const row = (index: number): Certificate => described(tables, found[index])
  const numbers: Readonly<Record<string, (row: number) => number>> = {
    frame: (at) => table.frame[at],
    srcport: (at) => table.sourcePort[at],
    dstport: (at) => table.destinationPort[at],
    index: (at) => table.index[at],
  }
  const texts: Readonly<Record<string, Uint32Array>> = {
    subject_cn: table.subjectCommonName,
    issuer_cn: table.issuerCommonName,
    not_before: table.notBefore,
    not_after: table.notAfter,
  }
  const sortKeys = (key: string): Float64Array | null => {
    if (Object.hasOwn(numbers, key)) return Float64Array.from(found, numbers[key])
    if (!Object.hasOwn(texts, key)) return listOf(Array.from(found, (at) => described(tables, at))).sortKeys(key)
    const column = texts[key]
    return textKeys(Array.from(found, (at) => tables.texts.textOrNull(column[at])))
  }
  return { length, row, sortKeys }
}

function described(tables: CaptureTables, row: number): Certificate {
  const { certificates: table, addresses, texts } = tables
  const names = texts.text(table.subjectAltNames[row])
  return {
    frame: packetNumber(table.frame[row]),
    source: fileOfFrame(tables, table.frame[row]),
    time: frameTime(tables, table.frame[row]),
    src: addresses.text(table.source[row]),
    srcport: table.sourcePort[row],
    dst: addresses.text(table.destination[row]),
    dstport: table.destinationPort[row],
    transport: texts.text(table.transport[row]),
    index: table.index[row],
    subject_cn: texts.textOrNull(table.subjectCommonName[row]),
    issuer_cn: texts.textOrNull(table.issuerCommonName[row]),
    subject: texts.textOrNull(table.subject[row]),
    issuer: texts.textOrNull(table.issuer[row]),
    not_before: texts.textOrNull(table.notBefore[row]),
    not_after: texts.textOrNull(table.notAfter[row]),
    serial: texts.textOrNull(table.serial[row]),
    san: names === '' ? [] : names.split(','),
    sha256: texts.textOrNull(table.fingerprint[row]),
  }
}
