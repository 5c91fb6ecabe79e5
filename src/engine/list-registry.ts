import { beacons } from './analysis/beacons.ts'
import { certificates } from './analysis/certificates.ts'
import { conversations } from './analysis/conversations.ts'
import { addressClaims } from './analysis/address-claims.ts'
import { dhcpLeases } from './analysis/dhcp-leases.ts'
import { files } from './analysis/files.ts'
import { smbActions } from './analysis/smb-actions.ts'
import { credentials } from './analysis/credentials.ts'
import { dnsAnswerSessions } from './analysis/dns-answer-sessions.ts'
import { dnsDomains } from './analysis/dns-domains.ts'
import { dnsLookups } from './analysis/dns-lookups.ts'
import { endpoints } from './analysis/endpoints.ts'
import type { FindField } from './analysis/field-source.ts'
import { httpHosts } from './analysis/http-hosts.ts'
import { httpValues } from './analysis/http-values.ts'
import { httpRequests } from './analysis/http-requests.ts'
import { type List, listOf } from './analysis/list.ts'
import { logs } from './analysis/logs.ts'
import { packets } from './analysis/packets.ts'
import { queriedNames } from './analysis/queried-names.ts'
import { sessions } from './analysis/sessions.ts'
import { clientHellos } from './analysis/tls-hellos.ts'
import { tlsValues } from './analysis/tls-values.ts'
import { tlsHosts } from './analysis/tls-hosts.ts'
import { allFindings } from './detections/run-detections.ts'
import { unique } from './analysis/unique.ts'
import type { Lists } from './engine-api.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

export type ListMakers = {
  [L in keyof Lists]: (
    tables: CaptureTables,
    selected: Selected | null,
    query: Lists[L]['query'],
    find: FindField,
  ) => List<Lists[L]['row']>
}

/** The lists that a grid can show in windows, by the name of their method. */
export const listRegistry: ListMakers = {
  sessions,
  packets,
  unique,
  endpoints,
  conversations,
  dnsLookups,
  dnsNames: queriedNames,
  dnsDomains,
  dnsAnswerSessions,
  tlsHosts,
  clientHellos,
  tlsValues,
  httpRequests,
  httpHosts,
  httpValues,
  certificates,
  credentials,
  smbActions,
  files,
  dhcpLeases,
  addressClaims,
  logs: (tables, _, { log }) => listOf(logs(tables).filter((one) => log === undefined || one.log === log)),
  beacons: (tables, selected, query) => listOf(beacons(tables, selected, query)),
  findings: (tables, selected, query) => listOf(allFindings(tables, selected, query)),
}
