import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf } from './list.ts'
import { packetNumber } from './frame-source.ts'
import { frameTime } from './times.ts'

/** A body that was transferred (Zeek's files log). */
export type TransferredFile = {
  frame: number | null
  time: string | null
  /** Who sends and who gets it. */
  tx_host: string
  rx_host: string
  source: string
  /** What its first bytes are, and what its sender says that it is. */
  mime_type: string | null
  declared_type: string | null
  filename: string | null
  /** Of the HTTP request. */
  host: string | null
  uri: string | null
  bytes: number
}

/** Bodies whose frame is selected, in the order of the capture. */
export function files(tables: CaptureTables, selected: Selected | null): List<TransferredFile> {
  const { files: t, addresses, texts, protocolNames } = tables
  const found: TransferredFile[] = []
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.frame[row])) continue
    const request = requestOf(tables, row)
    found.push({
      frame: packetNumber(t.frame[row]),
      time: frameTime(tables, t.frame[row]),
      tx_host: addresses.text(t.source[row]),
      rx_host: addresses.text(t.destination[row]),
      source: protocolNames[t.protocol[row]],
      mime_type: texts.textOrNull(t.mimeType[row]),
      declared_type: texts.textOrNull(t.declaredType[row]),
      filename: fileName(tables, row),
      host: request < 0 ? null : texts.textOrNull(tables.http.host[request]),
      uri: request < 0 ? null : texts.textOrNull(tables.http.uri[request]),
      bytes: t.bytes[row],
    })
  }
  return listOf(found)
}

/** Row of the HTTP request that a file belongs to; -1 = none. */
export function requestOf({ files: t, http }: CaptureTables, row: number): number {
  const message = t.http[row] - 1
  if (message < 0 || http.status[message] === 0) return message
  return http.peer[message] - 1
}

/** As the headers say it, else the last part of the request's path; null = none. */
export function fileName(tables: CaptureTables, row: number): string | null {
  const { files: t, http, texts } = tables
  if (t.filename[row] !== 0) return texts.text(t.filename[row])
  const request = requestOf(tables, row)
  if (request < 0) return null
  const path = texts.text(http.uri[request]).replace(/[?#].*$/s, '')
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name === '' ? null : name
}
