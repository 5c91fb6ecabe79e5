import type { LayerSummary } from './layer-values.ts'

/** RFC 2236, 3376. */
export const igmpSummary: LayerSummary = (igmp) => {
  const group = igmp.first('igmp.maddr')
  switch (igmp.first('igmp.type')) {
    case '0x11':
      return {
        protocol: 'IGMP',
        text: group === '0.0.0.0' ? 'Membership Query, general' : `Membership Query, specific for group ${group}`,
      }
    case '0x12':
      return { protocol: 'IGMPv1', text: `Membership Report group ${group}` }
    case '0x16':
      return { protocol: 'IGMPv2', text: `Membership Report group ${group}` }
    case '0x17':
      return { protocol: 'IGMPv2', text: `Leave Group ${group}` }
    case '0x22':
      return { protocol: 'IGMPv3', text: 'Membership Report' }
    default:
      return null
  }
}
