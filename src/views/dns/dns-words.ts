import type { DnsAnswer, DnsLookup } from '../../engine/analysis/dns-lookups.ts'

/** Mnemonics of the response codes: IANA "DNS Parameters", DNS RCODEs (RFC 6895 section 2.3), as Zeek's rcode_name. */
const RCODE_NAMES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  11: 'DSOTYPENI',
  16: 'BADVERS',
  17: 'BADKEY',
  18: 'BADTIME',
  19: 'BADMODE',
  20: 'BADNAME',
  21: 'BADALG',
  22: 'BADTRUNC',
  23: 'BADCOOKIE',
}

export const rcodeName = (rcode: number): string => RCODE_NAMES[rcode] ?? `RCODE${rcode}`

export type LookupState = 'answered' | 'failed' | 'unanswered' | 'unsolicited' | 'multicast'

/** What became of a lookup. By multicast (mdns, llmnr) a query without an answer is the rule, not a fault. */
export function lookupState({ protocol, query_frame, query_time, rcode }: DnsLookup): LookupState {
  // Logs have no frames, and some captures no times.
  const isAsked = query_frame !== null || query_time !== null
  if (protocol !== 'dns' && (!isAsked || rcode === null)) return 'multicast'
  if (rcode === null) return 'unanswered'
  if (!isAsked) return 'unsolicited'
  return rcode === 0 ? 'answered' : 'failed'
}

/** 'udp', 'tcp', 'mdns', 'llmnr (tcp)': over UDP unless it says otherwise. */
export function transportText({ protocol, transport }: DnsLookup): string {
  if (protocol === 'dns') return transport ?? ''
  return transport === 'tcp' ? `${protocol} (tcp)` : protocol
}

/** The answers in a line; the type of a record is named only where it is not the one asked for. */
export function answersText({ answers, query_type }: Pick<DnsLookup, 'answers' | 'query_type'>): string {
  const one = ({ type, data }: DnsAnswer) => (data === null ? type : type === query_type ? data : `${type} ${data}`)
  return answers.map(one).join(', ')
}
