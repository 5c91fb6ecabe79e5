import type { Detection, Found } from './detection.ts'
import { addressTexts, all, oneOf, timeText } from './evidence-text.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { eachGroup, selectedSessions } from './session-rows.ts'

/** Defaults of remote-control tools and of old trojans, and IRC, by which bots were led. */
const PORTS: ReadonlyMap<number, string> = new Map([
  [447, 'TrickBot'],
  [449, 'TrickBot'],
  [1234, 'default of many trojans'],
  [1337, 'default of many trojans'],
  [4444, "Metasploit's default listener"],
  [5555, 'Android Debug Bridge, and trojans'],
  [6666, 'IRC, and trojans'],
  [6667, 'IRC'],
  [6697, 'IRC over TLS'],
  [8888, 'default of remote-control tools'],
  [9999, 'default of many trojans'],
  [12345, 'NetBus'],
  [31337, 'Back Orifice'],
  [50050, "Cobalt Strike's team server"],
])
/** What is understood as one of these on such a port is that, and no remote control. */
const ORDINARY = [
  'http',
  'http2',
  'dns',
  'rtp',
  'rtcp',
  'bittorrent',
  'mysql',
  'pgsql',
  'ftp-data',
  'ftp',
  'sip',
  'kafka',
]

/** A conversation with a service on a port that remote-control tools are known for. */
export const suspiciousPort: Detection<'bytes'> = {
  id: 'suspicious-port',
  title: 'Unusual service port',
  meaning: 'A host accepted a connection on a port that remote-control tools use by default, and both sides spoke.',
  counts: 'session',
  severity: 'low',
  thresholds: {
    bytes: { meaning: 'Least payload in each direction', unit: 'bytes', default: 1, min: 0, max: 1_000_000_000 },
  },
  falsePositives:
    'Any program may listen there: development servers, Android Debug Bridge, IRC itself. Only the port of the side that was connected to counts, so a client that happens to have such a port is none, and services understood as HTTP, DNS and the like are left out.',
  blindSpots: 'Remote control on ordinary ports: most of it today.',
  needs: ['sessions'],
  detect(tables, selected, { bytes }) {
    const { sessions, protocolNames } = tables
    const isOrdinary = protocolNames.map((name) => ORDINARY.includes(name))
    const rows = selectedSessions(tables, selected).filter(
      (row) =>
        sessions.proto[row] === TCP_PROTO &&
        PORTS.has(sessions.respPort[row]) &&
        sessions.origBytes[row] >= Math.max(bytes, 1) &&
        sessions.respBytes[row] >= Math.max(bytes, 1) &&
        !isOrdinary[sessions.service[row]] &&
        !PORTS.has(sessions.origPort[row]),
    )
    const least = Math.max(bytes, 1)
    const found: Found[] = []
    const serverOf = (row: number) => sessions.respHost[row] * 65536 + sessions.respPort[row]
    eachGroup(tables, rows, serverOf, (group) => {
      const port = sessions.respPort[group[0]]
      const [dst] = addressTexts(tables, [sessions.respHost[group[0]]])
      const src = addressTexts(
        tables,
        Array.from(group, (row) => sessions.origHost[row]),
      )
      const left = ORDINARY.filter((name) => protocolNames.includes(name))
      found.push({
        severity: 'low',
        confidence: 'possible',
        title: `${dst} serves TCP port ${port} (${PORTS.get(port)})`,
        src,
        dst: [dst],
        count: group.length,
        first: timeText(tables, sessions.start[group[0]]),
        last: timeText(tables, sessions.start[group[group.length - 1]]),
        evidence: all(
          oneOf('id.resp_h', [dst]),
          oneOf('id.resp_p', [port]),
          `proto == tcp and orig_bytes >= ${least} and resp_bytes >= ${least}`,
          left.length === 0 ? '' : `not ${oneOf('service', left)}`,
          `not ${oneOf('id.orig_p', [...PORTS.keys()])}`,
        ),
        why: { port, known_as: PORTS.get(port) ?? '', sessions: group.length, bytes_threshold: least },
      })
    })
    return found
  },
}
