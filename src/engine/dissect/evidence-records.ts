/** What dissectors report for findings. One reused object per dissector; ids as in records.ts, 0 = not said. */

/** How an address is claimed: by asking for another one, by answering, unasked. */
export const CLAIM_REQUEST = 0
export const CLAIM_REPLY = 1
export const CLAIM_GRATUITOUS = 2

export type AddressClaim = {
  protocol: 'arp' | 'icmpv6'
  address: number
  mac: number
  how: number
}

/** A DHCP message (RFC 2131) with the options of RFC 2132 that matter. */
export type DhcpMessage = {
  fromServer: boolean
  /** Option 53. */
  type: number
  transaction: number
  mac: number
  /** ciaddr and yiaddr. */
  clientAddress: number
  yourAddress: number
  requestedAddress: number
  server: number
  hostName: number
  clientFqdn: number
  domain: number
  /** Seconds; -1 = not said. */
  leaseTime: number
  /** Addresses as texts, joined by commas. */
  routers: number
  nameServers: number
}

/** A body that was transferred. */
export type FileRecord = {
  protocol: string
  /** By its first bytes. */
  mimeType: number
  declaredType: number
  filename: number
  bytes: number
}

/** See tables/smb.ts for the actions: 1 session set up, 2 share, 3 pipe or written file. */
export type SmbAction = {
  version: 1 | 2
  action: number
  share: number
  name: number
}
