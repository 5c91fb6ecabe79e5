import { closeSync, existsSync, openSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import type { CaptureFormatName } from '../engine/capture-export.ts'
import type { FeatureFormat, Selection, TableExport } from '../engine/engine-api.ts'
import type { Engine } from '../engine/engine.ts'
import { tableFormats, tableNames } from '../engine/table-exports.ts'

/** What to write: packets, the rows of a table, or these as a matrix of features. */
export type ExportTarget =
  | { format: CaptureFormatName }
  | TableExport
  | { features: TableExport['table']; format: FeatureFormat; mapping?: string }

/** What an export wrote, or why nothing; part of the document. */
export type ExportReport = {
  file: string | null
  format: string
  /** What was written: packets, or rows of a table. */
  count: number
  /** Of a matrix of features: the file of its mapping. */
  mapping?: string
  error: string | null
}

/** For a person. */
export const EXPORT_FORMATS = `${Object.keys(tableFormats).join(', ')}, of tables also with ':' and one of ${tableNames.join(', ')}`

const FEATURE_FORMATS = new Map<string, FeatureFormat>([
  ['features', 'csv'],
  ['features-parquet', 'parquet'],
  ['features-arrow', 'arrow'],
])

/** 'pcap', 'csv', 'parquet:dns', 'features:conn'; without a table that of the sessions. Null for anything else. */
export function exportTarget(text: string): ExportTarget | null {
  if (text === 'pcap' || text === 'pcapng') return { format: text }
  const [name, tableName = 'conn', ...more] = text.split(':')
  const matrix = FEATURE_FORMATS.get(name)
  if (matrix !== undefined && more.length === 0) {
    const features = tableNames.find((known) => known === tableName)
    return features === undefined ? null : { features, format: matrix }
  }
  const format = Object.keys(tableFormats).find((known): known is TableExport['format'] => known === name)
  const table = tableNames.find((known) => known === tableName)
  return format === undefined || table === undefined || more.length > 0 ? null : { format, table }
}

/** Writes the selection of what the engine has read. A file that it could not finish is removed. */
export async function exportFile(
  { exports }: Engine,
  target: ExportTarget,
  output: string | undefined,
  selection: Selection & { secrets?: boolean | undefined },
): Promise<ExportReport> {
  const isTable = 'table' in target
  const { format } = target
  const file =
    output ??
    freeName(
      isTable
        ? exports.name(selection, tableFormats[target.format].extension, target.table)
        : 'features' in target
          ? exports.name(selection, tableFormats[target.format].extension, `${target.features} features`)
          : exports.name(selection, format),
    )
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'w')
    const to = descriptor
    const write = (chunk: Uint8Array) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(to, chunk, at)
    }
    if ('features' in target) {
      const { features: table, ...how } = target
      const { rows, mapping } = await exports.writeFeatures({ table, ...how, ...selection }, write)
      closeSync(descriptor)
      const beside = `${file.replace(/\.[^./]*$/, '')}.mapping.json`
      writeFileSync(beside, JSON.stringify(mapping, null, 2))
      return { file, format, count: rows, mapping: beside, error: null }
    }
    const count = isTable
      ? await exports.writeTable({ ...target, ...selection }, write)
      : (await exports.writeCapture({ ...target, ...selection }, write)).packets
    closeSync(descriptor)
    return { file, format, count, error: null }
  } catch (error) {
    if (descriptor !== null) {
      closeSync(descriptor)
      unlinkSync(file)
    }
    return { file: null, format, count: 0, error: error instanceof Error ? error.message : String(error) }
  }
}

/** What we name ourselves never replaces a file. */
function freeName(name: string): string {
  const dot = name.lastIndexOf('.')
  for (let i = 2, free = name; ; free = `${name.slice(0, dot)} (${i++})${name.slice(dot)}`)
    if (!existsSync(free)) return free
}
