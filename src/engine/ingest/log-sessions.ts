import type { LogRow } from '../formats/log-row.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import {
  NO_STATE,
  UNSET_BYTES,
  UNSET_DURATION,
  UNSET_IP_BYTES,
  UNSET_PACKETS,
  UNSET_SESSION,
} from '../tables/sessions.ts'
import { SessionIndex } from './session-index.ts'

const UNSET_ALL = UNSET_DURATION | UNSET_BYTES | UNSET_PACKETS | UNSET_IP_BYTES | UNSET_SESSION

/** TCP and UDP. */
const OTHER: Readonly<Record<number, number>> = { 6: 17, 17: 6 }

/** Finds or makes the sessions that rows of logs speak of: by uid, else by a session of packets between the same ends. */
export class LogSessions {
  private readonly tables: CaptureTables
  private readonly ofPackets: SessionIndex | null

  constructor(tables: CaptureTables) {
    this.tables = tables
    this.ofPackets = tables.packets.rows > 0 ? new SessionIndex(tables) : null
  }

  /** 0 = no session has the row's uid, or it has none. */
  ofUid(row: LogRow, column: number): number {
    return row.uid(column, this.tables.uids)
  }

  /** Gives a session the uid that `ofUid` has just not found. */
  name(session: number): void {
    this.tables.uids.name(session)
  }

  /**
   * The session of packets between these ends at that time, else a new one of which nothing is told yet. Times in
   * nanoseconds after the base second. `isSure`: the log itself says `proto`.
   */
  ofEnds(
    proto: number,
    origHost: number,
    respHost: number,
    origPort: number,
    respPort: number,
    start: number,
    end: number,
    isSure = true,
  ): number {
    const { sessions } = this.tables
    const index = this.ofPackets
    if (index !== null) {
      const between = (carrier: number) => index.find(carrier, origHost, respHost, origPort, respPort, start, end)
      // Most logs do not say whether TCP or UDP carries their protocol: Kerberos, TLS and QUIC.
      const known = between(proto) || (isSure || OTHER[proto] === undefined ? 0 : between(OTHER[proto]))
      if (known !== 0) return known
    }
    const session = sessions.addLogRow()
    sessions.proto[session] = proto
    sessions.origHost[session] = origHost
    sessions.respHost[session] = respHost
    sessions.origPort[session] = origPort
    sessions.respPort[session] = respPort
    sessions.start[session] = start
    sessions.end[session] = end
    sessions.unset[session] = UNSET_ALL
    sessions.connState[session] = NO_STATE
    return session
  }

  /** A row of the session at a time: where no conn row tells how long it lasted, its rows do. */
  seen(session: number, time: number): void {
    const { sessions } = this.tables
    if (!sessions.isOfLog(session) || (sessions.unset[session] & UNSET_SESSION) === 0) return
    if (time < sessions.start[session]) sessions.start[session] = time
    if (time > sessions.end[session]) sessions.end[session] = time
  }
}
