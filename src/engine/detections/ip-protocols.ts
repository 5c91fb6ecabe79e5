/** IP protocol numbers, as sessions have them. */
export const ICMP_PROTO = 1
export const TCP_PROTO = 6
export const UDP_PROTO = 17
export const ICMP6_PROTO = 58
