export type DnsAnswer = { name: string | null; type: string; ttl: number | null; data: string | null }

/** CloudShark's /dns/lookups; see reference/format.md for the pairing. */
export type DnsLookup = {
  client: string
  client_port: number
  server: string
  server_port: number
  protocol: string
  transport: 'udp' | 'tcp' | null
  id: number
  full_query: string | null
  query_type: string | null
  query_frame: number | null
  query_time: string | null
  response_frame: number | null
  response_time: string | null
  rcode: number | null
  answers: DnsAnswer[]
}
