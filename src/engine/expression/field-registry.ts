import { SessionProtocols } from '../tables/session-protocols.ts'
import { addressFields, anyIp } from './address-fields.ts'
import { certificateFields, certificateHosts } from './certificate-fields.ts'
import { credentialFields } from './credential-fields.ts'
import { dhcpFields } from './dhcp-fields.ts'
import { dnsFields, dnsHosts, resolved } from './dns-fields.ts'
import type { Column, Field } from './field.ts'
import { httpFields, httpHosts } from './http-fields.ts'
import { FIELDS_OF_PACKETS } from './packet-field-names.ts'
import { liftedFields } from './lifted-fields.ts'
import { loginFields } from './login-fields.ts'
import { outerFields } from './outer-fields.ts'
import { packetFields } from './packet-fields.ts'
import { type RereadField, rereadField } from './reread-fields.ts'
import { sessionFields } from './session-fields.ts'
import { sshFields } from './ssh-fields.ts'
import { smbFields } from './smb-fields.ts'
import { serverNames, tlsFields } from './tls-fields.ts'
import { transferredFileFields } from './transferred-file-fields.ts'
import { withZeekLogs } from './zeek-log-fields.ts'

const anyHost: Field = {
  name: 'host',
  aliases: [],
  family: 'arkime',
  type: 'text',
  meaning: 'any name of a host: asked for in DNS, HTTP or TLS, or in a certificate',
  example: 'host == *.example.com',
  columns: [...dnsHosts, httpHosts, serverNames, ...certificateHosts],
  folded: true,
}

/** Fields of the tables' columns; those of protocols' presence come with the protocols. */
const columnFields: readonly Field[] = withZeekLogs([
  ...packetFields,
  ...addressFields,
  { ...anyIp, columns: [...anyIp.columns, resolved], presence: [presenceColumn(['ip'])] },
  anyHost,
  ...sessionFields,
  ...dnsFields,
  ...tlsFields,
  ...certificateFields,
  ...httpFields,
  ...credentialFields,
  ...transferredFileFields,
  ...dhcpFields,
  ...smbFields,
  ...sshFields,
  ...outerFields,
  ...loginFields,
  ...liftedFields,
])

/** Other names of protocols in display filters. */
const PROTOCOL_ALIASES: Readonly<Record<string, readonly string[]>> = {
  tls: ['ssl'],
  dhcp: ['bootp'],
  wlan: ['ieee80211'],
}

const byName = new Map<string, Field>()
for (const field of columnFields) for (const name of namesOf(field)) byName.set(name, field)

/** Whether packets have a layer of one of these names, nested ones included. */
function presenceColumn(names: readonly string[]): Column {
  return {
    domain: 'layer',
    space: 'number',
    each({ paths, protocolNames }, visit) {
      const isNamed = protocolNames.map((name) => names.includes(name))
      for (let node = 1; node < paths.size; node++) if (isNamed[paths.symbol[node] >>> 1]) visit(node, 1)
    },
    ofSessions(tables, visit) {
      const isNamed = tables.protocolNames.map((name) => names.includes(name))
      new SessionProtocols(tables).each((session, protocol) => {
        if (isNamed[protocol]) visit(session, 1)
      })
    },
  }
}

function protocolField(name: string): Field {
  return {
    name,
    aliases: PROTOCOL_ALIASES[name] ?? [],
    family: 'wireshark',
    type: 'presence',
    meaning: name.startsWith('_ws.') ? 'what reading the packet came upon' : `packets with a layer of ${name}`,
    example: name,
    columns: [presenceColumn([name])],
  }
}

/** Every field that an expression may name, and what is known of those it may not. */
export class FieldRegistry {
  private readonly protocols = new Map<string, Field>()
  private readonly reread = new Map<string, Field>()
  private readonly readables: ReadonlyMap<string, RereadField>

  /** `protocolNames`: of the dissectors, by protocol id; doubles and empty names do not matter. */
  constructor(protocolNames: readonly string[], reread: readonly RereadField[] = []) {
    this.readables = new Map(reread.map((field) => [field.name, field]))
    for (const field of reread) if (!byName.has(field.name)) this.reread.set(field.name, rereadField(field))
    for (const name of protocolNames) {
      if (name === '' || byName.has(name) || this.reread.has(name) || this.protocols.has(name)) continue
      const field = protocolField(name)
      for (const word of namesOf(field)) this.protocols.set(word, field)
    }
  }

  /** The field of a name in any dialect; Arkime's stored names may have `db:` in front. Case counts where it must. */
  find(name: string): Field | undefined {
    const word = name.startsWith('db:') ? name.slice(3) : name
    return this.get(word) ?? this.get(word.toLowerCase())
  }

  /** In the order of the reference page: columns, then protocols by name. */
  all(): Field[] {
    const protocols = [...new Set(this.protocols.values())].sort((a, b) => (a.name < b.name ? -1 : 1))
    return [...columnFields, ...this.reread.values(), ...protocols]
  }

  /** What reading the packets again gives under this name, also where a table holds the same. */
  readable(name: string): RereadField | undefined {
    return this.readables.get(name)
  }

  /** Whether it is a field that only the packets themselves can answer. */
  needsPackets(name: string): boolean {
    return FIELDS_OF_PACKETS.has(name)
  }

  /** Names that a person may have meant, best first. */
  near(name: string): string[] {
    const word = name.toLowerCase()
    const found: { text: string; distance: number }[] = []
    for (const text of [...byName.keys(), ...this.reread.keys(), ...this.protocols.keys()]) {
      const distance = distanceOf(word, text.toLowerCase())
      if (distance <= Math.max(1, Math.floor(word.length / 4))) found.push({ text, distance })
      else if (word.length > 3 && text.toLowerCase().includes(word)) found.push({ text, distance: 10 })
    }
    return found
      .sort(
        (a, b) => a.distance - b.distance || this.under(b.text) - this.under(a.text) || a.text.length - b.text.length,
      )
      .slice(0, 3)
      .map(({ text }) => text)
  }

  /** How many fields a name is the beginning of: what has many is meant more often. */
  private under(name: string): number {
    return [...byName.keys()].filter((other) => other.startsWith(`${name}.`)).length
  }

  private get(name: string): Field | undefined {
    return byName.get(name) ?? this.reread.get(name) ?? this.protocols.get(name)
  }
}

function namesOf({ name, aliases }: Field): string[] {
  return [name, ...aliases]
}

/** Letters to change, add, leave out or swap with their neighbour. */
function distanceOf(a: string, b: string): number {
  const limit = 64
  if (Math.abs(a.length - b.length) > 3 || a.length > limit || b.length > limit) return limit
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length]
}
