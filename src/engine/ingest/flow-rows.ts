import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import { UNSET_BYTES, UNSET_DURATION, UNSET_IP_BYTES, UNSET_PACKETS } from '../tables/sessions.ts'
import { endColumns, type LogRows } from './log-rows.ts'
import { TextNumbers } from './text-numbers.ts'

const PROTOS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmp6: 58, 'ipv6-icmp': 58, sctp: 132 }

/**
 * Flows that say no time, as sums of a collector's do: sessions without start and end, which no time range selects. What
 * else they say is as in conn.log.
 */
export function timelessFlowRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { addresses, texts, sessions } = rows.tables
  const ends = endColumns(columns)
  const at = {
    proto: columns.columnOf('proto'),
    ipProto: columns.columnOf('ip_proto'),
    origPackets: columns.columnOf('orig_pkts'),
    respPackets: columns.columnOf('resp_pkts'),
    origIpBytes: columns.columnOf('orig_ip_bytes'),
    respIpBytes: columns.columnOf('resp_ip_bytes'),
    origBytes: columns.columnOf('orig_bytes'),
    respBytes: columns.columnOf('resp_bytes'),
    service: columns.columnOf('service'),
  }
  const protos = new TextNumbers(texts, (text) => (Object.hasOwn(PROTOS, text) ? PROTOS[text] : 0))
  return (row) => {
    const origHost = row.address(ends.origHost, addresses)
    const respHost = row.address(ends.respHost, addresses)
    if (origHost === 0 || respHost === 0) return
    const name = protos.of(row.text(at.proto, texts))
    const proto = (name || row.count(at.ipProto) || 0) & 255
    const origPort = row.port(ends.origPort) || 0
    const respPort = row.port(ends.respPort) || 0
    const session = rows.sessions.ofEnds(proto, origHost, respHost, origPort, respPort, Number.NaN, Number.NaN)
    rows.record(log, Number.NaN, session)
    if (!sessions.isOfLog(session)) return
    const services = rows.services.of(row.text(at.service, texts))
    if (services.length > 0) sessions.service[session] = services[0]
    let unset = UNSET_DURATION
    const origPackets = row.count(at.origPackets)
    const respPackets = row.count(at.respPackets)
    if (origPackets >= 0 || respPackets >= 0) {
      sessions.origPackets[session] = origPackets || 0
      sessions.respPackets[session] = respPackets || 0
    } else unset |= UNSET_PACKETS
    const origBytes = row.count(at.origBytes)
    const respBytes = row.count(at.respBytes)
    if (origBytes >= 0 || respBytes >= 0) {
      sessions.origBytes[session] = origBytes || 0
      sessions.respBytes[session] = respBytes || 0
    } else unset |= UNSET_BYTES
    const origIpBytes = row.count(at.origIpBytes)
    const respIpBytes = row.count(at.respIpBytes)
    if (origIpBytes >= 0 || respIpBytes >= 0) {
      sessions.origIpBytes[session] = origIpBytes || 0
      sessions.respIpBytes[session] = respIpBytes || 0
    } else unset |= UNSET_IP_BYTES
    sessions.unset[session] = unset
  }
}
