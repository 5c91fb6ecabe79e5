import { ipv4Text, ipv6Text } from '../bytes/addresses.ts'
import { ByteFeed } from './byte-feed.ts'
import {
  type CaptureFormat,
  type CaptureReader,
  type FormatReport,
  MAX_WIRE_LENGTH,
  maxPacketLength,
  pseudoHeaderLength,
} from './format.ts'
import {
  bytesOf,
  eachOption,
  IF_NAME,
  IF_TSOFFSET,
  IF_TSRESOL,
  ISB_IFDROP,
  ISB_OSDROP,
  OPT_COMMENT,
  textOf,
} from './pcapng-options.ts'
import { Clock } from './timestamp.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE = 1
const PACKET = 2
const SIMPLE_PACKET = 3
const NAMES = 4
const STATISTICS = 5
const ENHANCED_PACKET = 6
const SECRETS = 10
/** Least length of the blocks that are read. */
const leastLength = new Map([
  [SECTION_HEADER, 28],
  [INTERFACE, 20],
  [PACKET, 32],
  [SIMPLE_PACKET, 16],
  [NAMES, 12],
  [STATISTICS, 24],
  [ENHANCED_PACKET, 32],
  [SECRETS, 20],
])
/** Longer blocks of a kind that is read mean a damaged file; those of other kinds are skipped without being held. */
const MAX_BLOCK = 16 * 1024 * 1024
const MAX_INTERFACES = 65536

type Interface = {
  number: number
  clock: Clock
  snapLength: number
  maxLength: number
  pseudoHeader: number
  /** As the last ISB said. */
  drops: number
}

/** The capture file of Wireshark (draft-ietf-opsawg-pcapng), with the obsolete packet block of its first drafts. */
export const pcapng: CaptureFormat = {
  name: 'pcapng',
  sniff: (head) =>
    head.length >= 4 &&
    head[0] === 0x0a &&
    head[1] === 0x0d &&
    head[2] === 0x0d &&
    head[3] === 0x0a &&
    (head.length < 12 || byteOrder(head, 8) !== null),
  open: (report) => new PcapngReader(report),
}

/** Whether the byte-order magic at `at` is little endian; null when it is no such magic. */
function byteOrder(bytes: Uint8Array, at: number): boolean | null {
  const value = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
  if (value === 0x4d3c2b1a) return true
  return value === 0x1a2b3c4d ? false : null
}

class PcapngReader implements CaptureReader {
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
  private littleEndian = true
  private interfaces: Interface[] = []
  private packets = 0
  private sections = 0
  private ended = false
  /** Longer than MAX_BLOCK once an interface has packets that are. */
  private maxPacketBlock = 0

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
    const { input } = this
    while (!this.failed) {
      if (!input.ensure(8)) return this.wait()
      const type = this.u32(input.position)
      if (type === SECTION_HEADER) {
        if (!input.ensure(12)) return this.wait()
        const order = byteOrder(input.bytes, input.position + 8)
        if (order === null) {
          this.fail('the section header has an unknown byte-order magic')
          return false
        }
        this.littleEndian = order
      } else if (this.sections === 0) {
        this.fail('the section header is missing')
        return false
      }
      const length = this.u32(input.position + 4)
      // Most blocks are of this type: the look-up is for the others.
      const least = type === ENHANCED_PACKET ? 32 : (leastLength.get(type) ?? 0)
      if (length < (least || 12) || (length & 3) !== 0) {
        this.fail(`a block of type 0x${type.toString(16)} says that it is ${length} bytes long`)
        return false
      }
      if (least === 0) {
        input.advance(length)
        continue
      }
      if (length > MAX_BLOCK && !(isPacket(type) && length <= this.maxPacketBlock)) {
        this.fail(`a block of type 0x${type.toString(16)} of ${length} bytes is too large`)
        return false
      }
      if (!input.ensure(length)) return this.wait()
      const at = input.position
      const trailing = this.u32(at + length - 4)
      if (trailing !== length) {
        this.fail(`the two lengths of a block differ: ${length} before and ${trailing} after it`)
        return false
      }
      const isRecord = isPacket(type) ? this.packet(type, at, length) : this.other(type, at, length)
      // The record keeps its bytes: only position moves, and maybe away from the carry.
      input.advance(length)
      if (isRecord) return true
    }
    return false
  }

  /** More bytes are needed; when none will come, the file is cut, unless it ends here. */
  private wait(): false {
    if (!this.ended) return false
    if (this.input.left > 0 || this.input.owing > 0)
      this.fail(`the file is cut short in the middle of a block, after ${this.packets} whole packets`)
    else if (this.sections === 0) this.fail('the section header is missing')
    return false
  }

  /** Reads a packet block into the public fields; false when it is wrong and skipped. */
  private packet(type: number, at: number, length: number): boolean {
    const bytes = this.input.bytes
    let index = 0
    let data = at + 12
    let room = length - 16
    if (type === ENHANCED_PACKET) {
      index = this.u32(at + 8)
      data = at + 28
      room = length - 32
    } else if (type === PACKET) {
      index = this.u16(at + 8)
      data = at + 28
      room = length - 32
    }
    if (index >= this.interfaces.length) {
      this.skipped(`a packet of interface ${index}, of which there are ${this.interfaces.length}, is skipped`)
      return false
    }
    const from = this.interfaces[index]
    let captured: number
    let wire: number
    if (type === SIMPLE_PACKET) {
      wire = this.u32(at + 8)
      captured = Math.min(wire, room)
      if (from.snapLength > 0 && captured > from.snapLength) captured = from.snapLength
      this.seconds = Number.NaN
      this.nanoseconds = 0
    } else {
      captured = this.u32(at + 20)
      wire = this.u32(at + 24)
      from.clock.set(this.u32(at + 12), this.u32(at + 16))
      this.seconds = from.clock.seconds
      this.nanoseconds = from.clock.nanoseconds
    }
    if (captured > room) {
      this.skipped(`a packet of ${captured} bytes does not fit into its block of ${length} and is skipped`)
      return false
    }
    if (captured > from.maxLength) {
      const message = `the file is damaged: a packet of ${captured} bytes is larger than the most there can be, ${from.maxLength}`
      this.fail(message, this.packets + 1)
      return false
    }
    const pseudoHeader = Math.min(captured, from.pseudoHeader)
    this.bytes = bytes
    this.offset = data + pseudoHeader
    this.captured = captured - pseudoHeader
    this.length = wire > MAX_WIRE_LENGTH ? MAX_WIRE_LENGTH : Math.max(0, wire - pseudoHeader)
    this.interface = from.number
    this.fileOffset = this.input.base + this.offset
    this.packets++
    if (room - captured >= 8 && type !== SIMPLE_PACKET) this.packetOptions(at, length, 28 + ((captured + 3) & ~3))
    return true
  }

  private packetOptions(at: number, length: number, from: number): void {
    const packet = this.packets
    eachOption(this.view(at, length - 4), from, this.littleEndian, (code, value) => {
      if (code === OPT_COMMENT) this.report.onComment({ packet, text: textOf(bytesOf(value)) })
    })
  }

  private other(type: number, at: number, length: number): false {
    const view = this.view(at, length - 4)
    if (type === SECTION_HEADER) this.section(view)
    else if (type === INTERFACE) this.interfaceDescription(view)
    else if (type === NAMES) this.names(view)
    else if (type === STATISTICS) this.statistics(view)
    else if (type === SECRETS) {
      const size = Math.min(view.getUint32(12, this.littleEndian), view.byteLength - 16)
      this.report.onSecrets(view.getUint32(8, this.littleEndian), bytesOf(view).slice(16, 16 + size))
    }
    return false
  }

  private section(view: DataView): void {
    const major = view.getUint16(12, this.littleEndian)
    const minor = view.getUint16(14, this.littleEndian)
    if (major !== 1) {
      this.fail(`pcapng version ${major}.${minor} is unknown`)
      return
    }
    this.sections++
    this.interfaces = []
    this.comments(view, 24)
  }

  private interfaceDescription(view: DataView): void {
    if (this.interfaces.length === MAX_INTERFACES) {
      this.fail(`there are more than ${MAX_INTERFACES} interfaces`)
      return
    }
    const linkType = view.getUint16(8, this.littleEndian)
    const snapLength = view.getUint32(12, this.littleEndian)
    let resolution = 6
    let seconds = 0
    let name: string | null = null
    eachOption(view, 16, this.littleEndian, (code, value) => {
      if (code === IF_NAME) name = textOf(bytesOf(value))
      else if (code === IF_TSRESOL && value.byteLength >= 1) resolution = value.getUint8(0)
      else if (code === IF_TSOFFSET && value.byteLength >= 8) seconds = Number(value.getBigInt64(0, this.littleEndian))
      else if (code === OPT_COMMENT) this.report.onComment({ packet: null, text: textOf(bytesOf(value)) })
    })
    const clock = new Clock(resolution, seconds)
    const maxLength = maxPacketLength(linkType)
    this.maxPacketBlock = Math.max(this.maxPacketBlock, maxLength + MAX_BLOCK)
    const number = this.report.onInterface({ linkType, snapLength, precision: clock.precision, name })
    this.failed ||= number < 0
    const pseudoHeader = pseudoHeaderLength(linkType)
    this.interfaces.push({ number, clock, snapLength, maxLength, pseudoHeader, drops: 0 })
  }

  private names(view: DataView): void {
    const bytes = bytesOf(view)
    let at = 8
    while (at + 4 <= view.byteLength) {
      const type = view.getUint16(at, this.littleEndian)
      const length = view.getUint16(at + 2, this.littleEndian)
      at += 4
      if (type === 0 || at + length > view.byteLength) return
      const size = type === 1 ? 4 : type === 2 ? 16 : 0
      if (size > 0 && length > size) {
        const address =
          size === 4
            ? ipv4Text(view.getUint32(at))
            : ipv6Text(view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12))
        for (let from = at + size; from < at + length; ) {
          const nul = bytes.indexOf(0, from)
          const to = nul < 0 || nul > at + length ? at + length : nul
          if (to > from) this.report.onName(address, textOf(bytes.subarray(from, to)))
          from = to + 1
        }
      }
      at += (length + 3) & ~3
    }
  }

  private statistics(view: DataView): void {
    const index = view.getUint32(8, this.littleEndian)
    if (index >= this.interfaces.length) return
    const from = this.interfaces[index]
    let drops = 0
    let said = false
    eachOption(view, 20, this.littleEndian, (code, value) => {
      if (code === OPT_COMMENT) this.report.onComment({ packet: null, text: textOf(bytesOf(value)) })
      if ((code !== ISB_IFDROP && code !== ISB_OSDROP) || value.byteLength < 8) return
      drops += Number(value.getBigUint64(0, this.littleEndian))
      said = true
    })
    if (!said) return
    // Every block counts from the beginning of the capture.
    this.report.onDrops(from.number, Math.max(0, drops - from.drops))
    from.drops = Math.max(from.drops, drops)
  }

  private comments(view: DataView, from: number): void {
    eachOption(view, from, this.littleEndian, (code, value) => {
      if (code === OPT_COMMENT) this.report.onComment({ packet: null, text: textOf(bytesOf(value)) })
    })
  }

  private view(at: number, length: number): DataView {
    const { bytes } = this.input
    return new DataView(bytes.buffer, bytes.byteOffset + at, length)
  }

  private u32(at: number): number {
    const { bytes } = this.input
    return this.littleEndian
      ? ((bytes[at + 3] << 24) | (bytes[at + 2] << 16) | (bytes[at + 1] << 8) | bytes[at]) >>> 0
      : ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0
  }

  private u16(at: number): number {
    const { bytes } = this.input
    return this.littleEndian ? (bytes[at + 1] << 8) | bytes[at] : (bytes[at] << 8) | bytes[at + 1]
  }

  private skipped(message: string): void {
    this.report.onWarning({ offset: this.input.fileOffset, packet: this.packets + 1, message, fatal: false })
  }

  private fail(message: string, packet: number | null = null): void {
    this.failed = true
    this.report.onWarning({ offset: this.input.fileOffset, packet, message, fatal: true })
  }
}

function isPacket(type: number): boolean {
  return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === PACKET
}
