import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'

/** Who sent or got a certificate, and in how many sessions. `port` is a sender's; null of receivers. */
export type CertificateUser = { address: string; port: number | null; sessions: number }

/** Most sessions first, at most 100 each; the counts are of all. */
export type CertificateUsers = {
  senders: CertificateUser[]
  receivers: CertificateUser[]
  sender_count: number
  receiver_count: number
}

const MOST = 100

/** Who used the certificate of a SHA-256, in what is selected. */
export function certificateUsers(
  tables: CaptureTables,
  selected: Selected | null,
  { sha256 }: { sha256: string },
): CertificateUsers {
  const { certificates: table, texts } = tables
  const senders = new Map<string, { address: number; port: number; sessions: Set<number> }>()
  const receivers = new Map<string, { address: number; port: number; sessions: Set<number> }>()
  const add = (users: typeof senders, address: number, port: number, session: number) => {
    const key = `${address} ${port}`
    let user = users.get(key)
    if (user === undefined) users.set(key, (user = { address, port, sessions: new Set() }))
    user.sessions.add(session)
  }
  // Interned: the certificate's rows have the same text id.
  let wanted = -1
  for (let row = 0; row < table.rows; row++) {
    const fingerprint = table.fingerprint[row]
    if (fingerprint === 0 || (wanted >= 0 && fingerprint !== wanted)) continue
    if (wanted < 0) {
      if (texts.text(fingerprint) !== sha256) continue
      wanted = fingerprint
    }
    if (!hasFrame(selected, table.frame[row])) continue
    // Without a session each message counts.
    const session = table.session[row] === 0 ? -1 - row : table.session[row]
    add(senders, table.source[row], table.sourcePort[row], session)
    add(receivers, table.destination[row], 0, session)
  }
  const listed = (users: typeof senders, hasPort: boolean): CertificateUser[] =>
    [...users.values()]
      .sort((x, y) => y.sessions.size - x.sessions.size)
      .slice(0, MOST)
      .map(({ address, port, sessions }) => ({
        address: tables.addresses.text(address),
        port: hasPort ? port : null,
        sessions: sessions.size,
      }))
  return {
    senders: listed(senders, true),
    receivers: listed(receivers, false),
    sender_count: senders.size,
    receiver_count: receivers.size,
  }
}
