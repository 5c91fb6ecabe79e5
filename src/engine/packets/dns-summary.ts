import { dnsRcodeName, dnsTypeName } from '../tables/dns-names.ts'
import type { LayerSummary, LayerValues } from './layer-values.ts'

/** RFC 1035 section 4.1.1 and its successors, as Wireshark words them. */
const OPCODES: Readonly<Record<number, string>> = {
  0: 'Standard query',
  1: 'Inverse query',
  2: 'Server status request',
  4: 'Zone change notification',
  5: 'Dynamic update',
  6: 'DNS Stateful Operations',
}
const LABELS: Readonly<Record<string, string>> = { dns: 'DNS', mdns: 'MDNS', llmnr: 'LLMNR' }
/** Fields that say what a record holds. */
const DATA = new Set([
  'dns.a',
  'dns.aaaa',
  'dns.cname',
  'dns.ns',
  'dns.ptr.domain_name',
  'dns.dname',
  'dns.soa.mname',
  'dns.mx.preference',
  'dns.mx.mail_exchange',
  'dns.srv.priority',
  'dns.srv.weight',
  'dns.srv.port',
  'dns.srv.target',
])

export const dnsSummary: LayerSummary = (dns) => {
  const opcode = dns.number('dns.flags.opcode')
  const isResponse = dns.isSet('dns.flags.response')
  const name = OPCODES[opcode] ?? `Unknown operation (${opcode})`
  const parts = [`${name}${isResponse ? ' response' : ''} ${dns.first('dns.id')}`]
  const rcode = dns.number('dns.flags.rcode')
  if (isResponse && rcode > 0) parts.push(dnsRcodeName(rcode))
  parts.push(...records(dns))
  return { protocol: LABELS[dns.name] ?? 'DNS', text: parts.join(' ') }
}

function records(dns: LayerValues): string[] {
  const parts: string[] = []
  const isMulticast = dns.name === 'mdns'
  let asked = ''
  const add = (text: string) => {
    if (parts.length > 0) parts[parts.length - 1] += text
  }
  for (const { name, value } of dns.fields) {
    if (name === 'dns.qry.name') asked = value
    else if (name === 'dns.qry.type') parts.push(`${dnsTypeName(Number(value))} ${asked}`)
    else if (name === 'dns.qry.qu' && isMulticast) add(value === '1' ? ', "QU" question' : ', "QM" question')
    else if (name === 'dns.resp.type') parts.push(dnsTypeName(Number(value)))
    else if (name === 'dns.resp.cache_flush' && value === '1') add(', cache flush')
    else if (DATA.has(name)) add(` ${value}`)
  }
  return parts
}
