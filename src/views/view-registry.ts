import type { ComponentType } from 'react'
import { BeaconsView } from './beacons/beacons-view.tsx'
import { CertificatesView } from './certificates/certificates-view.tsx'
import { ConversationsView } from './conversations/conversations-view.tsx'
import { CredentialsView } from './credentials/credentials-view.tsx'
import { DnsView } from './dns/dns-view.tsx'
import { EndpointsView } from './endpoints/endpoints-view.tsx'
import { FieldsView } from './fields/fields-view.tsx'
import { FindingsView } from './findings/findings-view.tsx'
import { GraphView } from './graph/graph-view.tsx'
import { HttpView } from './http/http-view.tsx'
import { LogsView } from './logs/logs-view.tsx'
import { OverviewView } from './overview/overview-view.tsx'
import { PacketsView } from './packets/packets-view.tsx'
import { ProtocolsView } from './protocols/protocols-view.tsx'
import { SessionsView } from './sessions/sessions-view.tsx'
import { TlsView } from './tls/tls-view.tsx'
import {
  BeaconCount,
  CertificateCount,
  ConversationCount,
  CredentialCount,
  DnsCount,
  EndpointCount,
  FindingCount,
  HttpCount,
  LogCount,
  PacketCount,
  SessionCount,
  TlsCount,
} from './view-counts.tsx'

export type View = {
  /** Its name in the address. */
  id: string
  title: string
  Component: ComponentType
  /** How many of its things the selection holds. */
  Count?: ComponentType
}

const overview: View = { id: 'overview', title: 'Overview', Component: OverviewView }

/** Every view, in the order and the groups of the navigation. */
export const viewGroups: readonly (readonly View[])[] = [
  [overview, { id: 'findings', title: 'Findings', Component: FindingsView, Count: FindingCount }],
  [
    { id: 'sessions', title: 'Sessions', Component: SessionsView, Count: SessionCount },
    { id: 'packets', title: 'Packets', Component: PacketsView, Count: PacketCount },
    { id: 'protocols', title: 'Protocols', Component: ProtocolsView },
    { id: 'endpoints', title: 'Endpoints', Component: EndpointsView, Count: EndpointCount },
    { id: 'conversations', title: 'Conversations', Component: ConversationsView, Count: ConversationCount },
  ],
  [
    { id: 'dns', title: 'DNS', Component: DnsView, Count: DnsCount },
    { id: 'tls', title: 'TLS', Component: TlsView, Count: TlsCount },
    { id: 'certificates', title: 'Certificates', Component: CertificatesView, Count: CertificateCount },
    { id: 'http', title: 'HTTP', Component: HttpView, Count: HttpCount },
  ],
  [
    { id: 'graph', title: 'Graph', Component: GraphView },
    { id: 'beacons', title: 'Beacons', Component: BeaconsView, Count: BeaconCount },
    { id: 'credentials', title: 'Credentials', Component: CredentialsView, Count: CredentialCount },
    { id: 'fields', title: 'Fields', Component: FieldsView },
    { id: 'logs', title: 'Logs', Component: LogsView, Count: LogCount },
  ],
]

/** The view of a name in the address; the overview for a name that is none. */
export function findView(id: string): View {
  return viewGroups.flat().find((view) => view.id === id) ?? overview
}
