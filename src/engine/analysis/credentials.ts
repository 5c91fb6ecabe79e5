import type { CaptureTables } from '../tables/capture-tables.ts'
import { ACCEPTED, REFUSED } from '../tables/credentials.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf } from './list.ts'
import { packetNumber } from './frame-source.ts'
import { frameTime } from './times.ts'

/** A user with a secret, from one client to one server, of all sessions. */
export type Credential = {
  protocol: string
  /** How it was said: 'Basic', 'PLAIN', 'form', 'community' … */
  mechanism: string
  /** Where it was said first. */
  frame: number | null
  time: string | null
  client: string
  server: string
  serverport: number
  user: string | null
  /** Readable on the wire; null where the protocol hides it. */
  secret: string | null
  /** Domain (NTLM) and name of the client's machine. */
  domain: string | null
  hostname: string | null
  /** Whether the server took it, the last time it said: true, false; null = it was not seen to answer. */
  accepted: boolean | null
  sessions: number
  attempts: number
  refused: number
}

/** Log-ins whose frame is selected, in the order of the capture. */
export function credentials(tables: CaptureTables, selected: Selected | null): List<Credential> {
  const { credentials: t, addresses, texts, protocolNames } = tables
  const found: Credential[] = []
  const known = new Map<string, Credential>()
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.frame[row])) continue
    const who = [t.protocol[row], t.client[row], t.server[row], t.serverPort[row]]
    const key = [...who, t.user[row], t.secret[row], t.domain[row]].join(' ')
    let credential = known.get(key)
    if (credential === undefined) {
      credential = {
        protocol: protocolNames[t.protocol[row]],
        mechanism: texts.text(t.mechanism[row]),
        frame: packetNumber(t.frame[row]),
        time: frameTime(tables, t.frame[row]),
        client: addresses.text(t.client[row]),
        server: addresses.text(t.server[row]),
        serverport: t.serverPort[row],
        user: texts.textOrNull(t.user[row]),
        secret: texts.textOrNull(t.secret[row]),
        domain: texts.textOrNull(t.domain[row]),
        hostname: texts.textOrNull(t.hostname[row]),
        accepted: null,
        sessions: 0,
        attempts: 0,
        refused: 0,
      }
      known.set(key, credential)
      found.push(credential)
    }
    credential.sessions++
    credential.attempts += t.count[row]
    credential.refused += t.refusals[row]
    if (t.outcome[row] === ACCEPTED) credential.accepted = true
    else if (t.outcome[row] === REFUSED) credential.accepted = false
  }
  return listOf(found)
}
