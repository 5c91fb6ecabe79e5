import { bytesColumn, countColumn, durationColumn, listColumn, textColumn } from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount } from '../../components/units.ts'
import { addressField, fieldValue, literalOf, type FieldValue } from '../../components/value-actions.ts'
import { rcodeName } from './dns-words.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { DnsAnswerSessions } from '../../engine/analysis/dns-answer-sessions.ts'
import type { DnsDomain } from '../../engine/analysis/dns-domains.ts'

const NAME = 'dns.qry.name'

/** The domain and every name under it, in any case. What means something in a regular expression stands for any character. */
export function domainValue(domain: string): FieldValue {
  const pattern = domain.replaceAll('.', '[.]').replaceAll(/[^\p{L}\p{N}_[\].-]/gu, '.')
  return { field: NAME, value: domain, condition: `lower(${NAME}) matches ${literalOf(`(^|[.])${pattern}$`)}` }
}

export function rcodesText({ rcodes }: Pick<DnsDomain, 'rcodes'>): string {
  return rcodes.map(({ rcode, count }) => `${rcodeName(rcode)} ${formatCount(count)}`).join(', ')
}

const domain: GridColumn<DnsDomain> = {
  id: 'domain',
  header: 'Registered Domain',
  width: 240,
  grow: true,
  order: 'domain',
  explain: 'By the public suffix list; of names that nobody registers (.local, .arpa) the last label',
  cell: (row) => <MiddleText text={row.is_registered ? row.domain : `.${row.domain}`} />,
  text: (row) => row.domain,
  title: (row) => (row.is_registered ? undefined : 'Not a registered domain'),
  value: (row) => domainValue(row.domain),
}

const rcodes: GridColumn<DnsDomain> = {
  id: 'rcodes',
  header: 'Response Codes',
  width: 230,
  grow: true,
  order: 'nxdomain',
  firstDirection: 'desc',
  explain: 'Most frequent first; ordered by NXDOMAIN',
  cell: (row) => <MiddleText text={rcodesText(row)} none="" />,
  text: rcodesText,
  value: ({ domain: name, rcodes: found }) =>
    found.length === 0
      ? null
      : {
          ...domainValue(name),
          value: rcodeName(found[0].rcode),
          condition: `${domainValue(name).condition} and dns.flags.rcode == ${found[0].rcode}`,
          counted: 'dns.flags.rcode',
        },
}

export const domainColumns: readonly GridColumn<DnsDomain>[] = [
  domain,
  countColumn<DnsDomain>('Names', 'names', { explain: 'Distinct names, upper and lower case the same' }),
  countColumn<DnsDomain>('Lookups', 'lookups'),
  countColumn<DnsDomain>('Clients', 'clients'),
  bytesColumn<DnsDomain>('Bytes', 'bytes', { explain: 'Of the packets with its queries and responses' }),
  countColumn<DnsDomain>('Unanswered', 'unanswered', { width: 108, explain: 'Queries without a response' }),
  countColumn<DnsDomain>('NXDOMAIN', 'nxdomain', { width: 100, explain: 'Responses that say: no such name' }),
  rcodes,
  durationColumn<DnsDomain>('Median Time', 'median_seconds', { width: 118, explain: 'From query to response' }),
]

const sessionsValue = ({ filter, sessions }: DnsAnswerSessions): FieldValue | null =>
  filter === null
    ? null
    : { field: 'uid', value: `${sessions} sessions`, condition: filter, copied: String(sessions), counted: null }

const sessions: GridColumn<DnsAnswerSessions> = {
  id: 'sessions',
  header: 'Sessions',
  width: 96,
  align: 'end',
  order: 'sessions',
  explain: 'Begun by the same address with an answered one, after the answer. Enter shows them',
  cell: (row) => formatCount(row.sessions),
  text: (row) => String(row.sessions),
  value: sessionsValue,
}

const addresses: GridColumn<DnsAnswerSessions> = {
  id: 'addresses',
  header: 'Answered Addresses',
  width: 220,
  grow: true,
  order: 'address_count',
  firstDirection: 'desc',
  explain: 'At most ten; ordered by how many there are',
  cell: (row) => <MiddleText text={row.addresses.join(', ')} />,
  text: (row) => row.addresses.join(', '),
  value: ({ addresses: list }) => {
    if (list.length === 0) return null
    const condition = list.map((address) => `${addressField(address)} == ${address}`).join(' or ')
    return { field: addressField(list[0]), value: list.join(', '), condition: `(${condition})` }
  },
}

export const answerColumns: readonly GridColumn<DnsAnswerSessions>[] = [
  textColumn<DnsAnswerSessions>('Client', 'client', { width: 150, field: 'address' }),
  {
    ...textColumn<DnsAnswerSessions>('Name', 'name', { width: 200, grow: true }),
    value: ({ name }) => fieldValue(NAME, name),
  },
  addresses,
  countColumn<DnsAnswerSessions>('Lookups', 'lookups', { explain: 'Answered with an address' }),
  sessions,
  countColumn<DnsAnswerSessions>('Packets', 'packets', { explain: 'Of those sessions' }),
  bytesColumn<DnsAnswerSessions>('Bytes', 'bytes', { explain: 'Of those sessions' }),
  listColumn<DnsAnswerSessions>('Services', 'services', { width: 130, field: 'service' }),
  durationColumn<DnsAnswerSessions>('Used After', 'median_seconds', {
    width: 108,
    explain: 'From an answer to the first session that used it; the median',
  }),
]
