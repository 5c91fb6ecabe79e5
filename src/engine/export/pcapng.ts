import type { CapturedPacket, CaptureWriter, WrittenSource } from './capture-writer.ts'
import { ChunkedOutput, type Write } from './chunked-output.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE = 1
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6
const BYTE_ORDER = 0x1a2b3c4d

const SHB_USERAPPL = 4
const IF_NAME = 2
const IF_TSRESOL = 9

const encoder = new TextEncoder()

/** An option with the padding that follows it (draft-ietf-opsawg-pcapng section 3.5). */
function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(value.length / 4) * 4)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, code, true)
  view.setUint16(2, value.length, true)
  bytes.set(value, 4)
  return bytes
}

const END_OF_OPTIONS = new Uint8Array(4)

/**
 * The capture file of Wireshark (draft-ietf-opsawg-pcapng), one section, little endian: an interface for each source
 * with its link type, snap length, name and resolution. A packet without a time is a Simple Packet Block, which only the
 * first interface can have; such a source is written first, and the packets of further ones get the time 0.
 */
export class PcapngWriter implements CaptureWriter {
  private readonly output: ChunkedOutput
  /** By row of tables.sources. */
  private readonly interfaces = new Map<number, { index: number; pseudoHeader: number; digits: 6 | 9 }>()

  constructor(write: Write, sources: readonly WrittenSource[]) {
    this.output = new ChunkedOutput(write)
    this.section()
    for (const written of sources.toSorted((a, b) => Number(b.isTimeless) - Number(a.isTimeless)))
      this.interface(written)
  }

  get length(): number {
    return this.output.length
  }

  packet(packet: CapturedPacket, source: number): void {
    const from = this.interfaces.get(source)
    if (from === undefined) throw new Error(`source ${source} was not announced`)
    const { output } = this
    const { bytes, offset, seconds } = packet
    const { index, pseudoHeader, digits } = from
    const captured = packet.captured + pseudoHeader
    const length = packet.length + pseudoHeader
    const isSimple = Number.isNaN(seconds) && index === 0
    const total = (isSimple ? 16 : 32) + Math.ceil(captured / 4) * 4
    output.u32(isSimple ? SIMPLE_PACKET : ENHANCED_PACKET)
    output.u32(total)
    if (!isSimple) {
      output.u32(index)
      if (Number.isNaN(seconds)) this.time(0, 0, digits)
      else this.time(seconds, packet.nanoseconds, digits)
      output.u32(captured)
    }
    output.u32(length)
    output.copy(bytes, offset - pseudoHeader, offset + packet.captured, 4)
    output.u32(total)
  }

  finish(): void {
    this.output.finish()
  }

  /** The 64-bit count of units as two words, in steps of 16 bits: the whole count would pass 2^53. */
  private time(seconds: number, nanoseconds: number, digits: 6 | 9): void {
    const perSecond = digits === 9 ? 1e9 : 1e6
    const units = digits === 9 ? nanoseconds : Math.floor(nanoseconds / 1000)
    const top = Math.floor(seconds / 65536)
    const bottom = (seconds - top * 65536) * perSecond + units
    const carried = Math.floor(bottom / 65536)
    const middle = top * perSecond + carried
    const high = Math.floor(middle / 65536)
    this.output.u32(high)
    this.output.u32((middle - high * 65536) * 65536 + (bottom - carried * 65536))
  }

  private section(): void {
    const { output } = this
    const application = option(SHB_USERAPPL, encoder.encode('Capscope'))
    const total = 28 + application.length + 4
    output.u32(SECTION_HEADER)
    output.u32(total)
    output.u32(BYTE_ORDER)
    output.u16(1)
    output.u16(0)
    // the length of the section is not said
    output.u32(0xffff_ffff)
    output.u32(0xffff_ffff)
    output.copy(application, 0, application.length)
    output.copy(END_OF_OPTIONS, 0, 4)
    output.u32(total)
  }

  private interface({ row, source, pseudoHeader }: WrittenSource): void {
    const { output } = this
    const digits = source.precision === 6 ? 6 : 9
    const name =
      source.interfaceName === null ? new Uint8Array(0) : option(IF_NAME, encoder.encode(source.interfaceName))
    const resolution = option(IF_TSRESOL, Uint8Array.of(digits))
    const total = 20 + name.length + resolution.length + 4
    output.u32(INTERFACE)
    output.u32(total)
    output.u16(source.linkType)
    output.u16(0)
    output.u32(source.snapLength)
    output.copy(name, 0, name.length)
    output.copy(resolution, 0, resolution.length)
    output.copy(END_OF_OPTIONS, 0, 4)
    output.u32(total)
    this.interfaces.set(row, { index: this.interfaces.size, pseudoHeader, digits })
  }
}
