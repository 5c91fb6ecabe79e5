import type { CaptureTables } from '../tables/capture-tables.ts'
import type { BeaconPair } from './beacon-pairs.ts'
import { PairIndex } from './pair-index.ts'
import { contradictsTextType } from './text-media-types.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'
import { WatchedValues } from './watched-values.ts'

/** What speaks for or against a pair beside its times. */
export type BeaconSigns = {
  /** A user agent or JA3 that the source uses with this destination only; null = there is none. */
  rareSignature: string | null
  /** Responses whose text type contradicts the extension that was asked for. */
  mimeMismatches: number
  /** Entry of the watchlist that the destination is (or, from outside, the source). */
  listed: string | null
}

/** More than one place. */
const MANY = -1

/** Looks up the signs of pairs; what it needs of all sessions is gathered once. */
export class SignReader {
  private readonly tables: CaptureTables
  private readonly watched: WatchedValues
  /** By source and signature: text id of the name and address id that all its uses go to, or MANY. */
  private readonly uses = new PairIndex()
  private readonly names: number[] = []
  private readonly hosts: number[] = []
  /** Uses of the sessions of the pairs. */
  private readonly bySession = new Map<number, number[]>()
  private readonly mismatches = new Map<number, number>()

  /** `isIn`: 1 for each session that counts. */
  constructor(tables: CaptureTables, isIn: Uint8Array, pairs: readonly BeaconPair[], watched: readonly string[]) {
    this.tables = tables
    this.watched = new WatchedValues(watched)
    const { http, tlsHellos, sessions, texts } = tables
    const isAsked = new Uint8Array(sessions.rows)
    for (const pair of pairs) for (const row of pair.sessions) isAsked[row] = 1
    for (let row = 0; row < http.rows; row++) {
      const session = http.session[row]
      if (isIn[session] !== 1 || session === 0) continue
      if (http.status[row] === 0) {
        if (http.userAgent[row] !== 0) this.used(session, http.userAgent[row], http.host[row], isAsked[session] === 1)
      } else if (isAsked[session] === 1 && http.contentType[row] !== 0 && http.peer[row] !== 0) {
        const target = texts.text(http.uri[http.peer[row] - 1])
        if (contradictsTextType(target, texts.text(http.contentType[row])))
          this.mismatches.set(session, (this.mismatches.get(session) ?? 0) + 1)
      }
    }
    for (let row = 0; row < tlsHellos.rows; row++) {
      const session = tlsHellos.session[row]
      if (isIn[session] === 1 && session !== 0 && tlsHellos.kind[row] === CLIENT_HELLO && tlsHellos.ja3[row] !== 0)
        this.used(session, tlsHellos.ja3[row], tlsHellos.serverName[row], isAsked[session] === 1)
    }
  }

  of(pair: BeaconPair): BeaconSigns {
    let mimeMismatches = 0
    for (const row of pair.sessions) mimeMismatches += this.mismatches.get(row) ?? 0
    return { rareSignature: this.rareSignature(pair), mimeMismatches, listed: this.listed(pair) }
  }

  /** Of a domain only the watchlist says something. */
  domain(name: string): BeaconSigns {
    return { rareSignature: null, mimeMismatches: 0, listed: this.watched.below(name) }
  }

  private used(session: number, signature: number, name: number, isAsked: boolean): void {
    const { origHost, respHost } = this.tables.sessions
    const use = this.uses.of(origHost[session], signature)
    if (use === this.names.length) {
      this.names.push(name)
      this.hosts.push(respHost[session])
    } else {
      if (this.names[use] !== name) this.names[use] = MANY
      if (this.hosts[use] !== respHost[session]) this.hosts[use] = MANY
    }
    if (!isAsked) return
    const known = this.bySession.get(session)
    if (known === undefined) this.bySession.set(session, [use])
    else if (!known.includes(use)) known.push(use)
  }

  private rareSignature({ sessions, name }: BeaconPair): string | null {
    const places = name === null ? this.hosts : this.names
    for (const row of sessions)
      for (const use of this.bySession.get(row) ?? [])
        if (places[use] > 0) return this.tables.texts.text(this.uses.second[use])
    return null
  }

  private listed({ name, source, destination, sessions }: BeaconPair): string | null {
    const { tables, watched } = this
    return (
      (name === null ? null : watched.name(name)) ??
      watched.address(tables, destination === 0 ? tables.sessions.respHost[sessions[0]] : destination) ??
      watched.address(tables, source)
    )
  }
}
