import type { CaptureTables } from '../tables/capture-tables.ts'
import { ACCEPTED } from '../tables/credentials.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import type { Found, Threshold } from './detection.ts'
import { addressTexts, all, beginsWithin, oneOf, timeText } from './evidence-text.ts'
import { someOf } from './host-names.ts'

const SECOND = 1e9

/** Tries of one client at one service. */
type Tries = {
  client: number
  server: number
  port: number
  sessions: number[]
  /** How many tries each of the sessions holds. */
  weights: number[]
  users: Set<number>
  secrets: Set<number>
  isAccepted: boolean
}

export type GuessName = 'tries' | 'window'

/** Thresholds of every check of guessing: `tries` within a window. */
export function guessThresholds(tries: number, meaning: string): Readonly<Record<GuessName, Threshold>> {
  return {
    tries: { meaning, unit: 'tries', default: tries, min: 2, max: 1_000_000 },
    window: { meaning: 'Within this time', unit: 's', default: 600, min: 1, max: 86400 },
  }
}

/** Log-ins of some protocols that were refused (or, `unanswered`, of which nothing says that they were accepted). */
export function refusedLogins(
  tables: CaptureTables,
  selected: Selected | null,
  protocols: ReadonlySet<string>,
  unanswered = false,
): Tries[] {
  const { credentials: t, sessions, protocolNames } = tables
  const isMeant = protocolNames.map((name) => protocols.has(name))
  const byPair = new Map<string, Tries>()
  for (let row = 0; row < t.rows; row++) {
    const session = t.session[row]
    if (session === 0 || !isMeant[t.protocol[row]] || !hasFrame(selected, t.frame[row])) continue
    const weight = t.outcome[row] === 0 && unanswered ? t.count[row] : t.refusals[row]
    const tries = triesOf(byPair, sessions.origHost[session], sessions.respHost[session], sessions.respPort[session])
    if (t.outcome[row] === ACCEPTED) tries.isAccepted = true
    if (weight === 0) continue
    tries.sessions.push(session)
    tries.weights.push(weight)
    tries.users.add(t.user[row])
    if (t.secret[row] !== 0) tries.secrets.add(t.secret[row])
  }
  return [...byPair.values()]
}

/** Sessions as tries, where what is tried is encrypted. */
export function sessionTries(tables: CaptureTables, rows: Iterable<number>): Tries[] {
  const { sessions } = tables
  const byPair = new Map<string, Tries>()
  for (const row of rows) {
    const tries = triesOf(byPair, sessions.origHost[row], sessions.respHost[row], sessions.respPort[row])
    tries.sessions.push(row)
    tries.weights.push(1)
  }
  return [...byPair.values()]
}

function triesOf(byPair: Map<string, Tries>, client: number, server: number, port: number): Tries {
  const key = `${client} ${server} ${port}`
  let tries = byPair.get(key)
  if (tries === undefined) {
    const empty = { sessions: [], weights: [], users: new Set<number>(), secrets: new Set<number>() }
    tries = { client, server, port, ...empty, isAccepted: false }
    byPair.set(key, tries)
  }
  return tries
}

type Burst = { first: number; last: number; most: number; sessions: number }

/** From the first to the last session of all windows with `least` tries; null = there is no such window. */
function burstOf({ sessions: table }: CaptureTables, tries: Tries, width: number, least: number): Burst | null {
  const order = tries.sessions
    .map((session, i) => ({ session, start: table.start[session], weight: tries.weights[i] }))
    .filter(({ start }) => !Number.isNaN(start))
    .sort((x, y) => x.start - y.start)
  let burst: Burst | null = null
  let sum = 0
  let from = 0
  for (const { start, weight } of order) {
    sum += weight
    for (; order[from].start < start - width; from++) sum -= order[from].weight
    if (sum < least) continue
    burst ??= { first: order[from].start, last: start, most: 0, sessions: 0 }
    burst.last = start
    burst.most = Math.max(burst.most, sum)
  }
  if (burst === null) return null
  const { first, last } = burst
  burst.sessions = new Set(
    order.filter(({ start }) => start >= first && start <= last).map(({ session }) => session),
  ).size
  return burst
}

/** From so many times the threshold on it counts high. */
const MANY = 10

/** A finding of every client that tried often enough. `marker`: what the evidence's sessions have beside their ends. */
export function guessing(
  tables: CaptureTables,
  tried: readonly Tries[],
  service: string,
  { tries: least, window }: Readonly<Record<GuessName, number>>,
  marker: string,
): Found[] {
  const { texts } = tables
  const found: Found[] = []
  for (const tries of tried) {
    const burst = burstOf(tables, tries, window * SECOND, least)
    if (burst === null) continue
    const [src] = addressTexts(tables, [tries.client])
    const [dst] = addressTexts(tables, [tries.server])
    const users = [...tries.users].filter((id) => id !== 0).map((id) => texts.text(id))
    const isBad = tries.isAccepted || burst.most >= least * MANY
    found.push({
      severity: isBad ? 'high' : 'medium',
      confidence: marker === 'user' ? 'likely' : 'possible',
      title: `${src} guesses at ${service} of ${dst}${tries.isAccepted ? ', and got in' : ''}`,
      src: [src],
      dst: [dst],
      count: burst.sessions,
      first: timeText(tables, burst.first),
      last: timeText(tables, burst.last),
      evidence: all(
        oneOf('id.orig_h', [src]),
        oneOf('id.resp_h', [dst]),
        oneOf('id.resp_p', [tries.port]),
        marker,
        beginsWithin(tables, burst.first, burst.last),
      ),
      why: {
        tries: burst.most,
        tries_threshold: least,
        window_seconds: window,
        ...(users.length === 0 ? {} : { users: someOf(users, 10) }),
        ...(tries.secrets.size === 0 ? {} : { secrets: tries.secrets.size }),
        accepted: tries.isAccepted ? 'yes' : 'not seen',
      },
    })
  }
  return found
}
