import type { Detection, Found } from './detection.ts'
import { DistinctWindow } from './distinct-window.ts'
import { addressTexts, all, beginsWithin, isUnicast, oneOf, timeText, UNICAST } from './evidence-text.ts'
import { ICMP6_PROTO, ICMP_PROTO } from './ip-protocols.ts'
import { distinctCount, eachGroup, frequentRows, selectedSessions, within } from './session-rows.ts'

const SECOND = 1e9
/** Types of questions: echo, timestamp and address mask of ICMP (RFC 792, RFC 950), echo of ICMPv6 (RFC 4443). */
const ICMP_QUESTIONS = [8, 13, 17]
const ICMP6_ECHO = 128
const IN_WORDS = `((ip.protocol == ${ICMP_PROTO} and id.orig_p in {${ICMP_QUESTIONS.join(', ')}}) or (ip.protocol == ${ICMP6_PROTO} and id.orig_p == ${ICMP6_ECHO}))`

/** Many hosts asked by ICMP whether they are there. */
export const icmpSweep: Detection<'hosts' | 'window' | 'answered'> = {
  id: 'icmp-sweep',
  title: 'ICMP sweep',
  meaning: 'A host pinged many others within a short time to learn which of them exist.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    hosts: { meaning: 'Distinct hosts asked', unit: 'hosts', default: 15, min: 3, max: 1_000_000 },
    window: { meaning: 'Within this time', unit: 's', default: 300, min: 1, max: 86400 },
    answered: {
      meaning: 'From this share of answers on it counts low: it knew whom it asked',
      unit: '%',
      default: 60,
      min: 1,
      max: 100,
    },
  },
  falsePositives: 'Monitoring that pings a list of hosts: there nearly all answer.',
  blindSpots: 'Sweeps slower than the window. In its own network a scanner asks by ARP instead.',
  needs: ['sessions'],
  detect(tables, selected, { hosts, window, answered }) {
    const { sessions, addresses } = tables
    const isQuestion = (row: number) =>
      sessions.proto[row] === ICMP_PROTO
        ? ICMP_QUESTIONS.includes(sessions.origPort[row])
        : sessions.proto[row] === ICMP6_PROTO && sessions.origPort[row] === ICMP6_ECHO
    const asked = selectedSessions(tables, selected).filter((row) => isQuestion(row) && isUnicast(tables, row))
    const counter = new DistinctWindow(addresses.size)
    const hostOf = (row: number) => sessions.respHost[row]
    const found: Found[] = []
    eachGroup(
      tables,
      frequentRows(asked, sessions.origHost, hosts),
      (row) => sessions.origHost[row],
      (group, source) => {
        const crowd = counter.crowd(group, sessions.start, hostOf, window * SECOND, hosts)
        if (crowd === null) return
        const evidence = within(tables, group, crowd)
        const share = (evidence.filter((row) => sessions.respPackets[row] > 0).length / evidence.length) * 100
        const [src] = addressTexts(tables, [source])
        found.push({
          severity: share >= answered ? 'low' : 'medium',
          confidence: share >= answered ? 'possible' : 'likely',
          title: `${src} pinged ${distinctCount(evidence, hostOf)} hosts, ${Math.round(share)} % answered`,
          src: [src],
          dst: addressTexts(tables, Array.from(evidence, hostOf)),
          count: evidence.length,
          first: timeText(tables, crowd.first),
          last: timeText(tables, crowd.last),
          evidence: all(
            oneOf('id.orig_h', [src]),
            IN_WORDS,
            UNICAST,
            evidence.length === group.length ? '' : beginsWithin(tables, crowd.first, crowd.last),
          ),
          why: {
            hosts: crowd.most,
            hosts_threshold: hosts,
            window_seconds: window,
            answered_percent: Math.round(share),
            answered_percent_threshold: answered,
          },
        })
      },
    )
    return found
  },
}
