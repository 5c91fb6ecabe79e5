import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { frameTime } from './times.ts'

/** One a certificate of every visible Certificate handshake message. */
export type Certificate = {
  frame: number
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
export function certificates(tables: CaptureTables, selected: Selected | null): Certificate[] {
  const { certificates: table, addresses, texts } = tables
  const found: Certificate[] = []
  for (let row = 0; row < table.rows; row++) {
    if (!hasFrame(selected, table.frame[row])) continue
    const names = texts.text(table.subjectAltNames[row])
    found.push({
      frame: table.frame[row],
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
    })
  }
  return found
}
