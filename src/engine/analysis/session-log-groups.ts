import { epochText } from '../bytes/epoch-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { LogColumn } from '../tables/log.ts'
import { isListType, LIST_SEPARATOR } from '../tables/typed-log.ts'
import { zeekFieldName } from '../tables/zeek-logs.ts'
import type { SessionEntries } from './session-entries.ts'

const T = 2
/** What the session itself says. */
const OF_SESSIONS: ReadonlySet<string> = new Set(['uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'])
/** Covered until they are asked for, and that is not here. */
const SECRETS: ReadonlySet<string> = new Set(['password', 'community'])

/** What Zeek's other logs tell of sessions: a group each, with the columns that have values. */
export function logGroups({ typedLogs }: CaptureTables): SessionEntries[] {
  return Array.from(typedLogs.all(), ([path, log]) => ({
    title: path,
    table: log,
    entries: log.columns
      .filter(({ name }) => !OF_SESSIONS.has(name) && !SECRETS.has(name))
      .map((column) => {
        const { name } = column
        return {
          label: name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name,
          field: zeekFieldName(path, name),
          read: (tables: CaptureTables, row: number) => valueOf(tables, column, row),
        }
      }),
  }))
}

function valueOf(
  { texts, addresses, baseSecond }: CaptureTables,
  { kind, type, ids, values }: LogColumn,
  row: number,
): string | null | string[] {
  switch (kind) {
    case 'time':
      return epochText(values[row], baseSecond)
    case 'interval':
      return Number.isNaN(values[row]) ? null : `${values[row] / 1e9} s`
    case 'number':
      return Number.isNaN(values[row]) ? null : String(values[row])
    case 'bool':
      return ids[row] === 0 ? null : ids[row] === T ? 'true' : 'false'
    case 'address':
      return ids[row] === 0 ? null : addresses.text(ids[row])
    default:
      if (isListType(type)) return texts.textOrNull(ids[row])?.split(LIST_SEPARATOR) ?? null
      return texts.textOrNull(ids[row])
  }
}
