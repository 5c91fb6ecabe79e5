import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'
import type { SessionTable } from '../tables/sessions.ts'
import type { Column, Dictionary } from './field.ts'

/** The pool of texts: number = TextPool id. */
export const texts = (tables: CaptureTables): Dictionary => tables.texts
/** Protocol names: number = protocol id. */
export const protocolTexts = ({ protocolNames }: CaptureTables): Dictionary => ({
  size: protocolNames.length,
  text: (id) => protocolNames[id],
})

/** Names by number below `size`. */
export function names(size: number, text: (id: number) => string): Column['space'] {
  return () => ({ size, text })
}

/** A value of every session but those for which `read` answers NaN. */
export function sessionColumn(
  read: (sessions: SessionTable, row: number) => number,
  space: Column['space'] = 'number',
): Column {
  return {
    domain: 'session',
    space,
    each({ sessions }, visit) {
      for (let row = 1; row < sessions.rows; row++) {
        const value = read(sessions, row)
        if (!Number.isNaN(value)) visit(row, value)
      }
    },
  }
}

/** What of a row's frames or session has its value. */
type Place = { session: number; frames: readonly number[] }

/** Gives values of rows (of dns, tls, http, certificates) with the place they belong to. */
export type RowWalk = (tables: CaptureTables, visit: (place: Place, value: number) => void) => void

/**
 * The frames of the rows have the values, as a display filter of Wireshark's sees it; where a frame is a record of a log,
 * the record that the session begins with has them, too.
 */
export function frameColumn(walk: RowWalk, space: Column['space'] = texts): Column {
  return {
    domain: 'packet',
    space,
    each(tables, visit) {
      const { packets, records, sessions } = tables
      const visitRecord = (frame: number, value: number) => {
        if (recordOf(frame) < records.rows) visit(packets.rows + recordOf(frame), value)
      }
      walk(tables, ({ session, frames }, value) => {
        for (const frame of frames) {
          if (isRecord(frame)) {
            const first = sessions.firstFrame[session]
            visitRecord(frame, value)
            if (session !== 0 && isRecord(first) && first !== frame) visitRecord(first, value)
          } else if (frame > 0 && frame <= packets.rows) visit(frame - 1, value)
        }
      })
    },
  }
}

/** As frameColumn, of the records of logs alone: what the packets themselves tell in full. */
export function recordColumn(walk: RowWalk, space: Column['space'] = texts): Column {
  const column = frameColumn(walk, space)
  return {
    ...column,
    each: (tables, visit) =>
      column.each(tables, (element, value) => {
        if (element >= tables.packets.rows) visit(element, value)
      }),
  }
}

/** The sessions of the rows have the values, as Arkime's and Zeek's records see it. */
export function sessionsColumn(walk: RowWalk, space: Column['space'] = texts): Column {
  return {
    domain: 'session',
    space,
    each(tables, visit) {
      walk(tables, ({ session }, value) => {
        if (session > 0) visit(session, value)
      })
    },
  }
}
