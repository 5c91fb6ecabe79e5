import type { CaptureTables } from '../tables/capture-tables.ts'
import { type AllowEntry, isBelow, isInNetwork } from './allow-list.ts'
import type { BeaconPair } from './beacon-pairs.ts'
import { expectedReason } from './expected-names.ts'

/** Services that come at fixed times or all the time by design, with the ports at which they are expected. */
const SERVICES: readonly { ports: readonly number[]; names: readonly string[]; reason: string }[] = [
  { ports: [123], names: ['ntp'], reason: 'NTP: time servers are asked at fixed times' },
  { ports: [53], names: ['dns'], reason: 'DNS: resolvers are asked all the time' },
  { ports: [5353, 5355], names: ['mdns', 'llmnr', 'dns'], reason: 'mDNS: announcements come at fixed times' },
  { ports: [67, 68, 546, 547], names: ['dhcp', 'dhcpv6'], reason: 'DHCP: leases are renewed at fixed times' },
  { ports: [1900], names: ['ssdp'], reason: 'SSDP: announcements come at fixed times' },
]

/** Names that machines ask for by themselves. A client may send any name: the reason says what the name claims. */
const DOMAINS: readonly (readonly [reason: string, domains: string])[] = [
  [
    'software updates look for news at fixed times',
    'windowsupdate.com update.microsoft.com delivery.mp.microsoft.com swcdn.apple.com swscan.apple.com mesu.apple.com gdmf.apple.com update.googleapis.com aus5.mozilla.org archive.ubuntu.com security.ubuntu.com changelogs.ubuntu.com deb.debian.org security.debian.org mirrors.fedoraproject.org fwupd.org api.snapcraft.io packages.microsoft.com',
  ],
  ['lists of dangerous sites are renewed at fixed times', 'safebrowsing.googleapis.com smartscreen.microsoft.com'],
  [
    'machines look whether they are online at fixed times',
    'msftconnecttest.com msftncsi.com connectivitycheck.gstatic.com captive.apple.com detectportal.firefox.com connectivity-check.ubuntu.com nmcheck.gnome.org',
  ],
  ['NTP: time servers are asked at fixed times', 'ntp.org time.windows.com time.apple.com time.google.com'],
  ['certificates are checked for being revoked', 'ocsp.digicert.com ocsp.pki.goog r3.o.lencr.org ocsp.sectigo.com'],
]

const REASONS: ReadonlyMap<string, string> = new Map(
  DOMAINS.flatMap(([reason, domains]) => domains.split(' ').map((domain) => [domain, reason] as const)),
)

/** By whom or what a row is expected. */
export type Expected = { by: 'person' | 'service' | 'name' | 'times'; reason: string; doubt: string | null }

const ANY_NAME =
  'A client may send any name: look at the address, the certificate and the other clients before you believe it.'

/** What of a pair is asked. */
type Expectable = Pick<BeaconPair, 'name' | 'source' | 'sessions'>

/** Why a pair is to be expected: what the person allowed, then a service by design, then a well-known name. Null = it is not. */
export function expectedPair(tables: CaptureTables, pair: Expectable, allowed: readonly AllowEntry[]): Expected | null {
  for (const entry of allowed) if (allows(tables, pair, entry)) return byPerson(entry)
  const service = byService(tables, pair.sessions)
  if (service !== null) return { by: 'service', reason: service, doubt: null }
  const reason = pair.name === null ? null : byName(pair.name)
  return reason === null ? null : { by: 'name', reason, doubt: ANY_NAME }
}

/** Why many names below a domain are to be expected. */
export function expectedDomain(domain: string, allowed: readonly AllowEntry[]): Expected | null {
  for (const entry of allowed) if (entry.kind === 'domain' && isBelow(domain, entry.domain)) return byPerson(entry)
  const reason = expectedReason(domain)
  return reason === null ? null : { by: 'name', reason, doubt: null }
}

function byPerson({ text }: AllowEntry): Expected {
  return { by: 'person', reason: `on your allow-list: ${text}`, doubt: null }
}

function allows({ sessions, addresses }: CaptureTables, pair: Expectable, entry: AllowEntry): boolean {
  switch (entry.kind) {
    case 'domain':
      return pair.name !== null && isBelow(pair.name, entry.domain)
    case 'port':
      return pair.sessions.every(
        (row) => sessions.respPort[row] === entry.port && (entry.proto ?? sessions.proto[row]) === sessions.proto[row],
      )
    case 'network':
      return (
        isInNetwork(addresses, pair.source, entry) ||
        pair.sessions.every((row) => isInNetwork(addresses, sessions.respHost[row], entry))
      )
  }
}

/** Strays that do not make another thing of a pair: a ping or a scanned port among look-ups. */
const MOST_STRAYS = 0.1

/** Where nearly every connection is of the service: its port, and nothing else recognised in it. */
function byService({ sessions, protocolNames }: CaptureTables, rows: Uint32Array): string | null {
  for (const { ports, names, reason } of SERVICES) {
    let told = 0
    let strays = 0
    for (const row of rows) {
      const service = sessions.service[row]
      const fits = ports.includes(sessions.respPort[row]) && (service === 0 || names.includes(protocolNames[service]))
      if (!fits) strays++
      else if (service !== 0) told++
    }
    if (told > 0 && strays <= rows.length * MOST_STRAYS) return reason
  }
  return null
}

function byName(name: string): string | null {
  for (let rest = name.toLowerCase().replace(/:\d+$/, ''); ; rest = rest.slice(rest.indexOf('.') + 1)) {
    const reason = REASONS.get(rest)
    if (reason !== undefined) return reason
    if (!rest.includes('.')) return null
  }
}
