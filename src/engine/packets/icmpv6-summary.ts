import type { LayerSummary, LayerValues } from './layer-values.ts'

const UNREACHABLE = [
  'no route to destination',
  'Administratively prohibited',
  'beyond scope of source address',
  'Address unreachable',
  'Port unreachable',
  'Source address failed ingress/egress policy',
  'Reject route to destination',
]
const EXCEEDED = ['hop limit exceeded in transit', 'fragment reassembly time exceeded']
const PROBLEMS = [
  'erroneous header field encountered',
  'unrecognized Next Header type encountered',
  'unrecognized IPv6 option encountered',
]

const code = (words: readonly string[], icmp: LayerValues) =>
  words[icmp.number('icmpv6.code')] ?? `code ${icmp.first('icmpv6.code')}`

/** RFC 4443, 4861, 3810. */
export const icmpv6Summary: LayerSummary = (icmp, { layers, at }) => {
  const ip = layers.slice(0, at).findLast((layer) => layer.has('ipv6.hlim'))
  const mac = icmp.first('icmpv6.opt.linkaddr')
  const from = mac === '' ? '' : ` from ${mac}`
  switch (icmp.number('icmpv6.type')) {
    case 1:
      return { text: `Destination Unreachable (${code(UNREACHABLE, icmp)})` }
    case 2:
      return { text: 'Packet Too Big' }
    case 3:
      return { text: `Time Exceeded (${code(EXCEEDED, icmp)})` }
    case 4:
      return { text: `Parameter Problem (${code(PROBLEMS, icmp)})` }
    case 128:
      return { text: echo('Echo (ping) request', icmp, ip) }
    case 129:
      return { text: echo('Echo (ping) reply', icmp, ip) }
    case 130:
      return { text: 'Multicast Listener Query' }
    case 131:
      return { text: 'Multicast Listener Report' }
    case 132:
      return { text: 'Multicast Listener Done' }
    case 133:
      return { text: `Router Solicitation${from}` }
    case 134:
      return { text: `Router Advertisement${from}` }
    case 135: {
      const target = icmp.first('icmpv6.nd.ns.target_address')
      return { text: `Neighbor Solicitation for ${target}${ip?.first('ipv6.src') === '::' ? '' : from}` }
    }
    case 136: {
      const flags = [
        icmp.isSet('icmpv6.nd.na.flag.r') ? 'rtr' : '',
        icmp.isSet('icmpv6.nd.na.flag.s') ? 'sol' : '',
        icmp.isSet('icmpv6.nd.na.flag.o') ? 'ovr' : '',
      ].filter((flag) => flag !== '')
      return {
        text: `Neighbor Advertisement ${icmp.first('icmpv6.nd.na.target_address')} (${flags.join(', ')})${toldAt(icmp)}`,
      }
    }
    case 137:
      return { text: 'Redirect' }
    case 143:
      return { text: 'Multicast Listener Report Message v2' }
    default:
      return null
  }
}

function toldAt(icmp: LayerValues): string {
  const mac = icmp.first('icmpv6.opt.target_linkaddr')
  return mac === '' ? '' : ` is at ${mac}`
}

function echo(name: string, icmp: LayerValues, ip: LayerValues | undefined): string {
  const hops = ip === undefined ? '' : `, hop limit=${ip.first('ipv6.hlim')}`
  const request = icmp.has('icmpv6.resp_to') ? ` (request in ${icmp.first('icmpv6.resp_to')})` : ''
  return `${name} id=${icmp.first('icmpv6.echo.identifier')}, seq=${icmp.first('icmpv6.echo.sequence_number')}${hops}${request}`
}
