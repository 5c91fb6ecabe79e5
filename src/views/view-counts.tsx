import { formatCount, formatShortCount } from '../components/units.ts'
import type { Lists } from '../engine/engine-api.ts'
import { usePage } from '../state/use-analysis.ts'
import { useBeaconQuery, useNews } from '../state/use-findings.ts'

/** How many there are, beside the name of a view; short, the exact number in the title. */
function Total({ totals }: { totals: (number | undefined)[] }) {
  if (totals.includes(undefined)) return null
  const total = totals.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return <span title={formatCount(total)}>{formatShortCount(total)}</span>
}

/** What the view itself shows comes first. */
function useTotal<L extends keyof Lists>(list: L, query: Lists[L]['query']): number | undefined {
  return usePage(list, query, { start: 0, length: 0 }, true).result?.total
}

export const PacketCount = () => <Total totals={[useTotal('packets', {})]} />
export const SessionCount = () => <Total totals={[useTotal('sessions', {})]} />
export const EndpointCount = () => (
  <Total totals={[useTotal('endpoints', { protocol: 'ip' }), useTotal('endpoints', { protocol: 'ipv6' })]} />
)
export const ConversationCount = () => (
  <Total totals={[useTotal('conversations', { protocol: 'ip' }), useTotal('conversations', { protocol: 'ipv6' })]} />
)
export const CredentialCount = () => <Total totals={[useTotal('credentials', {})]} />
export const DnsCount = () => <Total totals={[useTotal('dnsLookups', {})]} />
export const TlsCount = () => <Total totals={[useTotal('tlsHosts', {})]} />
export const CertificateCount = () => <Total totals={[useTotal('certificates', { once: true })]} />
export const HttpCount = () => <Total totals={[useTotal('httpRequests', {})]} />
/** Those that are news; what is only worth a note does not call. */
export const FindingCount = () => <Total totals={[useNews()?.filter(({ severity }) => severity !== 'info').length]} />
export const BeaconCount = () => <Total totals={[useTotal('beacons', useBeaconQuery())]} />
export const LogCount = () => <Total totals={[useTotal('logs', {})]} />
