import type { CapturedPacket, CaptureWriter, WrittenSource } from './capture-writer.ts'
import { ChunkedOutput, type Write } from './chunked-output.ts'

const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
const LEAST_SNAP_LENGTH = 262144

/** A pcap file holds packets of one link type only. */
export class LinkTypesError extends Error {}

/**
 * The capture file of libpcap (draft-ietf-opsawg-pcap), little endian; in nanoseconds when a source has them. Packets
 * without a time get the time 0. Throws LinkTypesError when the sources are of several link types.
 */
export class PcapWriter implements CaptureWriter {
  private readonly output: ChunkedOutput
  private readonly pseudoHeader: number
  private readonly perUnit: number

  constructor(write: Write, sources: readonly WrittenSource[]) {
    const linkTypes = new Set(sources.map(({ source }) => source.linkType))
    if (linkTypes.size > 1)
      throw new LinkTypesError(
        `these packets are of ${linkTypes.size} link types, and a pcap file holds one: use pcapng`,
      )
    const [{ source, pseudoHeader }] = sources
    const isFine = sources.some((written) => written.source.precision > 6)
    this.output = new ChunkedOutput(write)
    this.pseudoHeader = pseudoHeader
    this.perUnit = isFine ? 1 : 1000
    this.output.u32(isFine ? NANOSECONDS : MICROSECONDS)
    this.output.u16(2)
    this.output.u16(4)
    this.output.u32(0)
    this.output.u32(0)
    this.output.u32(Math.max(LEAST_SNAP_LENGTH, ...sources.map((written) => written.source.snapLength)))
    this.output.u32(source.linkType)
  }

  get length(): number {
    return this.output.length
  }

  packet({ bytes, offset, captured, length, seconds, nanoseconds }: CapturedPacket): void {
    const { output, pseudoHeader } = this
    const isTimeless = Number.isNaN(seconds)
    output.u32(isTimeless ? 0 : seconds)
    output.u32(isTimeless ? 0 : Math.floor(nanoseconds / this.perUnit))
    output.u32(captured + pseudoHeader)
    output.u32(length + pseudoHeader)
    output.copy(bytes, offset - pseudoHeader, offset + captured)
  }

  finish(): void {
    this.output.finish()
  }
}
