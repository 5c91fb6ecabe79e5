// Objects that their makers reuse: a large number as an argument would be put into memory of its own.

/** A packet at the transport layer, as the tracker needs it. */
export type TransportPacket = {
  source: number
  destination: number
  sourcePort: number
  destinationPort: number
  /** IP protocol number. */
  proto: number
  /** Nanoseconds after the base second. */
  time: number
  frame: number
  frameLength: number
  ipLength: number
  payloadLength: number
}

/** What the tracker needs of a TCP header. */
export type SegmentHeader = {
  readonly sequence: number
  readonly acknowledgment: number
  /** Flags as in the header. */
  readonly flags: number
  readonly window: number
  /** The option's shift; -1 = absent. */
  readonly windowScale: number
}
