import { create } from 'zustand'
import type { CsvDurationForm, CsvField, CsvMapping } from '../engine/formats/csv-mapping.ts'
import type { CsvTimeForm } from '../engine/formats/csv-times.ts'

/** What a person has said of the columns of tables, by their headers; it stays in this browser. */
export type CsvMappings = {
  mappings: readonly CsvMapping[]
  /** Headers of tables that hold no flows: nobody is asked about them again. */
  declined: readonly (readonly string[])[]
}

export const csvFields: readonly CsvField[] = [
  'ts',
  'duration',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'conn_state',
  'orig_pkts',
  'resp_pkts',
  'orig_ip_bytes',
  'resp_ip_bytes',
  'orig_bytes',
  'resp_bytes',
  'uid',
]
export const csvTimeForms: readonly CsvTimeForm[] = [
  'iso',
  'milliseconds',
  'microseconds',
  'nanoseconds',
  'day-first',
  'month-first',
]
export const csvDurationForms: readonly CsvDurationForm[] = ['seconds', 'milliseconds', 'microseconds', 'clock', 'end']

const KEY = 'capscope-csv-columns'
const MOST = 200
const MOST_COLUMNS = 2000
const LONGEST_NAME = 200

export const useCsvMappings = create<CsvMappings>(() => read())

function read(): CsvMappings {
  try {
    return csvMappingsOf(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return { mappings: [], declined: [] }
  }
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function csvMappingsOf(json: string): CsvMappings {
  const found = entriesOf(JSON.parse(json))
  return {
    mappings: listOf(found.get('mappings')).flatMap(mappingOf).slice(0, MOST),
    declined: listOf(found.get('declined'))
      .flatMap((header) => headerOf(header) ?? [])
      .slice(0, MOST),
  }
}

function mappingOf(value: unknown): CsvMapping[] {
  const found = entriesOf(value)
  const [header] = headerOf(found.get('header')) ?? []
  const said = entriesOf(found.get('columns'))
  const time = csvTimeForms.find((form) => form === found.get('time'))
  const duration = csvDurationForms.find((form) => form === found.get('duration'))
  if (header === undefined || time === undefined || duration === undefined) return []
  const columns: Partial<Record<CsvField, string>> = {}
  for (const field of csvFields) {
    const name = said.get(field)
    if (typeof name === 'string' && header.includes(name)) columns[field] = name
  }
  return [{ header, columns, time, duration }]
}

/** In a list of its own, so that flatMap keeps it whole. */
function headerOf(value: unknown): [string[]] | null {
  const names = listOf(value).filter((name) => typeof name === 'string')
  return names.length > 0 && names.length <= MOST_COLUMNS && names.every(({ length }) => length <= LONGEST_NAME)
    ? [names]
    : null
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function keep(change: Partial<CsvMappings>): void {
  useCsvMappings.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(useCsvMappings.getState()))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}

export function isSameHeader(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at])
}

/** Of a header that was mapped before the new mapping counts. */
export function keepMapping(mapping: CsvMapping): void {
  const { mappings, declined } = without(mapping.header)
  keep({ mappings: [mapping, ...mappings].slice(0, MOST), declined })
}

/** Tables with this header are no flows: nobody is asked again. */
export function declineHeader(header: readonly string[]): void {
  const { mappings, declined } = without(header)
  keep({ mappings, declined: [header, ...declined].slice(0, MOST) })
}

/** As if nothing had been said of this header. */
export function forgetHeader(header: readonly string[]): void {
  keep(without(header))
}

function without(header: readonly string[]): CsvMappings {
  const { mappings, declined } = useCsvMappings.getState()
  return {
    mappings: mappings.filter((known) => !isSameHeader(known.header, header)),
    declined: declined.filter((known) => !isSameHeader(known, header)),
  }
}

/** What is missing or said twice, in words for a person; by the field where it stands. */
export function csvMappingProblems({ columns }: Pick<CsvMapping, 'columns'>): Map<CsvField, string> {
  const problems = new Map<CsvField, string>()
  if (columns['id.orig_h'] === undefined) problems.set('id.orig_h', 'A flow needs the address that it comes from')
  if (columns['id.resp_h'] === undefined) problems.set('id.resp_h', 'A flow needs the address that it goes to')
  const taken = new Set<string>()
  for (const field of csvFields) {
    const name = columns[field]
    if (name === undefined) continue
    if (taken.has(name)) problems.set(field, 'This column is something else already')
    taken.add(name)
  }
  return problems
}
