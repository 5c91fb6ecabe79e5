import { quoted } from '../analysis/expression-text.ts'
import type { Detection, Found } from './detection.ts'
import { DistinctWindow } from './distinct-window.ts'
import { addressTexts, all, beginsWithin, oneOf, timeText } from './evidence-text.ts'
import { Histories } from './histories.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { distinctCount, eachGroup, heavyRows, selectedSessions, within } from './session-rows.ts'

const SECOND = 1e9
const PORTS = 65536
/** Systems choose ports of clients from here on: to those also goes what a server says to clients of before the capture. */
const CLIENT_PORTS = 32768
/** Share of the ports, in percent, that must lie below: a scan of all ports has half of them there. */
const LEAST_LOW = 40

/** What a session's first letter says of the probe; without a letter no flag was set that opens, closes or confirms. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^Fr?$/, 'FIN or Xmas'],
  [/^Ar?$/, 'ACK'],
  [/^r?$/, 'NULL'],
]

/** Segments that belong to no connection, to many ports: `nmap -sF`, `-sX`, `-sN`, `-sM`, `-sA`, `-sW`. */
export const flagScan: Detection<'ports' | 'window' | 'many'> = {
  id: 'flag-scan',
  title: 'FIN, NULL, Xmas or ACK scan',
  meaning:
    'A host sent single segments that belong to no connection to many ports of another. Ports answer such segments according to whether they are open or filtered, and simple filters look for SYNs only.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    ports: { meaning: 'Distinct ports tried on one host', unit: 'ports', default: 15, min: 3, max: 65535 },
    window: { meaning: 'Within this time', unit: 's', default: 300, min: 1, max: 86400 },
    many: { meaning: 'From so many ports on it counts high', unit: 'ports', default: 100, min: 3, max: 65535 },
  },
  falsePositives:
    'Ends of connections that were open before the capture began: those go to ports that a system gave to clients, and count only when most ports are others.',
  blindSpots: 'Scans slower than the window, and segments in which other flags are set besides.',
  needs: ['sessions'],
  detect(tables, selected, { ports, window, many }) {
    const { sessions, addresses } = tables
    const histories = new Histories(tables)
    const kindOf = kinds(tables.histories.size, histories)
    const single = selectedSessions(tables, selected).filter(
      (row) =>
        sessions.proto[row] === TCP_PROTO &&
        sessions.origBytes[row] + sessions.respBytes[row] === 0 &&
        sessions.origPackets[row] > 0 &&
        kindOf[sessions.history[row]] > 0,
    )
    const rows = heavyRows(
      single,
      (row) => sessions.origHost[row],
      (row) => sessions.respHost[row],
      () => 1,
      ports,
    )
    const counter = new DistinctWindow(PORTS)
    const found: Found[] = []
    const pairOf = (row: number) => sessions.origHost[row] * addresses.size + sessions.respHost[row]
    eachGroup(tables, rows, pairOf, (group) => {
      const crowd = counter.crowd(group, sessions.start, (row) => sessions.respPort[row], window * SECOND, ports)
      if (crowd === null) return
      const evidence = within(tables, group, crowd)
      const low = (evidence.filter((row) => sessions.respPort[row] < CLIENT_PORTS).length / evidence.length) * 100
      if (low < LEAST_LOW) return
      const [src] = addressTexts(tables, [sessions.origHost[group[0]]])
      const [dst] = addressTexts(tables, [sessions.respHost[group[0]]])
      const seen = new Set(Array.from(evidence, (row) => histories.text(sessions.history[row])))
      const flags = new Set(Array.from(evidence, (row) => KINDS[kindOf[sessions.history[row]] - 1][1]))
      found.push({
        severity: crowd.most >= many ? 'high' : 'medium',
        confidence: crowd.most >= many ? 'certain' : 'likely',
        title: `${src} sent ${[...flags].sort().join(', ')} probes to ${distinctCount(evidence, (row) => sessions.respPort[row])} ports of ${dst}`,
        src: [src],
        dst: [dst],
        count: evidence.length,
        first: timeText(tables, crowd.first),
        last: timeText(tables, crowd.last),
        evidence: all(
          oneOf('id.orig_h', [src]),
          oneOf('id.resp_h', [dst]),
          'proto == tcp and databytes == 0 and orig_pkts > 0',
          oneOf('history', [...seen].sort().map(quoted)),
          beginsWithin(tables, crowd.first, crowd.last),
        ),
        why: {
          ports: crowd.most,
          ports_threshold: ports,
          window_seconds: window,
          refused: evidence.filter((row) => sessions.respPackets[row] > 0).length,
          below_32768_percent: Math.round(low),
          below_32768_percent_threshold: LEAST_LOW,
        },
      })
    })
    return found
  },
}

/** By history: number of its kind, from 1; 0 = a connection, or what is left of one. */
function kinds(size: number, histories: Histories): Uint8Array {
  return Uint8Array.from({ length: size }, (_, node) => {
    const text = histories.text(node)
    return KINDS.findIndex(([pattern]) => pattern.test(text)) + 1
  })
}
