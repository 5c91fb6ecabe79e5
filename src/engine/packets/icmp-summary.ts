import type { LayerSummary, LayerValues } from './layer-values.ts'

const hex4 = (value: number) => `0x${value.toString(16).padStart(4, '0')}`

/** IANA "ICMP Type Numbers", as Wireshark words them. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'Echo (ping) reply',
  3: 'Destination unreachable',
  4: 'Source quench (flow control)',
  5: 'Redirect',
  8: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  11: 'Time-to-live exceeded',
  12: 'Parameter problem',
  13: 'Timestamp request',
  14: 'Timestamp reply',
  17: 'Address mask request',
  18: 'Address mask reply',
}
const CODES: Readonly<Record<number, readonly string[]>> = {
  3: [
    'Network unreachable',
    'Host unreachable',
    'Protocol unreachable',
    'Port unreachable',
    'Fragmentation needed',
    'Source route failed',
    'Destination network unknown',
    'Destination host unknown',
    'Source host isolated',
    'Network administratively prohibited',
    'Host administratively prohibited',
    'Network unreachable for TOS',
    'Host unreachable for TOS',
    'Communication administratively filtered',
    'Host precedence violation',
    'Precedence cutoff in effect',
  ],
  5: ['Redirect for network', 'Redirect for host', 'Redirect for TOS and network', 'Redirect for TOS and host'],
  11: ['Time to live exceeded in transit', 'Fragment reassembly time exceeded'],
}

/** RFC 792. */
export const icmpSummary: LayerSummary = (icmp, { layers, at }) => {
  const type = icmp.number('icmp.type')
  const name = TYPES[type]
  if (name === undefined) return null
  if (type === 0 || type === 8) {
    const ttl =
      layers
        .slice(0, at)
        .findLast((layer) => layer.has('ip.ttl'))
        ?.first('ip.ttl') ?? '?'
    const words = `${name.padEnd(21)}id=${hex4(icmp.number('icmp.ident'))}, seq=${icmp.first('icmp.seq')}/${icmp.first('icmp.seq_le')}, ttl=${ttl}`
    return { text: words + pairing(icmp) }
  }
  const code = CODES[type]?.[icmp.number('icmp.code')]
  return { text: code === undefined ? name : `${name} (${code})` }
}

function pairing(icmp: LayerValues): string {
  if (icmp.has('icmp.resp_to')) return ` (request in ${icmp.first('icmp.resp_to')})`
  if (icmp.has('icmp.resp_in')) return ` (reply in ${icmp.first('icmp.resp_in')})`
  return ''
}
