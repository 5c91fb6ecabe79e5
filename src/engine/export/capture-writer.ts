import type { Source } from '../tables/capture-tables.ts'

/** A packet as a reader of a capture file stands on it: its bytes are bytes[offset, offset + captured). */
export type CapturedPacket = {
  readonly bytes: Uint8Array
  readonly offset: number
  readonly captured: number
  /** On the wire. */
  readonly length: number
  /** Since 1970; NaN = the packet has no time. */
  readonly seconds: number
  readonly nanoseconds: number
}

/** Writes packets as a capture file, in the order in which they come. */
export interface CaptureWriter {
  /** `source`: row of tables.sources. */
  packet(packet: CapturedPacket, source: number): void
  finish(): void
  /** Bytes written. */
  readonly length: number
}

/** An interface from which packets are written. */
export type WrittenSource = {
  /** Row of tables.sources. */
  row: number
  source: Source
  /** Bytes before each packet that belong to its record but were never on the wire; they are written again. */
  pseudoHeader: number
  /** Whether it has packets without a time. */
  isTimeless: boolean
}
