import type { DispatchTables } from '../dissect/dispatch.ts'
import type { CredentialRecord } from '../dissect/credential-record.ts'
import type { Packet } from '../dissect/packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { ACCEPTED, REFUSED } from '../tables/credentials.ts'

/** Log-ins beyond these are not kept: a capture with more is one long guess. */
const MOST_ROWS = 500_000
/** Layers that carry log-ins for others. */
const WRAPPINGS: ReadonlySet<string> = new Set(['ntlmssp', 'gss-api', 'spnego', 'spnego-krb5', 'urlencoded-form'])

/** Log-ins -> rows, the repetitions of one session in one row. */
export class CredentialRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  /** session, protocol, user and secret -> row */
  private readonly known = new Map<string, number>()

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  /** Answers the row plus one; 0 = not kept. */
  add(packet: Packet, record: CredentialRecord): number {
    const t = this.tables.credentials
    const protocol = record.protocol === '' ? this.carrier(packet) : this.dispatch.idOf(record.protocol)
    const { session, source, destination } = packet
    const { user, secret, domain } = record
    const key = `${session}/${source}/${destination}/${protocol}/${user}/${secret}/${domain}`
    const known = this.known.get(key)
    if (known !== undefined) {
      t.count[known]++
      return known + 1
    }
    if (t.rows >= MOST_ROWS) return 0
    const row = t.addRow()
    this.known.set(key, row)
    t.protocol[row] = protocol
    t.mechanism[row] = this.tables.texts.internText(record.mechanism)
    t.frame[row] = packet.number
    t.session[row] = session
    t.client[row] = source
    t.server[row] = destination
    t.clientPort[row] = packet.sourcePort
    t.serverPort[row] = packet.destinationPort
    t.user[row] = user
    t.secret[row] = secret
    t.domain[row] = domain
    t.hostname[row] = record.hostname
    t.count[row] = 1
    return row + 1
  }

  answered(credential: number, isAccepted: boolean): void {
    if (credential === 0) return
    const t = this.tables.credentials
    const row = credential - 1
    t.outcome[row] = isAccepted ? ACCEPTED : REFUSED
    if (!isAccepted) t.refusals[row]++
  }

  /** The innermost layer of the packet that is no wrapping. */
  private carrier(packet: Packet): number {
    const { paths } = this.tables
    const symbols = paths.symbols(packet.path)
    for (let i = symbols.length - 1; i >= 0; i--) {
      const id = this.dispatch.idOf(this.dispatch.names[symbols[i] >>> 1] ?? '')
      if (!WRAPPINGS.has(this.dispatch.names[id])) return id
    }
    return 0
  }
}
