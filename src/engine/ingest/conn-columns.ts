import { BOOL, COUNT, INTERVAL, WORD } from '../formats/field-scan.ts'
import type { LogColumns } from '../formats/log-columns.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { CONN_STATES } from '../tables/sessions.ts'
import { endColumns } from './log-rows.ts'
import { TextNumbers } from './text-numbers.ts'

export const ICMP = 1
const PROTOS: Readonly<Record<string, number>> = { icmp: ICMP, tcp: 6, udp: 17, icmp6: 58, sctp: 132 }
const NO_STATE = 255

export type ConnColumns = ReturnType<typeof connColumns>

/** The columns of conn.log; -1 where it has none. */
export function connColumns(columns: LogColumns) {
  return {
    ...endColumns(columns),
    proto: columns.columnAs(WORD, 'proto'),
    ipProto: columns.columnAs(COUNT, 'ip_proto'),
    service: columns.columnAs(WORD, 'service'),
    duration: columns.columnAs(INTERVAL, 'duration'),
    origBytes: columns.columnAs(COUNT, 'orig_bytes'),
    respBytes: columns.columnAs(COUNT, 'resp_bytes'),
    state: columns.columnAs(WORD, 'conn_state'),
    localOrig: columns.columnAs(BOOL, 'local_orig'),
    localResp: columns.columnAs(BOOL, 'local_resp'),
    missed: columns.columnAs(COUNT, 'missed_bytes'),
    history: columns.columnAs(WORD, 'history'),
    origPackets: columns.columnAs(COUNT, 'orig_pkts'),
    origIpBytes: columns.columnAs(COUNT, 'orig_ip_bytes'),
    respPackets: columns.columnAs(COUNT, 'resp_pkts'),
    respIpBytes: columns.columnAs(COUNT, 'resp_ip_bytes'),
    tunnel: columns.columnAs(WORD, 'tunnel_parents'),
  }
}

export type ConnWords = ReturnType<typeof connWords>

/** What the words of conn.log are in the tables, by TextPool id. */
export function connWords({ texts, histories }: CaptureTables) {
  return {
    /** IP protocol numbers; 0 = not known. */
    protos: new TextNumbers(texts, (text) => PROTOS[text] ?? 0),
    states: new TextNumbers(texts, (text) => {
      const state = CONN_STATES.indexOf(text)
      return state < 0 ? NO_STATE : state
    }),
    histories: new TextNumbers(texts, (text) =>
      Array.from(text).reduce((node, letter) => histories.child(node, letter.charCodeAt(0)), 0),
    ),
  }
}
