import { arpSummary } from './arp-summary.ts'
import { dhcpSummary } from './dhcp-summary.ts'
import { dnsSummary } from './dns-summary.ts'
import { httpSummary } from './http-summary.ts'
import { icmpSummary } from './icmp-summary.ts'
import { icmpv6Summary } from './icmpv6-summary.ts'
import { igmpSummary } from './igmp-summary.ts'
import { ipv4Summary, ipv6Summary } from './ip-summary.ts'
import type { LayerSummary } from './layer-values.ts'
import { ftpSummary, smtpSummary } from './mail-summary.ts'
import { mqttSummary } from './mqtt-summary.ts'
import { ntpSummary } from './ntp-summary.ts'
import { quicSummary } from './quic-summary.ts'
import { sctpSummary } from './sctp-summary.ts'
import { snmpSummary } from './snmp-summary.ts'
import { tcpSummary } from './tcp-summary.ts'
import { tlsSummary } from './tls-summary.ts'
import { udpSummary } from './udp-summary.ts'

/** How a layer is told in one line, by its name in frame.protocols. */
export const summaryRegistry: ReadonlyMap<string, LayerSummary> = new Map(
  Object.entries({
    arp: arpSummary,
    ip: ipv4Summary,
    ipv6: ipv6Summary,
    icmp: icmpSummary,
    icmpv6: icmpv6Summary,
    igmp: igmpSummary,
    tcp: tcpSummary,
    udp: udpSummary,
    sctp: sctpSummary,
    dns: dnsSummary,
    mdns: dnsSummary,
    llmnr: dnsSummary,
    dhcp: dhcpSummary,
    http: httpSummary,
    ssdp: httpSummary,
    tls: tlsSummary,
    dtls: tlsSummary,
    quic: quicSummary,
    ntp: ntpSummary,
    smtp: smtpSummary,
    ftp: ftpSummary,
    snmp: snmpSummary,
    mqtt: mqttSummary,
  }),
)
