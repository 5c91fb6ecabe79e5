/** After Arkime's /api/connections. */
export type ConnectionsQuery = {
  /** What the links count by when the weakest are left out. */
  weight?: 'bytes' | 'packets' | 'sessions'
  /** Fewest sessions a link must have. */
  minConn?: number
  /** At most so many nodes, the heaviest; default 500. */
  maxNodes?: number
}

export type ConnectionNode = {
  /** Address. */
  id: string
  sessions: number
  packets: number
  bytes: number
  /** 1 = only source, 2 = only target, 3 = both. */
  type: number
  /** Number of links. */
  cnt: number
}

export type ConnectionLink = {
  /** Indices into nodes. */
  source: number
  target: number
  sessions: number
  packets: number
  bytes: number
  /** Application protocols seen, most frequent first. */
  services: string[]
}

export type ConnectionGraph = {
  nodes: ConnectionNode[]
  links: ConnectionLink[]
  /** Nodes before maxNodes cut. */
  totalNodes: number
  totalLinks: number
}
