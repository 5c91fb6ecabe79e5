import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import { IPV6 } from '../tables/address-pool.ts'
import {
  CONN_STATES,
  UNSET_BYTES,
  UNSET_DURATION,
  UNSET_IP_BYTES,
  UNSET_PACKETS,
  UNSET_SESSION,
} from '../tables/sessions.ts'
import { endColumns, type LogRows } from './log-rows.ts'
import { TextNumbers } from './text-numbers.ts'

const ICMP = 1
const ICMPV6 = 58
const PROTOS: Readonly<Record<string, number>> = { icmp: ICMP, tcp: 6, udp: 17, icmp6: ICMPV6, sctp: 132 }
const NO_STATE = 255

/**
 * Rows of conn.log (also open_conn, conn_long): the sessions themselves. A row whose uid is known tells more of the same
 * session; one whose ends and time are those of a session of packets is that session, whose counts stand.
 */
export function connRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { tables } = rows
  const { addresses, texts, histories, sessions } = tables
  const ends = endColumns(columns)
  const at = {
    proto: columns.columnOf('proto'),
    ipProto: columns.columnOf('ip_proto'),
    service: columns.columnOf('service'),
    duration: columns.columnOf('duration'),
    origBytes: columns.columnOf('orig_bytes'),
    respBytes: columns.columnOf('resp_bytes'),
    state: columns.columnOf('conn_state'),
    localOrig: columns.columnOf('local_orig'),
    localResp: columns.columnOf('local_resp'),
    missed: columns.columnOf('missed_bytes'),
    history: columns.columnOf('history'),
    origPackets: columns.columnOf('orig_pkts'),
    origIpBytes: columns.columnOf('orig_ip_bytes'),
    respPackets: columns.columnOf('resp_pkts'),
    respIpBytes: columns.columnOf('resp_ip_bytes'),
    tunnel: columns.columnOf('tunnel_parents'),
  }
  const protos = new TextNumbers(texts, (text) => PROTOS[text] ?? 0)
  const states = new TextNumbers(texts, (text) => {
    const state = CONN_STATES.indexOf(text)
    return state < 0 ? NO_STATE : state
  })
  const historyNodes = new TextNumbers(texts, (text) =>
    Array.from(text).reduce((node, letter) => histories.child(node, letter.charCodeAt(0)), 0),
  )

  const protoOf = (row: LogRow, origHost: number): number => {
    const known = protos.of(row.text(at.proto, texts)) || row.count(at.ipProto) || 0
    // Zeek has one word for ICMP of both versions.
    return known === ICMP && addresses.kind[origHost] === IPV6 ? ICMPV6 : known & 255
  }

  const count = (session: number, row: LogRow): void => {
    let unset = 0
    const origBytes = row.count(at.origBytes)
    const respBytes = row.count(at.respBytes)
    if (origBytes >= 0 || respBytes >= 0) {
      sessions.origBytes[session] = origBytes || 0
      sessions.respBytes[session] = respBytes || 0
    } else unset |= UNSET_BYTES
    const origPackets = row.count(at.origPackets)
    const respPackets = row.count(at.respPackets)
    if (origPackets >= 0 || respPackets >= 0) {
      sessions.origPackets[session] = origPackets || 0
      sessions.respPackets[session] = respPackets || 0
    } else unset |= UNSET_PACKETS
    const origIpBytes = row.count(at.origIpBytes)
    const respIpBytes = row.count(at.respIpBytes)
    if (origIpBytes >= 0 || respIpBytes >= 0) {
      sessions.origIpBytes[session] = origIpBytes || 0
      sessions.respIpBytes[session] = respIpBytes || 0
    } else unset |= UNSET_IP_BYTES
    sessions.unset[session] = unset
  }

  return (row) => {
    const start = rows.time(row, ends.ts)
    if (Number.isNaN(start)) return
    const duration = row.interval(at.duration)
    const end = duration > 0 ? start + duration : start
    let session = rows.sessions.ofUid(row, ends.uid)
    if (session === 0) {
      const origHost = row.address(ends.origHost, addresses)
      const respHost = row.address(ends.respHost, addresses)
      if (origHost === 0 || respHost === 0) return
      const origPort = row.port(ends.origPort) || 0
      const respPort = row.port(ends.respPort) || 0
      session = rows.sessions.ofEnds(protoOf(row, origHost), origHost, respHost, origPort, respPort, start, end)
      rows.sessions.name(session)
    }
    const frame = rows.record(log, start, session)
    const services = rows.services.of(row.text(at.service, texts))
    if (services.length > 0 && sessions.service[session] === 0) sessions.service[session] = services[0]
    if (services.length > 1) sessions.moreServices.set(session, services.slice(1))
    const missed = row.count(at.missed)
    if (missed > 0) sessions.setMissedBytes(session, missed)
    const tunnel = row.text(at.tunnel, texts)
    if (tunnel !== 0 && row.textTo > row.textFrom) sessions.setTunnelParents(session, tunnel)
    sessions.setLocal(session, row.bool(at.localOrig), row.bool(at.localResp))
    if (!sessions.isOfLog(session)) return
    if (sessions.proto[session] === 0) sessions.proto[session] = protoOf(row, sessions.origHost[session])
    // Of several rows of one session (conn_long, open_conn) the one that saw most counts.
    if ((sessions.unset[session] & UNSET_SESSION) === 0 && end < sessions.end[session]) return
    sessions.firstFrame[session] = frame
    count(session, row)
    sessions.start[session] = start
    sessions.end[session] = end
    if (!(duration >= 0)) sessions.unset[session] |= UNSET_DURATION
    sessions.connState[session] = states.of(row.text(at.state, texts))
    sessions.history[session] = historyNodes.of(row.text(at.history, texts))
  }
}
