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
  /** With colons; null: told by a log. */
  sha1: string | null
  /** Of the issuer's signature, as Zeek prints it. */
  signature: string | null
  /** Common names of the chain that it came in, the sender's own certificate first. */
  chain: (string | null)[]
  /** Who got this certificate (by SHA-256) and who sent it, in what is selected, and in how many sessions. */
  clients: number
  servers: number
  sessions: number
}

/** `once`: each certificate (by SHA-256) only where it was first seen. */
export type CertificatesQuery = { once?: boolean | undefined }

/** Certificates whose frame is selected, in the order of the capture. */
export function certificates(
  tables: CaptureTables,
  selected: Selected | null,
  { once = false }: CertificatesQuery = {},
): List<Certificate> {
  const { certificates: table } = tables
  const rows = new Uint32Array(table.rows)
  let length = 0
  for (let row = 0; row < table.rows; row++) if (hasFrame(selected, table.frame[row])) rows[length++] = row
  const found = rows.subarray(0, length)
  const uses = usesOf(tables, found)
  /** Places in `found`. */
  const shown = once ? firstOfEach(tables, found) : Uint32Array.from(found, (_, at) => at)
  const row = (index: number): Certificate => described(tables, found, shown[index], uses)
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
    if (Object.hasOwn(numbers, key)) return Float64Array.from(shown, (at) => numbers[key](found[at]))
    if (!Object.hasOwn(texts, key)) return listOf(Array.from(shown, (_, index) => row(index))).sortKeys(key)
    const column = texts[key]
    return textKeys(Array.from(shown, (at) => tables.texts.textOrNull(column[found[at]])))
  }
  return { length: shown.length, row, sortKeys }
}

/** What has no fingerprint (cut logs) is one of its own. */
function firstOfEach({ certificates: table }: CaptureTables, found: Uint32Array): Uint32Array {
  const seen = new Set<number>()
  const places: number[] = []
  found.forEach((row, at) => {
    const fingerprint = table.fingerprint[row]
    if (fingerprint !== 0 && seen.has(fingerprint)) return
    seen.add(fingerprint)
    places.push(at)
  })
  return Uint32Array.from(places)
}

type Use = { clients: Set<number>; servers: Set<number>; sessions: Set<number> }

/** By fingerprint (text id). */
function usesOf({ certificates: table }: CaptureTables, found: Uint32Array): Map<number, Use> {
  const uses = new Map<number, Use>()
  for (const row of found) {
    let use = uses.get(table.fingerprint[row])
    if (use === undefined) {
      use = { clients: new Set(), servers: new Set(), sessions: new Set() }
      uses.set(table.fingerprint[row], use)
    }
    use.clients.add(table.destination[row])
    use.servers.add(table.source[row])
    if (table.session[row] !== 0) use.sessions.add(table.session[row])
  }
  return uses
}

const MOST_OF_CHAIN = 20

/** The certificates of one message stand one after the other, by their index. */
function chainOf({ certificates: table, texts }: CaptureTables, found: Uint32Array, at: number): (string | null)[] {
  const follows = (row: number, before: number) =>
    table.frame[row] === table.frame[before] &&
    table.session[row] === table.session[before] &&
    table.source[row] === table.source[before] &&
    table.index[row] === table.index[before] + 1
  let first = at
  while (first > 0 && at - first < MOST_OF_CHAIN && follows(found[first], found[first - 1])) first--
  const chain = [texts.textOrNull(table.subjectCommonName[found[first]])]
  for (let next = first + 1; next < found.length && chain.length < MOST_OF_CHAIN; next++) {
    if (!follows(found[next], found[next - 1])) break
    chain.push(texts.textOrNull(table.subjectCommonName[found[next]]))
  }
  return chain
}

function described(tables: CaptureTables, found: Uint32Array, at: number, uses: ReadonlyMap<number, Use>): Certificate {
  const { certificates: table, addresses, texts } = tables
  const row = found[at]
  // Without a fingerprint (cut logs) nothing says that two are the same.
  const use = table.fingerprint[row] === 0 ? undefined : uses.get(table.fingerprint[row])
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
    sha1: texts.textOrNull(table.sha1[row]),
    signature: texts.textOrNull(table.signatureAlgorithm[row]),
    chain: chainOf(tables, found, at),
    clients: use?.clients.size ?? 1,
    servers: use?.servers.size ?? 1,
    sessions: use?.sessions.size ?? (table.session[row] === 0 ? 0 : 1),
  }
}
