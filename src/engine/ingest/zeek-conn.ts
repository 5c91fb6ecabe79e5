import type { LogColumns } from '../formats/log-columns.ts'
import { type LogRow, SET } from '../formats/log-row.ts'
import { IPV6 } from '../tables/address-pool.ts'
import { UNSET_BYTES, UNSET_DURATION, UNSET_IP_BYTES, UNSET_PACKETS, UNSET_SESSION } from '../tables/sessions.ts'
import { ConnBatches } from './conn-batches.ts'
import { connColumns, connWords, ICMP } from './conn-columns.ts'
import type { RowTaker } from './log-reading.ts'
import type { LogRows } from './log-rows.ts'

const ICMPV6 = 58

/**
 * Rows of conn.log (also open_conn, conn_long): the sessions themselves. A row whose uid is known tells more of the same
 * session; one whose ends and time are those of a session of packets is that session, whose counts stand.
 */
export function connRows(columns: LogColumns, rows: LogRows, log: number): RowTaker {
  const { tables } = rows
  const { addresses, texts, sessions } = tables
  const at = connColumns(columns)
  const words = connWords(tables)

  const protoOf = (row: LogRow, origHost: number): number => {
    const known = words.protos.of(row.text(at.proto, texts)) || row.count(at.ipProto) || 0
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

  const take: RowTaker = (row) => {
    const start = rows.time(row, at.ts)
    if (Number.isNaN(start)) return
    const duration = row.interval(at.duration)
    const end = duration > 0 ? start + duration : start
    let session = rows.sessions.ofUid(row, at.uid)
    if (session === 0) {
      const origHost = row.address(at.origHost, addresses)
      const respHost = row.address(at.respHost, addresses)
      if (origHost === 0 || respHost === 0) return
      const origPort = row.port(at.origPort) || 0
      const respPort = row.port(at.respPort) || 0
      session = rows.sessions.ofEnds(protoOf(row, origHost), origHost, respHost, origPort, respPort, start, end)
      rows.sessions.name(session)
    }
    const frame = rows.record(log, start, session)
    const services = rows.services.of(row.text(at.service, texts))
    if (services.length > 0 && sessions.service[session] === 0) sessions.service[session] = services[0]
    if (services.length > 1) sessions.moreServices.set(session, services.slice(1))
    const missed = row.count(at.missed)
    if (missed > 0) sessions.setMissedBytes(session, missed)
    if (row.state(at.tunnel) === SET) sessions.setTunnelParents(session, row.text(at.tunnel, texts))
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
    sessions.connState[session] = words.states.of(row.text(at.state, texts))
    sessions.history[session] = words.histories.of(row.text(at.history, texts))
  }
  if (tables.packets.rows === 0) {
    const batches = new ConnBatches(rows, log, at, words)
    take.takeRows = (batch, one) => batches.take(batch, one)
  }
  return take
}
