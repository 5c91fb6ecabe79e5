import { kindOfType, type LogColumn } from '../tables/log.ts'
import { recordOf } from '../tables/records.ts'
import { isListType, LIST_SEPARATOR } from '../tables/typed-log.ts'
import {
  type ZeekLogColumn,
  type ZeekLogName,
  zeekFieldName,
  zeekLogColumns,
  zeekLogNames,
} from '../tables/zeek-logs.ts'
import type { Column, Field, FieldType } from './field.ts'
import { type RowWalk, sessionsColumn, texts } from './row-columns.ts'
import { parts } from './text-parts.ts'

const T = 2

const TYPES: Readonly<Record<LogColumn['kind'], FieldType>> = {
  time: 'time',
  interval: 'duration',
  number: 'number',
  bool: 'boolean',
  address: 'address',
  text: 'text',
}

const EXAMPLES: Readonly<Record<FieldType, string>> = {
  presence: '',
  time: '> 2024-01-01',
  duration: '> 1s',
  number: '> 0',
  boolean: '== true',
  address: '== 10.0.0.0/8',
  text: '== "a"',
  mac: '',
  bytes: '',
}

/** What a value is in the space of its field: seconds, 0 and 1, numbers of pools. NaN = unset. */
function valueAt(column: LogColumn, row: number): number {
  switch (column.kind) {
    case 'interval':
      return column.values[row] / 1e9
    case 'time':
    case 'number':
      return column.values[row]
    case 'bool':
      return column.ids[row] === 0 ? Number.NaN : column.ids[row] === T ? 1 : 0
    default:
      return column.ids[row] === 0 ? Number.NaN : column.ids[row]
  }
}

function walkOf(path: ZeekLogName, name: string): RowWalk {
  return ({ typedLogs }, visit) => {
    const log = typedLogs.find(path)
    const column = log?.columns.find((one) => one.name === name)
    if (log === null || column === undefined) return
    for (let row = 0; row < log.rows; row++) {
      const value = valueAt(column, row)
      if (!Number.isNaN(value)) visit({ session: log.session[row], frames: [log.frame[row]] }, value)
    }
  }
}

/** The records themselves, of rows that belong to no session. */
function loneColumn(walk: RowWalk, space: Column['space']): Column {
  return {
    domain: 'packet',
    space,
    each(tables, visit) {
      const { packets, records } = tables
      walk(tables, ({ session, frames: [frame] }, value) => {
        if (session === 0 && recordOf(frame) < records.rows) visit(packets.rows + recordOf(frame), value)
      })
    },
  }
}

/** Rows of these are about hosts; they name no session. */
const ofHosts: ReadonlySet<string> = new Set([
  'known_certs',
  'known_hosts',
  'known_modbus',
  'known_services',
  'software',
  'traceroute',
])

function fieldOf(path: ZeekLogName, { name, type }: ZeekLogColumn, kind: LogColumn['kind']): Field {
  const walk = walkOf(path, name)
  const plain = {
    walk,
    space: kind === 'address' ? ('address' as const) : kind === 'text' ? texts : ('number' as const),
  }
  const values = isListType(type) ? parts(walk, (text) => text.split(LIST_SEPARATOR)) : plain
  const lone = loneColumn(values.walk, values.space)
  const named = zeekFieldName(path, name)
  return {
    name: named,
    aliases: [],
    family: 'zeek',
    type: TYPES[kind],
    meaning: `${name} of ${path === 'alert' || path === 'anomaly' ? `Suricata’s ${path} events` : `Zeek’s ${path} log`}`,
    example: `${named} ${EXAMPLES[TYPES[kind]]}`,
    log: path,
    columns: ofHosts.has(path) ? [lone] : [sessionsColumn(values.walk, values.space), lone],
  }
}

/** What the ends of a session have fields for. */
const OF_SESSIONS: ReadonlySet<string> = new Set(['uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'])

/**
 * A field of every column of Zeek's logs that have no fields otherwise: `weird.name`, `kerberos.client`. Of a field that
 * is there already (in `known`, by name) the values of the log are values, too: `known` is given back with them.
 */
export function withZeekLogs(known: readonly Field[]): Field[] {
  const fields = [...known]
  const places = new Map<string, number>()
  for (const [at, { name, aliases }] of fields.entries()) for (const one of [name, ...aliases]) places.set(one, at)
  for (const path of zeekLogNames)
    for (const column of zeekLogColumns(path)) {
      if (OF_SESSIONS.has(column.name)) continue
      const field = fieldOf(path, column, kindOfType(column.type))
      const place = places.get(field.name)
      if (place === undefined) fields.push(field)
      else if (fields[place].type === field.type)
        fields[place] = { ...fields[place], columns: [...fields[place].columns, ...field.columns] }
    }
  return fields
}
