import { type BeaconLists, describeBeaconSettings } from './analysis/beacon-settings.ts'
import type { BeaconQuery } from './analysis/beacon.ts'
import { beacons } from './analysis/beacons.ts'
import { certificateUsers } from './analysis/certificate-users.ts'
import { type CertificatesQuery, certificates } from './analysis/certificates.ts'
import { baselineRange, connections, type ConnectionsQuery } from './analysis/connections.ts'
import { conversations } from './analysis/conversations.ts'
import { addressClaims } from './analysis/address-claims.ts'
import { dhcpLeases } from './analysis/dhcp-leases.ts'
import { files } from './analysis/files.ts'
import { smbActions } from './analysis/smb-actions.ts'
import { credentials } from './analysis/credentials.ts'
import { dnsAnswerSessions } from './analysis/dns-answer-sessions.ts'
import { dnsDomains } from './analysis/dns-domains.ts'
import { type DnsLookupsQuery, dnsLookups } from './analysis/dns-lookups.ts'
import { dnsSummary } from './analysis/dns-summary.ts'
import { endpoints } from './analysis/endpoints.ts'
import { frameProtocols, protocols } from './analysis/protocols.ts'
import { hierarchy } from './analysis/hierarchy.ts'
import { httpMessages, httpRequests } from './analysis/http-requests.ts'
import { type HttpValuesQuery, httpValues } from './analysis/http-values.ts'
import { httpSummary } from './analysis/http-summary.ts'
import { packetPlace } from './analysis/packets.ts'
import { rowsOf } from './analysis/list.ts'
import { spigraph } from './analysis/spigraph.ts'
import { spiview } from './analysis/spiview.ts'
import { summary } from './analysis/summary.ts'
import { type Log, logs } from './analysis/logs.ts'
import { tcpStreams } from './analysis/tcp-streams.ts'
import { timeline, type TimelineQuery } from './analysis/timeline.ts'
import { tlsHellos } from './analysis/tls-hellos.ts'
import { type TlsValuesQuery, tlsValues } from './analysis/tls-values.ts'
import { tlsHosts } from './analysis/tls-hosts.ts'
import { unique, type UniqueQuery } from './analysis/unique.ts'
import type { FindField } from './analysis/field-source.ts'
import type { Lists, Selection } from './engine-api.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

/** The questions that one analysis answers from the tables and what is selected, and nothing else. */
export abstract class Answers {
  hierarchy(selection?: Selection) {
    return this.ask(selection, hierarchy)
  }

  readonly unique = this.byFields((tables, selected, query: UniqueQuery, find) =>
    rowsOf(unique(tables, selected, query, find)),
  )
  readonly spiview = this.byFields(spiview)
  readonly spigraph = this.byFields(spigraph)
  readonly summary = this.byFields(summary)

  protocols(selection?: Selection) {
    return this.ask(selection, protocols)
  }

  frameProtocols(selection?: Selection) {
    return this.ask(selection, frameProtocols)
  }

  endpoints(query: Lists['endpoints']['query'] & Selection) {
    return this.ask(query, (tables, selected) => rowsOf(endpoints(tables, selected, query)))
  }

  conversations(query: Lists['conversations']['query'] & Selection) {
    return this.ask(query, (tables, selected) => rowsOf(conversations(tables, selected, query)))
  }

  logs(): Log[] {
    return this.ask(undefined, logs)
  }

  tcpStreams(selection?: Selection) {
    return this.ask(selection, tcpStreams)
  }

  dnsLookups(query: DnsLookupsQuery & Selection = {}) {
    return this.ask(query, (tables, selected) => rowsOf(dnsLookups(tables, selected, query)))
  }

  dnsDomains(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(dnsDomains(tables, selected)))
  }

  dnsAnswerSessions(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(dnsAnswerSessions(tables, selected)))
  }

  dnsSummary(selection?: Selection) {
    return this.ask(selection, dnsSummary)
  }

  tlsHosts(selection?: Selection) {
    return this.ask(selection, (tables, packets) => rowsOf(tlsHosts(tables, packets)))
  }

  tlsHellos(selection?: Selection) {
    return this.ask(selection, tlsHellos)
  }

  tlsValues(query: TlsValuesQuery & Selection) {
    return this.ask(query, (tables, selected) => rowsOf(tlsValues(tables, selected, query)))
  }

  certificates(query: CertificatesQuery & Selection = {}) {
    return this.ask(query, (tables, selected) => rowsOf(certificates(tables, selected, query)))
  }

  certificateUsers(query: { sha256: string } & Selection) {
    return this.ask(query, (tables, selected) => certificateUsers(tables, selected, query))
  }

  httpRequests(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(httpRequests(tables, selected)))
  }

  httpValues(query: HttpValuesQuery & Selection) {
    return this.ask(query, (tables, selected) => rowsOf(httpValues(tables, selected, query)))
  }

  httpSummary(selection?: Selection) {
    return this.ask(selection, httpSummary)
  }

  httpMessages(selection?: Selection) {
    return this.ask(selection, httpMessages)
  }

  connections(query: ConnectionsQuery & Selection = {}) {
    const timeRange = baselineRange(query)
    return this.ask(query, (tables, selected) =>
      timeRange === null
        ? connections(tables, selected, query, this.find)
        : this.ask({ ...query, timeRange }, (_, earlier) => connections(tables, selected, query, this.find, earlier)),
    )
  }

  beacons(query?: BeaconQuery & Selection) {
    return this.ask(query, (tables, selected) => beacons(tables, selected, query))
  }

  beaconSettings(query?: BeaconLists & Selection) {
    return describeBeaconSettings(query)
  }

  addressClaims(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(addressClaims(tables, selected)))
  }

  dhcpLeases(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(dhcpLeases(tables, selected)))
  }

  files(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(files(tables, selected)))
  }

  smbActions(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(smbActions(tables, selected)))
  }

  packetPlace(query: { number: number } & Selection) {
    return this.ask(query, (tables, selected) => packetPlace(tables, selected, query))
  }

  credentials(selection?: Selection) {
    return this.ask(selection, (tables, selected) => rowsOf(credentials(tables, selected)))
  }

  timeline(query?: TimelineQuery & Selection) {
    return this.ask(query, (tables, selected) => timeline(tables, selected, query))
  }

  protected abstract ask<T>(
    selection: Selection | undefined,
    analysis: (tables: CaptureTables, selected: Selected | null) => T,
  ): T

  /** The field of a name, for analyses over fields. */
  protected abstract readonly find: FindField

  private byFields<Q extends object, T>(
    analysis: (tables: CaptureTables, selected: Selected | null, query: Q, find: FindField) => T,
  ) {
    return (query: Q & Selection = {} as Q): T =>
      this.ask(query, (tables, selected) => analysis(tables, selected, query, this.find))
  }
}
