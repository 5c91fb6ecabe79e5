/** IP protocols as Arkime and Zeek name them. */
export const IP_PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [2, 'igmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [47, 'gre'],
  [50, 'esp'],
  [58, 'icmp6'],
  [89, 'ospf'],
  [103, 'pim'],
  [132, 'sctp'],
])

/** Zeek's `proto`: one word for ICMP of both versions, 'unknown_transport' for what it has no word for. */
export function transportName(proto: number): string {
  return proto === 58 ? 'icmp' : (IP_PROTOCOLS.get(proto) ?? 'unknown_transport')
}
