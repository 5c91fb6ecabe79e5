import { Instant } from '../bytes/time-text.ts'
import type { CsvDurationForm, CsvField, CsvMapping } from './csv-mapping.ts'
import { type CsvTimeForm, timeReader } from './csv-times.ts'
import { fieldOfFlowName } from './flow-names.ts'

/** What the values of a column look like. */
type Kind = 'address' | 'count' | 'number' | 'clock' | 'protocol' | 'state' | 'text' | 'none'

type Column = { name: string; words: string; kind: Kind; values: readonly string[] }

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['address', /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i],
  ['count', /^\d{1,20}$/],
  ['number', /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i],
  ['clock', /^\d{1,4}:\d\d(:\d\d)?(\.\d+)?$/],
  ['protocol', /^(tcp|udp|icmp|icmp6|icmpv6|ipv6-icmp|sctp|gre|esp|igmp)$/i],
  ['state', /^(S[0-3]|SF|REJ|RST(O|R|OS0|RH)|SH|SHR|OTH)$/],
]

const fromSource = /src|sourc|orig|client|from|local|sender|init|sent|\btx|\bup|quell|absender|forward|fwd/
const fromDestination =
  /dst|dest|resp|server|\bto\b|remote|receiv|target|rcvd|recv|\brx|down|ziel|empf|backward|bwd|reverse/

/** Times of epoch in these units have so many digits from 2001 to 2286. */
const unitsByDigits: ReadonlyMap<number, CsvTimeForm> = new Map([
  [10, 'iso'],
  [13, 'milliseconds'],
  [16, 'microseconds'],
  [19, 'nanoseconds'],
])
const ends = /end|last|stop|finish|until|bis/
const encoder = new TextEncoder()

/** What the columns of a table probably are, by their names and the values of its first rows. */
export function guessedMapping(header: readonly string[], rows: readonly (readonly string[])[]): CsvMapping {
  const columns = header.map((name, at): Column => {
    const values = rows.map((row) => row[at] ?? '').filter((value) => value !== '')
    return { name, words: wordsOf(name), kind: kindOf(values), values }
  })
  const found = new Map<CsvField, string>()
  const free = () => columns.filter(({ name }) => ![...found.values()].includes(name))
  const take = (field: CsvField, isIt: (column: Column) => boolean): void => {
    const column = found.has(field) ? undefined : free().find(isIt)
    if (column !== undefined) found.set(field, column.name)
  }
  // Addresses by what they hold; the others by what flow exporters call them, then by parts of their names.
  const is =
    (kind: Kind, ...names: RegExp[]) =>
    (column: Column) =>
      (column.kind === kind || (kind === 'number' && column.kind === 'count')) &&
      names.every((name) => name.test(column.words))
  take('id.orig_h', is('address', fromSource))
  take('id.resp_h', is('address', fromDestination))
  take('id.orig_h', is('address'))
  take('id.resp_h', is('address'))
  for (const { name, kind } of columns) {
    const field = fieldOfFlowName(name) as CsvField | undefined
    if (field !== undefined && kind !== 'address' && field !== 'ts' && field !== 'duration')
      take(field, (other) => other.name === name)
  }
  let time: CsvTimeForm = 'iso'
  for (const column of free()) {
    const form = timeFormOf(column)
    if (form === null || ends.test(column.words)) continue
    time = form
    found.set('ts', column.name)
    break
  }
  let duration: CsvDurationForm = 'seconds'
  const lasting = /dur|elapsed|dauer|lasted|\btd\b|seconds/
  take('duration', is('number', lasting))
  take('duration', is('clock', lasting))
  const lasts = columns.find(({ name }) => name === found.get('duration'))
  if (lasts !== undefined) duration = lasts.kind === 'clock' ? 'clock' : unitOf(lasts)
  else if (found.has('ts')) {
    take('duration', (column) => ends.test(column.words) && timeFormOf(column) === time)
    if (found.has('duration')) duration = 'end'
  }
  take('id.orig_p', is('count', /port/, fromSource))
  take('id.resp_p', is('count', /port/, fromDestination))
  take('id.resp_p', is('count', /port/))
  take('proto', is('protocol'))
  take('proto', (column) => /proto/.test(column.words))
  take('conn_state', is('state'))
  take('service', (column) => column.kind === 'text' && /servi|\bapp|applic|dienst/.test(column.words))
  const packets = /pkt|packet|paket|frame/
  const bytes = /byte|octet|volume|\bbyt|bytes/
  for (const [sent, received, what] of [
    ['orig_pkts', 'resp_pkts', packets],
    ['orig_ip_bytes', 'resp_ip_bytes', bytes],
  ] as const) {
    take(received, is('count', what, fromDestination))
    take(sent, is('count', what, fromSource))
    take(sent, is('count', what))
  }
  take('uid', ({ name }) => name.toLowerCase() === 'uid')
  return { header, columns: Object.fromEntries(found), time, duration }
}

/** 'dstPort (TCP)' -> 'dst port tcp'. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

function kindOf(values: readonly string[]): Kind {
  if (values.length === 0) return 'none'
  return kinds.find(([, form]) => values.every((value) => form.test(value)))?.[0] ?? 'text'
}

/** How the values are written, if they are times; null = they are none. */
function timeFormOf({ values, words }: Column): CsvTimeForm | null {
  if (values.length === 0) return null
  if (values.every((value) => /^\d+(\.\d+)?$/.test(value))) {
    const digits = values[0].split('.')[0].length
    const form = unitsByDigits.get(digits) ?? null
    // A number of ten digits may also be a count of bytes.
    return form !== null &&
      (values[0].includes('.') ||
        /time|start|first|begin|\bts\b|date|epoch|seen|stamp|switched|zeit|end|last/.test(words))
      ? form
      : null
  }
  const forms: readonly CsvTimeForm[] = values.some((value) => value.includes('/'))
    ? ['iso', 'month-first', 'day-first']
    : ['iso', 'day-first', 'month-first']
  return forms.find((form) => values.every((value) => isTime(value, form))) ?? null
}

function isTime(value: string, form: CsvTimeForm): boolean {
  const bytes = encoder.encode(value)
  return (
    /\d[-/.: T]\d/.test(value) &&
    !/^\d+\.\d+$/.test(value) &&
    !/^\d+(\.\d+){3}$/.test(value) &&
    timeReader(form)(bytes, 0, bytes.length, new Instant())
  )
}

function unitOf({ words }: Column): CsvDurationForm {
  if (/\bms\b|msec|milli/.test(words)) return 'milliseconds'
  return /\bus\b|usec|micro/.test(words) ? 'microseconds' : 'seconds'
}
