import { PairIndex } from '../analysis/pair-index.ts'
import type { Detection, Found } from './detection.ts'
import { DistinctWindow } from './distinct-window.ts'
import { addressTexts, all, beginsWithin, oneOf, timeText } from './evidence-text.ts'
import { Histories } from './histories.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { Probes } from './probes.ts'
import { distinctCount, eachGroup, frequentRows, selectedSessions, within } from './session-rows.ts'

const SECOND = 1e9

/** SYNs to many places whose answers are dropped at once: what `nmap -sS` does. */
export const halfOpenScan: Detection<'targets' | 'window' | 'many'> = {
  id: 'half-open-scan',
  title: 'Half-open scan',
  meaning:
    'A host sent SYNs to many ports and reset those that answered before the handshake was complete. Operating systems finish the handshake; scanners that write their own packets do not.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    targets: {
      meaning: 'Distinct ports of hosts tried and never completed',
      unit: 'targets',
      default: 15,
      min: 3,
      max: 1_000_000,
    },
    window: { meaning: 'Within this time', unit: 's', default: 300, min: 1, max: 86400 },
    many: { meaning: 'From so many targets on it counts high', unit: 'targets', default: 100, min: 3, max: 1_000_000 },
  },
  falsePositives:
    'Health checks of load balancers that reset what answers, if they check many targets; clients that give up just when the answer arrives.',
  blindSpots:
    'A scan in which nothing answered looks like any other: see port scan and sweep. A capture that shows one direction only has no answers.',
  needs: ['sessions'],
  detect(tables, selected, { targets, window, many }) {
    const { sessions } = tables
    const probes = new Probes(tables)
    const histories = new Histories(tables)
    const continued = histories.having('ADF')
    const answered = histories.having('h')
    const reset = histories.having('R')
    const isDropped = (row: number) => answered[sessions.history[row]] === 1 && reset[sessions.history[row]] === 1
    const tcp = selectedSessions(tables, selected).filter((row) => sessions.proto[row] === TCP_PROTO)
    const unfinished = tcp.filter((row) => probes.has(row) && continued[sessions.history[row]] === 0)
    const suspects = new Uint8Array(tables.addresses.size)
    for (const row of unfinished) if (isDropped(row)) suspects[sessions.origHost[row]] = 1
    const rows = frequentRows(unfinished, sessions.origHost, targets).filter(
      (row) => suspects[sessions.origHost[row]] === 1,
    )
    const pairs = new PairIndex()
    const target = new Uint32Array(sessions.rows)
    for (const row of rows) target[row] = pairs.of(sessions.respHost[row], sessions.respPort[row])
    const targetOf = (row: number) => target[row]
    const counter = new DistinctWindow(pairs.size)
    const found: Found[] = []
    eachGroup(
      tables,
      rows,
      (row) => sessions.origHost[row],
      (group, source) => {
        if (!group.some(isDropped)) return
        const crowd = counter.crowd(group, sessions.start, targetOf, window * SECOND, targets)
        if (crowd === null) return
        const evidence = within(tables, group, crowd)
        const dropped = evidence.filter(isDropped)
        const hosts = new Set(Array.from(evidence, (row) => sessions.respHost[row]))
        const completed = within(tables, tcp, crowd).filter(
          (row) =>
            sessions.origHost[row] === source &&
            hosts.has(sessions.respHost[row]) &&
            continued[sessions.history[row]] === 1,
        ).length
        if (dropped.length === 0 || dropped.length <= completed) return
        const [src] = addressTexts(tables, [source])
        const seen = new Set(Array.from(evidence, (row) => histories.text(sessions.history[row])))
        found.push({
          severity: crowd.most >= many ? 'high' : 'medium',
          confidence: dropped.length > 2 ? 'certain' : 'likely',
          title: `${src} sent SYNs to ${distinctCount(evidence, targetOf)} ports and reset the ${dropped.length} that answered`,
          src: [src],
          dst: addressTexts(tables, hosts),
          count: evidence.length,
          first: timeText(tables, crowd.first),
          last: timeText(tables, crowd.last),
          evidence: all(
            oneOf('id.orig_h', [src]),
            'proto == tcp and databytes == 0',
            oneOf('history', [...seen].sort()),
            beginsWithin(tables, crowd.first, crowd.last),
          ),
          why: {
            targets: crowd.most,
            targets_threshold: targets,
            window_seconds: window,
            reset_after_answer: dropped.length,
            completed,
          },
        })
      },
    )
    return found
  },
}
