export type ConversationProtocol = 'eth' | 'ip' | 'ipv6' | 'tcp' | 'udp'

/** One a pair of addresses; for tcp and udp one a stream. tx = a to b. */
export type Conversation = {
  a: string
  aport?: number
  b: string
  bport?: number
  /** tcp.stream, udp.stream. */
  stream?: number
  txf: number
  txb: number
  rxf: number
  rxb: number
  frames: number
  bytes: number
  /** Seconds from frame 1 to the earliest packet, and from there to the latest. */
  start: number
  duration: number
}
