import type { LayerSummary } from './layer-values.ts'

/** RFC 2132 section 9.6. */
const TYPES: Readonly<Record<string, string>> = {
  1: 'Discover',
  2: 'Offer',
  3: 'Request',
  4: 'Decline',
  5: 'ACK',
  6: 'NAK',
  7: 'Release',
  8: 'Inform',
}

export const dhcpSummary: LayerSummary = (dhcp) => {
  const type = TYPES[dhcp.first('dhcp.option.dhcp')]
  if (type === undefined)
    return { protocol: 'BOOTP', text: dhcp.first('dhcp.type') === '2' ? 'Boot Reply' : 'Boot Request' }
  return {
    protocol: 'DHCP',
    text: `DHCP ${type.padEnd(8)} - Transaction ID ${dhcp.first('dhcp.id').replace(/^0x0*(?=.)/, '0x')}`,
  }
}
