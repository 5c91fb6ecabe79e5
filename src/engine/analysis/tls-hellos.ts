import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { fileOfFrame, packetNumber } from './frame-source.ts'
import { type List, rowsOf, textKeys } from './list.ts'

export type ClientHello = {
  /** null: told by a log. */
  frame: number | null
  /** File that it comes from. */
  source: string | null
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  sni: string | null
  version: string
  supported_versions: string[]
  alpn: string[]
  ja3: string
  ja4: string
}

export type ServerHello = {
  /** null: told by a log. */
  frame: number | null
  /** File that it comes from. */
  source: string | null
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  version: string
  selected_version: string | null
  cipher: string
  alpn: string | null
  ja3s: string
}

export type TlsHellos = { client_hellos: ClientHello[]; server_hellos: ServerHello[] }

/** TlsHelloTable.kind */
export const CLIENT_HELLO = 1

/** The hellos whose frame is selected, in the order of the capture. */
export function tlsHellos(tables: CaptureTables, selected: Selected | null): TlsHellos {
  const { tlsHellos: table, texts } = tables
  const server_hellos: ServerHello[] = []
  for (let row = 0; row < table.rows; row++)
    if (table.kind[row] !== CLIENT_HELLO && hasFrame(selected, table.frame[row]))
      server_hellos.push({
        ...endsAt(tables, row),
        version: hex(table.version[row]),
        selected_version: table.selectedVersion[row] === 0 ? null : hex(table.selectedVersion[row]),
        cipher: hex(table.cipher[row]),
        alpn: texts.textOrNull(table.alpn[row]),
        ja3s: texts.text(table.ja3[row]),
      })
  return { client_hellos: rowsOf(clientHellos(tables, selected)), server_hellos }
}

/** The ClientHellos whose frame is selected, in the order of the capture. */
export function clientHellos(tables: CaptureTables, selected: Selected | null): List<ClientHello> {
  const { tlsHellos: table, texts } = tables
  const rows = new Uint32Array(table.rows)
  let length = 0
  for (let row = 0; row < table.rows; row++)
    if (table.kind[row] === CLIENT_HELLO && hasFrame(selected, table.frame[row])) rows[length++] = row
  const hellos = rows.subarray(0, length)

  const row = (index: number): ClientHello => {
    const at = hellos[index]
    return {
      ...endsAt(tables, at),
      sni: texts.textOrNull(table.serverName[at]),
      version: hex(table.version[at]),
      supported_versions: split(texts.text(table.supportedVersions[at]), ','),
      alpn: split(texts.text(table.alpn[at]), '\n'),
      ja3: texts.text(table.ja3[at]),
      ja4: texts.text(table.ja4[at]),
    }
  }

  const numberColumns: Readonly<Record<string, Uint16Array | Uint32Array>> = {
    frame: table.frame,
    srcport: table.sourcePort,
    dstport: table.destinationPort,
    version: table.version,
  }
  const textColumns: Readonly<Record<string, Uint32Array>> = {
    transport: table.transport,
    sni: table.serverName,
    supported_versions: table.supportedVersions,
    alpn: table.alpn,
    ja3: table.ja3,
    ja4: table.ja4,
  }
  const sortKeys = (key: string): Float64Array | null => {
    if (key === 'src' || key === 'dst') {
      const ranks = addressKeys(tables.addresses)
      const side = key === 'src' ? table.source : table.destination
      return Float64Array.from(hellos, (at) => ranks[side[at]])
    }
    if (key === 'source') return textKeys(Array.from(hellos, (at) => fileOfFrame(tables, table.frame[at])))
    if (Object.hasOwn(textColumns, key)) {
      const column = textColumns[key]
      return textKeys(Array.from(hellos, (at) => texts.textOrNull(column[at])))
    }
    if (!Object.hasOwn(numberColumns, key)) return null
    const column = numberColumns[key]
    return Float64Array.from(hellos, (at) => column[at])
  }
  return { length, row, sortKeys }
}

function endsAt(tables: CaptureTables, row: number) {
  const { tlsHellos: table, addresses, texts } = tables
  return {
    frame: packetNumber(table.frame[row]),
    source: fileOfFrame(tables, table.frame[row]),
    src: addresses.text(table.source[row]),
    srcport: table.sourcePort[row],
    dst: addresses.text(table.destination[row]),
    dstport: table.destinationPort[row],
    transport: texts.text(table.transport[row]),
  }
}

function split(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`
}
