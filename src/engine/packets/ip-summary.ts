import { transportName } from '../tables/ip-protocol-names.ts'
import type { LayerSummary } from './layer-values.ts'

/** RFC 791: what of a fragment is told that nothing above was made of. */
export const ipv4Summary: LayerSummary = (ip, { layers, at }) => {
  const offset = ip.number('ip.frag_offset')
  const number = ip.number('ip.proto')
  const name = transportName(number).toUpperCase()
  if (at < layers.length - 1 && layers[at + 1].name !== 'data') return null
  if (!ip.isSet('ip.flags.mf') && !(offset > 0)) return { protocol: 'IPv4', text: `${name} (${number})` }
  const id = ip.first('ip.id').replace(/^0x/, '')
  return { protocol: 'IPv4', text: `Fragmented IP protocol (proto=${name} ${number}, off=${offset * 8}, ID=${id})` }
}

/** RFC 8200. */
export const ipv6Summary: LayerSummary = (ip, { layers, at }) => {
  if (at < layers.length - 1 && layers[at + 1].name !== 'data') return null
  if (ip.has('ipv6.fraghdr.ident')) {
    const offset = ip.number('ipv6.fraghdr.offset')
    const more = ip.isSet('ipv6.fraghdr.more') ? 'y' : 'n'
    const next = ip.first('ipv6.fraghdr.nxt')
    return { text: `IPv6 fragment (off=${offset} more=${more} ident=${ip.first('ipv6.fraghdr.ident')} nxt=${next})` }
  }
  const next = ip.number('ipv6.nxt')
  return { text: next === 59 ? 'IPv6 no next header' : `${transportName(next).toUpperCase()} (${next})` }
}
