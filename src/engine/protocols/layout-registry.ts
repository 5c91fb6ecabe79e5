import type { Layout, LayoutField } from '../dissect/field-layout.ts'
import { dataLayout } from '../dissect/payload-fields.ts'
import { quicParameterLayout } from '../dissect/quic-parameter-fields.ts'
import { tlsApplicationLayout } from '../dissect/tls-application-fields.ts'
import { dtlsLayout, tlsLayout } from '../dissect/tls-layout.ts'
import { reassembledIpv4Layout, reassembledIpv6Layout, reassembledTcpLayout } from '../dissect/reassembled-fields.ts'
import { arpLayout } from './arp-fields.ts'
import { dhcpLayout } from './dhcp-fields.ts'
import { dnsLayout } from './dns-fields.ts'
import { dnsOptionLayout } from './dns-option-fields.ts'
import { dnsPairLayout } from './dns-pair-fields.ts'
import { dnsRecordLayout } from './dns-record-layout.ts'
import { ethernetLayout } from '../dissect/ethernet-fields.ts'
import { httpExchangeLayout } from './http-exchange-fields.ts'
import { httpLayout } from './http-fields.ts'
import { icmpLayout } from './icmp-fields.ts'
import { icmpv6Layout } from './icmpv6-fields.ts'
import { icmpv6ListenerLayout } from './icmpv6-listener-fields.ts'
import { icmpv6OptionLayout } from './icmpv6-option-fields.ts'
import { ipv4Layout } from './ipv4-fields.ts'
import { ipv6AddressLayout } from './ipv6-address-fields.ts'
import { ipv6Layout } from './ipv6-fields.ts'
import { ipv6ExtensionLayout } from './ipv6-option-fields.ts'
import { ipv4OptionLayout } from './ipv4-option-fields.ts'
import { quicLayout } from './quic-fields.ts'
import { tcpLayout } from './tcp-fields.ts'
import { udpLayout } from './udp-fields.ts'
import { vlanLayout } from './vlan-fields.ts'
import { ftpLayout } from './ftp-fields.ts'
import { greLayout } from './gre-fields.ts'
import { igmpLayout } from './igmp-fields.ts'
import { mbtcpLayout, modbusLayout } from './modbus-fields.ts'
import { mptcpLayout } from './tcp-multipath-fields.ts'
import { mplsLayout } from './mpls-fields.ts'
import { mqttLayout } from './mqtt-fields.ts'
import { ntpLayout } from './ntp-fields.ts'
import { sctpLayout } from './sctp-fields.ts'
import { sipLayout } from './sip-fields.ts'
import { smtpLayout } from './smtp-fields.ts'
import { snmpLayout } from './snmp-fields.ts'
import { sshLayout } from './ssh-fields.ts'
import { vxlanLayout } from './vxlan-fields.ts'

/** Every protocol that gives fields when packets are read again. */
const layouts: readonly Layout[] = [
  ethernetLayout,
  vlanLayout,
  arpLayout,
  ipv4Layout,
  ipv4OptionLayout,
  ipv6Layout,
  ipv6AddressLayout,
  ipv6ExtensionLayout,
  icmpLayout,
  icmpv6Layout,
  icmpv6OptionLayout,
  icmpv6ListenerLayout,
  tcpLayout,
  reassembledTcpLayout,
  mptcpLayout,
  reassembledIpv4Layout,
  reassembledIpv6Layout,
  udpLayout,
  dnsLayout,
  dnsRecordLayout,
  dnsOptionLayout,
  dnsPairLayout,
  dhcpLayout,
  httpLayout,
  httpExchangeLayout,
  tlsLayout,
  dtlsLayout,
  quicParameterLayout,
  tlsApplicationLayout,
  quicLayout,
  ftpLayout,
  greLayout,
  igmpLayout,
  mbtcpLayout,
  modbusLayout,
  mplsLayout,
  mqttLayout,
  ntpLayout,
  sctpLayout,
  sipLayout,
  smtpLayout,
  snmpLayout,
  sshLayout,
  vxlanLayout,
  dataLayout,
]

/** All their fields, by name. */
export const layoutFields: ReadonlyMap<string, LayoutField> = new Map(
  layouts.flatMap((one) => Object.values(one).map((field) => [field.name, field] as const)),
)
