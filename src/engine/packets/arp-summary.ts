import type { LayerSummary } from './layer-values.ts'

/** RFC 826, 5227. */
export const arpSummary: LayerSummary = (arp) => {
  const sender = arp.first('arp.src.proto_ipv4')
  const target = arp.first('arp.dst.proto_ipv4')
  switch (arp.first('arp.opcode')) {
    case '1':
      if (arp.isSet('arp.isprobe')) return { text: `Who has ${target}? (ARP Probe)` }
      if (arp.isSet('arp.isannouncement')) return { text: `ARP Announcement for ${target}` }
      if (arp.isSet('arp.isgratuitous')) return { text: `Gratuitous ARP for ${target} (Request)` }
      return { text: `Who has ${target}? Tell ${sender}` }
    case '2':
      if (arp.isSet('arp.isgratuitous')) return { text: `Gratuitous ARP for ${sender} (Reply)` }
      return { text: `${sender} is at ${arp.first('arp.src.hw_mac')}` }
    default:
      return null
  }
}
