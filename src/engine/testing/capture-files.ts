import type {
  CaptureFormat,
  CaptureReader,
  FormatReport,
  FormatWarning,
  InterfaceDescription,
} from '../formats/format.ts'
import { bytesOf } from './frames.ts'

/** Capture files as bytes, for tests, and what a reader says of them. */

export type Written = {
  bytes: Uint8Array
  seconds: number
  /** In the units of the file. */
  fraction: number
  /** Length on the wire; default: all of it. */
  length?: number
}

export type PcapOptions = {
  magic?: number
  littleEndian?: boolean
  linkType?: number
  minor?: number
  /** Length of a record's header; what is beyond 16 is filled with 0xee. */
  header?: number
}

/** Numbers of 16 and 32 bits in the byte order of a file. */
export function numbers(littleEndian: boolean) {
  const bytes = (n: number, size: number): number[] => {
    const big = Array.from({ length: size }, (_, i) => Math.floor(n / 2 ** (8 * (size - 1 - i))) % 256)
    return littleEndian ? big.reverse() : big
  }
  return { u16: (n: number) => bytes(n, 2), u32: (n: number) => bytes(n, 4) }
}

export function pcapFile(records: readonly Written[], options: PcapOptions = {}): Uint8Array {
  const { magic = 0xa1b2c3d4, littleEndian = true, linkType = 1, minor = 4, header = 16 } = options
  const { u16, u32 } = numbers(littleEndian)
  const parts = records.map(({ bytes, seconds, fraction, length = bytes.length }) =>
    bytesOf(u32(seconds), u32(fraction), u32(bytes.length), u32(length), new Uint8Array(header - 16).fill(0xee), bytes),
  )
  return bytesOf(u32(magic), u16(2), u16(minor), u32(0), u32(0), u32(65535), u32(linkType), ...parts)
}

export type Block = (littleEndian: boolean) => Uint8Array

export function block(type: number, ...body: (Uint8Array | readonly number[])[]): Block {
  return (littleEndian) => {
    const { u32 } = numbers(littleEndian)
    const inside = bytesOf(...body)
    const padding = new Uint8Array(-inside.length & 3)
    const length = u32(12 + inside.length + padding.length)
    return bytesOf(u32(type), length, inside, padding, length)
  }
}

/** One section: the header and its blocks. */
export function section(littleEndian: boolean, ...blocks: Block[]): Uint8Array {
  const { u16, u32 } = numbers(littleEndian)
  const header = block(0x0a0d0d0a, u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff))
  return bytesOf(...[header, ...blocks].map((each) => each(littleEndian)))
}

export function option(code: number, value: Uint8Array | readonly number[] | string): Block {
  return (littleEndian) => {
    const { u16 } = numbers(littleEndian)
    const bytes = bytesOf(value)
    return bytesOf(u16(code), u16(bytes.length), bytes, new Uint8Array(-bytes.length & 3))
  }
}

export function interfaceBlock(linkType: number, snapLength = 0, ...options: Block[]): Block {
  return (littleEndian) => {
    const { u16, u32 } = numbers(littleEndian)
    const rest = options.map((each) => each(littleEndian))
    return block(1, u16(linkType), u16(0), u32(snapLength), ...rest)(littleEndian)
  }
}

/** `units`: the timestamp in the interface's units. */
export function enhancedPacket(
  bytes: Uint8Array,
  units: bigint,
  more: { interface?: number; length?: number; captured?: number; options?: Block[] } = {},
): Block {
  return (littleEndian) => {
    const { u32 } = numbers(littleEndian)
    const options = (more.options ?? []).map((each) => each(littleEndian))
    return block(
      6,
      u32(more.interface ?? 0),
      u32(Number(units >> 32n)),
      u32(Number(units & 0xffffffffn)),
      u32(more.captured ?? bytes.length),
      u32(more.length ?? bytes.length),
      bytes,
      new Uint8Array(-bytes.length & 3),
      ...options,
    )(littleEndian)
  }
}

export type ReadRecord = {
  bytes: number[]
  length: number
  seconds: number
  nanoseconds: number
  interface: number
  fileOffset: number
}

export type ReadFile = {
  records: ReadRecord[]
  interfaces: InterfaceDescription[]
  warnings: FormatWarning[]
  comments: { packet: number | null; text: string }[]
  names: [string, string][]
  secrets: [number, number[]][]
  drops: [number, number][]
}

/** Everything a format makes of bytes that come in chunks cut at `cuts`. */
export function readCapture(format: CaptureFormat, file: Uint8Array, cuts: readonly number[] = []): ReadFile {
  const read: ReadFile = { records: [], interfaces: [], warnings: [], comments: [], names: [], secrets: [], drops: [] }
  const report: FormatReport = {
    onInterface: (description) => read.interfaces.push(description) - 1,
    onWarning: (warning) => read.warnings.push(warning),
    onComment: (comment) => read.comments.push(comment),
    onName: (address, name) => read.names.push([address, name]),
    onSecrets: (type, bytes) => read.secrets.push([type, [...bytes]]),
    onDrops: (number, drops) => read.drops.push([number, drops]),
  }
  const reader = format.open(report)
  const take = (): void => {
    while (reader.next()) read.records.push(recordOf(reader))
  }
  const ends = [...cuts.filter((cut) => cut < file.length), file.length]
  let from = 0
  for (const to of ends) {
    if (reader.failed) break
    reader.feed(file.slice(from, to))
    from = to
    take()
  }
  reader.end()
  take()
  return read
}

function recordOf(reader: CaptureReader): ReadRecord {
  const { bytes, offset, captured, length, seconds, nanoseconds, fileOffset } = reader
  const copy = [...bytes.subarray(offset, offset + captured)]
  return { bytes: copy, length, seconds, nanoseconds, interface: reader.interface, fileOffset }
}
