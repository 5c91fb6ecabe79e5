import { addressScopes, INTERNAL } from '../analysis/address-scope.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { REFUSED } from '../tables/credentials.ts'
import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found, Severity } from './detection.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'

/** Communities that devices come with. */
const DEFAULT_COMMUNITIES: ReadonlySet<string> = new Set(['public', 'private', 'community', 'snmp', 'cisco', 'admin'])
const ANONYMOUS = /^(anonymous|ftp|guest)$/i

/** Passwords and communities that anybody on the way can read. */
export const cleartextCredentials: Detection<'logins'> = {
  id: 'cleartext-credentials',
  title: 'Credentials in clear text',
  meaning: 'A user name and its secret went over the wire unencrypted: whoever was on the way has them now.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    logins: { meaning: 'Log-ins at one service', unit: 'log-ins', default: 1, min: 1, max: 1_000_000 },
  },
  falsePositives:
    'Anonymous FTP is counted as information only. Test accounts, honeypots, and forms whose field is only called like a password. SNMP on a network of its own for management.',
  blindSpots:
    'What is encrypted, and protocols whose log-ins are not read: databases, VNC, XMPP, SOCKS, multipart forms and passwords in the target of a request.',
  needs: ['sessions'],
  detect(tables, selected, { logins }, choices) {
    const { credentials: t } = tables
    const scopes = addressScopes(tables.addresses, choices)
    const services = new Map<string, number[]>()
    for (let row = 0; row < t.rows; row++) {
      if (t.secret[row] === 0 || t.session[row] === 0 || !hasFrame(selected, t.frame[row])) continue
      const service = `${t.protocol[row]} ${t.server[row]} ${t.serverPort[row]}`
      const rows = services.get(service)
      if (rows === undefined) services.set(service, [row])
      else rows.push(row)
    }
    const found: Found[] = []
    for (const rows of services.values())
      if (rows.length >= logins)
        found.push(findingOf(tables, rows, logins, (scopes[t.server[rows[0]]] & INTERNAL) !== 0))
    return found
  },
}

function findingOf(tables: CaptureTables, rows: readonly number[], logins: number, isInside: boolean): Found {
  const { credentials: t, texts, protocolNames, sessions } = tables
  const [first] = rows
  const protocol = protocolNames[t.protocol[first]]
  const isSnmp = protocol === 'snmp'
  const users = [...new Set(rows.map((row) => t.user[row]))].flatMap((id) => (id === 0 ? [] : [texts.text(id)]))
  const secrets = new Set(rows.map((row) => t.secret[row]))
  const mechanisms = [...new Set(rows.map((row) => t.mechanism[row]))].map((id) => texts.text(id))
  const [server] = addressTexts(tables, [t.server[first]])
  const who = isSnmp
    ? `${secrets.size} ${secrets.size === 1 ? 'community' : 'communities'}`
    : someOf(users, 3) || 'a password'
  const own = new Set(rows.map((row) => t.session[row]))
  const isForward = sessions.respHost[t.session[first]] === t.server[first]
  return {
    severity: severityOf(tables, rows, protocol, isInside),
    confidence: 'certain',
    title: `${protocol.toUpperCase()} to ${server} says ${who} in clear text`,
    src: addressTexts(
      tables,
      rows.map((row) => t.client[row]),
    ),
    dst: [server],
    count: own.size,
    ...frameSpan(
      tables,
      rows.map((row) => t.frame[row]),
    ),
    evidence: all(
      oneOf(isForward ? 'id.resp_h' : 'id.orig_h', [server]),
      oneOf(isForward ? 'id.resp_p' : 'id.orig_p', [t.serverPort[first]]),
      'password',
    ),
    why: {
      log_ins: rows.length,
      log_ins_threshold: logins,
      secrets: secrets.size,
      ...(isSnmp ? {} : { users: someOf(users, 10) }),
      said_by: someOf(mechanisms),
      refused: rows.filter((row) => t.outcome[row] === REFUSED).length,
      server_is: isInside ? 'internal' : 'external',
    },
  }
}

/** A weakness, no attack: what leaves the network counts more, nothing counts high. */
function severityOf(
  tables: CaptureTables,
  rows: readonly number[],
  protocol: string,
  isInside: boolean,
): Exclude<Severity, 'critical' | 'high'> {
  const { credentials: t, texts } = tables
  if (protocol === 'snmp')
    return rows.every((row) => DEFAULT_COMMUNITIES.has(texts.text(t.secret[row]))) ? 'low' : 'medium'
  if (rows.every((row) => ANONYMOUS.test(texts.text(t.user[row])))) return 'info'
  return isInside && rows.every((row) => t.outcome[row] === REFUSED) ? 'low' : 'medium'
}
