/** IP protocol numbers, as sessions have them. */
export const TCP_PROTO = 6
export const UDP_PROTO = 17
