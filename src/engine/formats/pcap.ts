import { ByteFeed } from './byte-feed.ts'
import {
  type CaptureFormat,
  type CaptureReader,
  type FormatReport,
  MAX_WIRE_LENGTH,
  maxPacketLength,
} from './format.ts'

const FILE_HEADER = 24

/** First four bytes, read as big endian -> what they say. `header` is the length of a record's header. */
type Variant = { bigEndian: boolean; precision: 6 | 9; header: number }

const variants = new Map<number, Variant>([
  [0xa1b2c3d4, { bigEndian: true, precision: 6, header: 16 }],
  [0xd4c3b2a1, { bigEndian: false, precision: 6, header: 16 }],
  [0xa1b23c4d, { bigEndian: true, precision: 9, header: 16 }],
  [0x4d3cb2a1, { bigEndian: false, precision: 9, header: 16 }],
  // Alexey Kuznetzov's patched libpcap: interface index, protocol and packet type follow the lengths.
  [0xa1b2cd34, { bigEndian: true, precision: 6, header: 24 }],
  [0x34cdb2a1, { bigEndian: false, precision: 6, header: 24 }],
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
  private packets = 0

  constructor(report: FormatReport) {
    this.report = report
  }

  feed(chunk: Uint8Array): void {
    this.input.feed(chunk)
  }

  end(): void {
    if (this.failed) return
    if (!this.started) this.fail(`the file header is cut short: ${this.input.left} of ${FILE_HEADER} bytes`)
    else if (this.input.left > 0)
      this.fail(`the file is cut short in the middle of a packet, after ${this.packets} whole ones`, this.packets + 1)
  }

  next(): boolean {
    if (this.failed || !(this.started || this.start())) return false
    const { input, headerLength } = this
    if (!input.ensure(headerLength)) return false
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
    if (!input.ensure(headerLength + captured)) return false
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
    this.bytes = bytes
    this.offset = at + headerLength
    this.captured = captured
    this.length = length > MAX_WIRE_LENGTH ? MAX_WIRE_LENGTH : length
    this.fileOffset = input.base + this.offset
    this.packets++
    input.advance(headerLength + captured)
    return true
  }

  private start(): boolean {
    const { input } = this
    if (!input.ensure(FILE_HEADER)) return false
    const view = new DataView(input.bytes.buffer, input.bytes.byteOffset + input.position, FILE_HEADER)
    const variant = variants.get(view.getUint32(0))
    if (variant === undefined) {
      this.fail('this is not a pcap file: its first four bytes are unknown')
      return false
    }
    const little = !variant.bigEndian
    this.bigEndian = variant.bigEndian
    this.headerLength = variant.header
    this.perSecond = 10 ** variant.precision
    this.nanosecondsPerUnit = 10 ** (9 - variant.precision)
    const major = view.getUint16(4, little)
    const minor = view.getUint16(6, little)
    // Before 2.4 the two lengths of a record stood the other way round, in 2.3 only sometimes; so in DG/UX's 543.0.
    this.swappedLengths = (major === 2 && minor < 4) || major === 543
    if (major !== 2 && major !== 543) this.warn(`unknown pcap version ${major}.${minor}, read as 2.4`)
    const network = view.getUint32(20, little)
    const linkType = network & 0xffff
    if ((network & 0x03ff_0000) !== 0)
      this.warn(`reserved bits of the link type are set: 0x${network.toString(16)}, read as ${linkType}`)
    this.maxLength = maxPacketLength(linkType)
    const snapLength = view.getUint32(16, little)
    this.interface = this.report.onInterface({ linkType, snapLength, precision: variant.precision, name: null })
    input.advance(FILE_HEADER)
    this.started = true
    this.failed = this.interface < 0
    return !this.failed
  }

  private warn(message: string): void {
    this.report.onWarning({ offset: this.input.fileOffset, packet: null, message, fatal: false })
  }

  private fail(message: string, packet: number | null = null): void {
    this.failed = true
    this.report.onWarning({ offset: this.input.fileOffset, packet, message, fatal: true })
  }
}
