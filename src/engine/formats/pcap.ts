import { ByteFeed } from './byte-feed.ts'
import {
  type CaptureFormat,
  type CaptureReader,
  type FormatReport,
  MAX_WIRE_LENGTH,
  maxPacketLength,
  pseudoHeaderLength,
} from './format.ts'

const FILE_HEADER = 24

/** A record that says it was longer is no record (wiretap's limit). */
const MOST_PLAUSIBLE = 128 * 1024 * 1024

/**
 * First four bytes, read as big endian -> what they say. `headers`: lengths that a record's header may have, the usual
 * one first. Alexey Kuznetzov's patched libpcap adds interface index, protocol and packet type; its versions of 1999
 * did so without a magic number of their own (24 bytes), and with one of them also 28.
 */
type Variant = { bigEndian: boolean; precision: 6 | 9; headers: readonly number[] }

const variants = new Map<number, Variant>([
  [0xa1b2c3d4, { bigEndian: true, precision: 6, headers: [16, 24] }],
  [0xd4c3b2a1, { bigEndian: false, precision: 6, headers: [16, 24] }],
  [0xa1b23c4d, { bigEndian: true, precision: 9, headers: [16] }],
  [0x4d3cb2a1, { bigEndian: false, precision: 9, headers: [16] }],
  [0xa1b2cd34, { bigEndian: true, precision: 6, headers: [24, 28] }],
  [0x34cdb2a1, { bigEndian: false, precision: 6, headers: [24, 28] }],
])

function variantOf(head: Uint8Array): Variant | undefined {
  if (head.length < 4) return undefined
  return variants.get(((head[0] << 24) | (head[1] << 16) | (head[2] << 8) | head[3]) >>> 0)
}

/** The capture file of libpcap (draft-ietf-opsawg-pcap). */
export const pcap: CaptureFormat = {
  name: 'pcap',
  sniff: (head) => variantOf(head) !== undefined,
  open: (report) => new PcapReader(report),
}

class PcapReader implements CaptureReader {
  bytes: Uint8Array = new Uint8Array(0)
  offset = 0
  captured = 0
  length = 0
  seconds = 0
  nanoseconds = 0
  interface = 0
  fileOffset = 0
  failed = false

  private readonly input = new ByteFeed()
  private readonly report: FormatReport
  private started = false
  private bigEndian = false
  private headerLength = 16
  private perSecond = 1_000_000
  private nanosecondsPerUnit = 1000
  private swappedLengths = false
  private maxLength = 262144
  private pseudoHeader = 0
  private packets = 0
  private ended = false

  constructor(report: FormatReport) {
    this.report = report
  }

  feed(chunk: Uint8Array): void {
    this.input.feed(chunk)
  }

  end(): void {
    this.ended = true
  }

  next(): boolean {
    if (this.failed || !(this.started || this.start())) return false
    const { input, headerLength } = this
    if (!input.ensure(headerLength)) return this.wait()
    let at = input.position
    let bytes = input.bytes
    let seconds: number
    let fraction: number
    let captured: number
    let length: number
    if (this.bigEndian) {
      seconds = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
      fraction = (bytes[at + 4] << 24) | (bytes[at + 5] << 16) | (bytes[at + 6] << 8) | bytes[at + 7]
      captured = (bytes[at + 8] << 24) | (bytes[at + 9] << 16) | (bytes[at + 10] << 8) | bytes[at + 11]
      length = (bytes[at + 12] << 24) | (bytes[at + 13] << 16) | (bytes[at + 14] << 8) | bytes[at + 15]
    } else {
      seconds = (bytes[at + 3] << 24) | (bytes[at + 2] << 16) | (bytes[at + 1] << 8) | bytes[at]
      fraction = (bytes[at + 7] << 24) | (bytes[at + 6] << 16) | (bytes[at + 5] << 8) | bytes[at + 4]
      captured = (bytes[at + 11] << 24) | (bytes[at + 10] << 16) | (bytes[at + 9] << 8) | bytes[at + 8]
      length = (bytes[at + 15] << 24) | (bytes[at + 14] << 16) | (bytes[at + 13] << 8) | bytes[at + 12]
    }
    captured >>>= 0
    length >>>= 0
    if (this.swappedLengths && captured > length) {
      const other = captured
      captured = length
      length = other
    }
    if (captured > this.maxLength) {
      const message = `the file is damaged: a packet of ${captured} bytes is larger than the most there can be, ${this.maxLength}`
      this.fail(message, this.packets + 1)
      return false
    }
    if (!input.ensure(headerLength + captured)) return this.wait()
    // The bytes may have moved: a record cut at the end of a chunk is put together elsewhere.
    at = input.position
    bytes = input.bytes
    this.seconds = seconds >>> 0
    fraction >>>= 0
    if (fraction >= this.perSecond) {
      const carried = Math.floor(fraction / this.perSecond)
      this.seconds += carried
      fraction -= carried * this.perSecond
    }
    this.nanoseconds = fraction * this.nanosecondsPerUnit
    const pseudoHeader = captured < this.pseudoHeader ? captured : this.pseudoHeader
    this.bytes = bytes
    this.offset = at + headerLength + pseudoHeader
    this.captured = captured - pseudoHeader
    this.length = length > MAX_WIRE_LENGTH ? MAX_WIRE_LENGTH : length < pseudoHeader ? 0 : length - pseudoHeader
    this.fileOffset = input.base + this.offset
    this.packets++
    input.advance(headerLength + captured)
    return true
  }

  /** More bytes are needed; when none will come, the file is cut, unless it ends here. */
  private wait(): false {
    if (this.ended && this.input.left > 0)
      this.fail(`the file is cut short in the middle of a packet, after ${this.packets} whole ones`, this.packets + 1)
    return false
  }

  private start(): boolean {
    const { input } = this
    if (!input.ensure(FILE_HEADER)) {
      if (this.ended) this.fail(`the file header is cut short: ${input.left} of ${FILE_HEADER} bytes`)
      return false
    }
    const view = new DataView(input.bytes.buffer, input.bytes.byteOffset + input.position, FILE_HEADER)
    const variant = variants.get(view.getUint32(0))
    if (variant === undefined) {
      this.fail('this is not a pcap file: its first four bytes are unknown')
      return false
    }
    const little = !variant.bigEndian
    const linkType = view.getUint32(20, little) & 0xffff
    const maxLength = maxPacketLength(linkType)
    const headerLength = this.headerOf(variant, maxLength)
    if (headerLength === 0) return false
    this.headerLength = headerLength
    this.bigEndian = variant.bigEndian
    this.perSecond = 10 ** variant.precision
    this.nanosecondsPerUnit = 10 ** (9 - variant.precision)
    const major = view.getUint16(4, little)
    const minor = view.getUint16(6, little)
    // Before 2.4 the two lengths of a record stood the other way round, in 2.3 only sometimes; so in DG/UX's 543.0.
    this.swappedLengths = (major === 2 && minor < 4) || major === 543
    if (major !== 2 && major !== 543) this.warn(`unknown pcap version ${major}.${minor}, read as 2.4`)
    const network = view.getUint32(20, little)
    if ((network & 0x03ff_0000) !== 0)
      this.warn(`reserved bits of the link type are set: 0x${network.toString(16)}, read as ${linkType}`)
    this.maxLength = maxLength
    this.pseudoHeader = pseudoHeaderLength(linkType)
    const snapLength = view.getUint32(16, little)
    this.interface = this.report.onInterface({ linkType, snapLength, precision: variant.precision, name: null })
    input.advance(FILE_HEADER)
    this.started = true
    this.failed = this.interface < 0
    return !this.failed
  }

  /** Length of the headers of this file's records, by where the second record makes sense; 0 = more bytes are needed. */
  private headerOf(variant: Variant, maxLength: number): number {
    const { input } = this
    const [usual] = variant.headers
    if (variant.headers.length === 1) return usual
    if (!input.ensure(FILE_HEADER + 16)) return this.ended ? usual : 0
    const little = !variant.bigEndian
    const { bytes, position, limit } = input
    let view = new DataView(bytes.buffer, bytes.byteOffset + position, limit - position)
    const captured = view.getUint32(FILE_HEADER + 8, little)
    if (captured > maxLength) return usual
    const first = FILE_HEADER + captured
    if (!input.ensure(first + Math.max(...variant.headers) + 16) && !this.ended) return 0
    view = new DataView(input.bytes.buffer, input.bytes.byteOffset + input.position, input.left)
    const isPlausible = (header: number): boolean => {
      const second = first + header
      if (second + 16 > view.byteLength) return true
      return view.getUint32(second + 8, little) <= maxLength && view.getUint32(second + 12, little) <= MOST_PLAUSIBLE
    }
    return variant.headers.find(isPlausible) ?? usual
  }

  private warn(message: string): void {
    this.report.onWarning({ offset: this.input.fileOffset, packet: null, message, fatal: false })
  }

  private fail(message: string, packet: number | null = null): void {
    this.failed = true
    this.report.onWarning({ offset: this.input.fileOffset, packet, message, fatal: true })
  }
}
