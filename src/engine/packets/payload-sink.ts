import type { Layout, LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'

const NOTHING = new Uint8Array(0)

/** Takes the payload of a packet's innermost TCP segment or UDP datagram, and where a segment stands in its stream. */
export class PayloadSink implements FieldSink {
  peerSequence = 0
  contentEnd = -1
  readonly ipv6Ends = new Uint8Array(32)
  readonly wantsWhole = false
  payload: Uint8Array = NOTHING
  /** tcp.seq_raw */
  sequence = 0
  isSyn = false
  private readonly payloadField: LayoutField
  private readonly sequenceField: LayoutField | undefined
  private readonly synField: LayoutField | undefined

  /** `field`: finds one by its name. */
  constructor(transport: 'tcp' | 'udp', field: (name: string) => LayoutField | undefined) {
    const payload = field(`${transport}.payload`)
    if (payload === undefined) throw new Error(`there is no field called ${transport}.payload`)
    this.payloadField = payload
    this.sequenceField = transport === 'tcp' ? field('tcp.seq_raw') : undefined
    this.synField = transport === 'tcp' ? field('tcp.flags.syn') : undefined
  }

  begin(): void {
    this.payload = NOTHING
    this.isSyn = false
  }

  wants(layout: Layout): boolean {
    return Object.values(layout).includes(this.payloadField)
  }

  wantsField(field: LayoutField): boolean {
    return field === this.payloadField || field === this.sequenceField || field === this.synField
  }

  number(field: LayoutField, value: number): void {
    if (field !== this.sequenceField) return
    this.sequence = value
    // A segment inside another one's payload comes later; of the outer one nothing is wanted.
    this.payload = NOTHING
  }

  flag(field: LayoutField, value: number): void {
    if (field === this.synField) this.isSyn = value !== 0
  }

  bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (field === this.payloadField) this.payload = bytes.subarray(from, to)
  }

  layer(): void {}
  ipv4(): void {}
  ipv6(): void {}
  mac(): void {}
  text(): void {}
  rendered(): void {}
  string(): void {}
  time(): void {}
  duration(): void {}
  presence(): void {}
}
