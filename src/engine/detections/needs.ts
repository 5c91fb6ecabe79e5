import type { CaptureTables } from '../tables/capture-tables.ts'

/** What detections look at: words for a person, and whether there is any of it. */
const NEEDS = {
  packets: { words: 'packets', isThere: ({ packets }: CaptureTables) => packets.rows > 0 },
  // row 0 is "none"
  sessions: { words: 'sessions', isThere: ({ sessions }: CaptureTables) => sessions.rows > 1 },
  dns: { words: 'DNS lookups', isThere: ({ dns }: CaptureTables) => dns.rows > 0 },
  tls: { words: 'TLS hellos', isThere: ({ tlsHellos }: CaptureTables) => tlsHellos.rows > 0 },
  certificates: {
    words: 'certificates (TLS 1.3 and QUIC encrypt them)',
    isThere: ({ certificates }: CaptureTables) => certificates.rows > 0,
  },
  http: { words: 'HTTP messages', isThere: ({ http }: CaptureTables) => http.rows > 0 },
  addressClaims: {
    words: 'ARP and Neighbor Discovery',
    isThere: ({ addressClaims }: CaptureTables) => addressClaims.rows > 0,
  },
  notices: {
    words: 'a notice log of Zeek',
    isThere: ({ typedLogs }: CaptureTables) => typedLogs.find('notice') !== null,
  },
  alerts: { words: 'alerts of Suricata', isThere: ({ typedLogs }: CaptureTables) => typedLogs.find('alert') !== null },
  dhcp: { words: 'DHCP messages', isThere: ({ dhcp }: CaptureTables) => dhcp.rows > 0 },
}

export type Need = keyof typeof NEEDS

/** Those of the needs that the tables do not meet, in words. */
export function missing(tables: CaptureTables, needs: readonly Need[]): string[] {
  return needs.filter((need) => !NEEDS[need].isThere(tables)).map((need) => NEEDS[need].words)
}
