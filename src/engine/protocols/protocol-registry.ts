import type { ProtocolRegistry } from '../dissect/dissector.ts'
import { dns, dnsHeuristic, llmnr, mdns } from './dns.ts'
import { ethernet } from './ethernet.ts'
import { icmp } from './icmp.ts'
import { ipByVersion, ipv4 } from './ipv4.ts'
import { ipv6DestinationOptions, ipv6Fragment, ipv6HopByHop, ipv6Routing } from './ipv6-extensions.ts'
import { ipv6 } from './ipv6.ts'
import { tcp } from './tcp.ts'
import { udp, udpLite } from './udp.ts'
import { vlan } from './vlan.ts'

/** Which dissector takes what: the only file that knows them all. Numbers are IANA's and tcpdump.org's. */
export const protocolRegistry: ProtocolRegistry = {
  linkType: {
    1: ethernet,
    12: ipByVersion,
    101: ipByVersion,
    228: ipv4,
    229: ipv6,
  },
  etherType: {
    0x0800: ipv4,
    0x8100: vlan,
    0x86dd: ipv6,
  },
  llcSap: {},
  pppProtocol: {
    0x0021: ipv4,
    0x0057: ipv6,
  },
  greProtocol: {
    0x0800: ipv4,
    0x86dd: ipv6,
  },
  ipProto: {
    0: ipv6HopByHop,
    1: icmp,
    4: ipv4,
    6: tcp,
    17: udp,
    41: ipv6,
    43: ipv6Routing,
    44: ipv6Fragment,
    60: ipv6DestinationOptions,
    136: udpLite,
  },
  udpPort: {
    53: dns,
    5353: mdns,
    5355: llmnr,
  },
  tcpPort: {
    53: dns,
    5353: dns,
  },
  sctpPort: {
    53: dns,
  },
  sctpPpi: {},
  mediaType: {},
  udpHeuristic: [dnsHeuristic],
  tcpHeuristic: [],
  sctpHeuristic: [],
  named: [],
}
