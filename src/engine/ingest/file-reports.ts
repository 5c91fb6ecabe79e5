import type { FormatReport, FormatWarning, InterfaceDescription } from '../formats/format.ts'
import { isOpenedByTshark, linkTypeName } from '../formats/link-type.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** A hostile file can say any number of these: what is beyond is counted or left out. */
const MAX_WARNINGS = 200
const MAX_COMMENTS = 10_000
const MAX_NAMES = 100_000
const MAX_SECRETS = 16 * 1024 * 1024
const MAX_SOURCES = 65_000

type OpenedFile = { readonly order: number; readonly format: string }

/** What the files of a reading tell besides records: interfaces, warnings, comments, names, secrets. Each is bounded. */
export class FileReports {
  /** Comments of sections, interfaces and packets, in the order of the files. */
  readonly comments: string[] = []
  /** Name resolution in the files: address text -> names. */
  readonly names = new Map<string, Set<string>>()
  /** Decryption secrets in the files; type 0x544c534b is NSS key log text. */
  readonly secrets: { type: number; bytes: Uint8Array }[] = []
  private readonly tables: CaptureTables
  private readonly refusesAsTshark: boolean
  private readonly sourceRows = new Map<string, number>()
  private secretsLength = 0

  constructor(tables: CaptureTables, refusesAsTshark: boolean) {
    this.tables = tables
    this.refusesAsTshark = refusesAsTshark
  }

  warn(file: string, warning: FormatWarning): void {
    const { warnings } = this.tables
    let count = 0
    for (const other of warnings) if (other.file === file) count++
    if (count < MAX_WARNINGS || warning.fatal) warnings.push({ file, ...warning })
    else if (count === MAX_WARNINGS)
      warnings.push({
        file,
        offset: null,
        packet: null,
        message: 'there were more warnings of this kind',
        fatal: false,
      })
  }

  reportOf(file: string, opened: () => OpenedFile): FormatReport {
    return {
      onInterface: (description) => this.source(file, opened(), description),
      onWarning: (warning) => this.warn(file, warning),
      onComment: ({ text }) => {
        if (text !== '' && this.comments.length < MAX_COMMENTS) this.comments.push(text)
      },
      onName: (address, name) => {
        const known = this.names.get(address)
        if (known !== undefined) known.add(name)
        else if (this.names.size < MAX_NAMES) this.names.set(address, new Set([name]))
      },
      onSecrets: (type, bytes) => {
        this.secretsLength += bytes.length
        if (this.secretsLength <= MAX_SECRETS) this.secrets.push({ type, bytes })
      },
      onDrops: (row, drops) => {
        const source = this.tables.sources[row]
        source.drops = (source.drops ?? 0) + drops
      },
    }
  }

  /** Row of tables.sources; the same interface in a later section of the file has the same one. */
  private source(file: string, opened: OpenedFile, description: InterfaceDescription): number {
    const { linkType, snapLength, precision, name } = description
    const { sources } = this.tables
    if (this.refusesAsTshark && opened.format.split(' ')[0] === 'pcap')
      if (!isOpenedByTshark(linkType)) {
        const message = `${linkTypeName(linkType)} (${linkType}) is unknown or unsupported`
        this.warn(file, { offset: 0, packet: null, message, fatal: true })
        return -1
      }
    const key = JSON.stringify([opened.order, linkType, precision, name])
    const known = this.sourceRows.get(key)
    if (known !== undefined) return known
    if (sources.length >= MAX_SOURCES) {
      this.warn(file, { offset: null, packet: null, message: 'there are too many interfaces', fatal: true })
      return -1
    }
    this.sourceRows.set(key, sources.length)
    return (
      sources.push({
        file,
        fileNumber: opened.order,
        linkType,
        snapLength,
        precision,
        interfaceName: name,
        drops: null,
      }) - 1
    )
  }
}
