import { dataFields } from './payload-fields.ts'
import type { DispatchTables, NumberTable } from './dispatch.ts'
import { ACCEPTED, type Dissector, REJECTED, type Verdict } from './dissector.ts'
import { Expectations } from './expectations.ts'
import type { FieldSink } from './field-sink.ts'
import { FragmentTable } from './fragments.ts'
import { ReassemblyBudget } from './reassembly-buffer.ts'
import { SeenCertificates } from './seen-certificates.ts'
import type { Sink } from './sink.ts'
import { type Stream, Streams } from './stream.ts'

/** Why a dissection ended early: beyond the captured bytes, or beyond what the packet said it has. */
export const RUNNING = 0
export const CUT_SHORT = 1
export const MALFORMED = 2
/** Beyond the end of a fragment or of a segment that was not reassembled: neither wrong nor cut. */
export const UNREASSEMBLED = 3

/** No packet nests deeper; beyond it dissection stops as malformed. */
const MAX_DEPTH = 64
/** DESEGMENT_ONE_MORE_SEGMENT: the dissector cannot tell how much is missing. */
export const ONE_MORE_SEGMENT = 0x0fffffff
/** DESEGMENT_UNTIL_FIN: everything up to the end of the connection. */
export const UNTIL_FIN = 0x0ffffffe
const ALL_BYTES = 0x7fffffff

/**
 * The one packet under dissection: a reused cursor over `bytes`, never an object per packet. Dissectors move it by
 * setting `offset`, `end` and `wireEnd` for the layer they call; a call leaves these as they were before it.
 */
export class Packet {
  bytes: Uint8Array = new Uint8Array(0)
  /** First byte of the layer to dissect. */
  offset = 0
  /** After its last captured byte. */
  end = 0
  /** After its last byte on the wire; > end when the capture cut the packet. */
  wireEnd = 0

  /** Frame number, from 1. */
  number = 0
  /** Nanoseconds after the capture's base second. */
  time = 0
  /** frame.len */
  length = 0
  /** frame.cap_len */
  captured = 0

  /** Node of the path trie. */
  path = 0
  /** Node of the track trie. */
  track = 0
  /** Layers called now are drawn inside another protocol's subtree: not counted by the hierarchy. */
  nested = false
  /** `nested` as it was before the IPv6 header whose extension headers are being read. */
  ipv6Nested = false
  /** Inside an IPv6 header whose addresses are not counted yet: they are where its extension headers end. */
  ipv6Open = false
  /** Address ids that a home address option and a routing header put in place of the header's; 0 = none. */
  homeSource = 0
  finalDestination = 0
  /** Inside the packet that an ICMP error quotes: nothing is counted or remembered. */
  inError = false
  /** Addresses of the header that carries the ICMP error; meaningful while inError. */
  errorSource = 0
  errorDestination = 0
  /** The payload is a fragment or an unreassembled segment: running out of bytes is not malformed. */
  fragmented = false
  stopped = RUNNING

  /** Address ids of the innermost network header (of the Ethernet header before that). */
  source = 0
  destination = 0
  sourcePort = 0
  destinationPort = 0
  /** IP protocol number of the innermost IP header; 6 and 17 tell TCP from UDP. */
  ipProto = 0
  /** Bytes of the innermost IP packet on the wire, header included. */
  ipLength = 0
  /** Innermost session; 0 = none. */
  session = 0
  /** 0 = from the originator. */
  direction = 0

  /**
   * TCP payload: > 0 where a dissector may ask for more bytes (`wantMore`), and what it asked for. TCP sets 2; every call
   * takes one off, so that only the dissector right above TCP may ask, as with Wireshark's pinfo->can_desegment.
   */
  canDesegment = 0
  desegmentOffset = 0
  desegmentLength = 0
  /** Bytes of the PDU that its dissector will look at; what lies behind them is counted, but not kept. */
  desegmentKept = ALL_BYTES
  /** tcp.seq (raw) of the first byte of the payload given to an application dissector. */
  sequence = 0
  /** Flags of the TCP header; 0 without one. */
  tcpFlags = 0
  /** The payload of the TCP segment itself, also while `bytes` is a reassembled PDU. */
  segmentBytes: Uint8Array = this.bytes
  segmentOffset = 0
  segmentEnd = 0
  segmentSequence = 0

  /** Media type parameters, DCE/RPC contexts …: what a caller wants its callee to know; null when there is nothing. */
  hint: unknown = null

  /** Null while only the tables are filled. */
  fields: FieldSink | null = null

  readonly sink: Sink
  readonly tables: DispatchTables
  readonly streams = new Streams()
  readonly budget = new ReassemblyBudget()
  /** Connections that others announced. */
  readonly expectations = new Expectations()
  /** Certificates read so far. */
  readonly certificates = new SeenCertificates()
  /** While not null, the symbols that `note` adds are kept here. */
  noted: number[] | null = null
  /** IP fragments, by text key. */
  readonly fragments = new FragmentTable(this.budget)
  private readonly kept = new Map<string, object>()
  private depth = 0
  /** Path before the layer called last, and the symbol of that layer. */
  private callerPath = 0
  private symbol = 0

  private readonly dataId: number
  private readonly etherTypeId: number

  constructor(tables: DispatchTables, sink: Sink) {
    this.tables = tables
    this.sink = sink
    this.dataId = tables.idOf('data')
    this.etherTypeId = tables.idOf('ethertype')
  }

  /** Readies the cursor for a record; the caller has set bytes, offset, end, wireEnd, number, time, length, captured. */
  begin(): void {
    this.path = 0
    this.track = 0
    this.nested = false
    this.ipv6Open = false
    this.homeSource = 0
    this.finalDestination = 0
    this.inError = false
    this.fragmented = false
    this.stopped = RUNNING
    this.source = 0
    this.destination = 0
    this.sourcePort = 0
    this.destinationPort = 0
    this.ipProto = 0
    this.ipLength = 0
    this.session = 0
    this.direction = 0
    this.canDesegment = 0
    this.desegmentOffset = 0
    this.desegmentLength = 0
    this.hint = null
    this.tcpFlags = 0
    this.depth = 0
  }

  /** Layers that enclose what is dissected now. */
  get layers(): number {
    return this.depth
  }

  /** Whether the layer under dissection is the first of the packet. */
  get isOutermost(): boolean {
    return this.depth === 1
  }

  /** Captured bytes left. */
  get remaining(): number {
    return this.end - this.offset
  }

  /** Bytes left on the wire. */
  get wireRemaining(): number {
    return this.wireEnd - this.offset
  }

  /** Whether `count` bytes from `at` are there; if not, dissection of the packet stops here (as Wireshark's exceptions do). */
  need(count: number, at = this.offset): boolean {
    if (at + count <= this.end) return true
    this.stop(at + count <= this.wireEnd ? CUT_SHORT : this.fragmented ? UNREASSEMBLED : MALFORMED)
    return false
  }

  /** Ends the dissection of this packet; the first reason stays. */
  stop(reason: number): void {
    if (this.stopped === RUNNING) this.stopped = reason
  }

  malformed(): void {
    this.stop(this.fragmented ? UNREASSEMBLED : MALFORMED)
  }

  u8(at: number): number {
    return this.bytes[at]
  }

  u16(at: number): number {
    return (this.bytes[at] << 8) | this.bytes[at + 1]
  }

  u24(at: number): number {
    return (this.bytes[at] << 16) | (this.bytes[at + 1] << 8) | this.bytes[at + 2]
  }

  u32(at: number): number {
    const b = this.bytes
    return ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0
  }

  u16le(at: number): number {
    return (this.bytes[at + 1] << 8) | this.bytes[at]
  }

  u32le(at: number): number {
    const b = this.bytes
    return ((b[at + 3] << 24) | (b[at + 2] << 16) | (b[at + 1] << 8) | b[at]) >>> 0
  }

  /** Narrows the layer to `length` bytes on the wire from `offset`. */
  limit(length: number): void {
    const wireEnd = this.offset + length
    if (wireEnd < this.wireEnd) this.wireEnd = wireEnd
    if (this.end > this.wireEnd) this.end = this.wireEnd
  }

  /**
   * Calls a dissector on offset..end: its name joins the path, and leaves it again when it rejects or shows nothing.
   * offset, end, wireEnd and bytes are afterwards as before. `stopped` tells whether the packet ended inside.
   */
  call(dissector: Dissector): Verdict {
    return this.callHandle(this.tables.handle(dissector))
  }

  private callHandle(handle: number): Verdict {
    if (this.stopped !== RUNNING) return ACCEPTED
    const { path, bytes, offset, end, wireEnd, canDesegment } = this
    if (this.depth >= MAX_DEPTH) {
      this.stop(MALFORMED)
      return ACCEPTED
    }
    this.depth++
    if (canDesegment > 0) this.canDesegment = canDesegment - 1
    this.callerPath = path
    this.symbol = (this.tables.idOfHandle[handle] << 1) | (this.nested ? 1 : 0)
    this.path = this.sink.path(path, this.symbol)
    const { dissect } = this.tables
    const verdict = dissect[handle](this)
    this.depth--
    this.canDesegment = canDesegment
    if (verdict !== ACCEPTED && this.stopped === RUNNING) this.path = path
    else if (this.fields !== null)
      this.fields.layer((this.tables.dissectors[handle] as Dissector).name, bytes, offset, end)
    this.bytes = bytes
    this.offset = offset
    this.end = end
    this.wireEnd = wireEnd
    return verdict
  }

  /** As `call`, drawn inside the caller's subtree: in frame.protocols, not in the hierarchy. */
  callNested(dissector: Dissector): Verdict {
    const nested = this.nested
    this.nested = true
    const verdict = this.call(dissector)
    this.nested = nested
    return verdict
  }

  /**
   * The layer just called only hands on: it is in frame.protocols, not in the hierarchy. Before it calls any other.
   */
  drawNothing(): void {
    this.path = this.sink.path(this.callerPath, this.symbol | 1)
  }

  /**
   * The layer just called stands in the hierarchy under another name, and in frame.protocols under its own (not at all
   * when not `listed`). Before it calls any other.
   */
  drawAs(name: string, listed = true): void {
    const path = listed ? this.sink.path(this.callerPath, this.symbol | 1) : this.callerPath
    this.path = this.sink.path(path, (this.tables.treeOnly(this.tables.idOf(name)) << 1) | (this.symbol & 1))
  }

  /** The layer called last; a dissector that needs it for `drawAgain` asks before it calls others. */
  get layer(): number {
    return this.symbol
  }

  /** `layer` draws one more item at the top level: in the hierarchy, no further name in frame.protocols. */
  drawAgain(layer: number): void {
    if ((layer & 1) === 0) this.path = this.sink.path(this.path, this.tables.treeOnly(layer >>> 1) << 1)
  }

  /** The layer just called is in the hierarchy and not in frame.protocols. Before it calls any other. */
  hideFromPath(): void {
    if ((this.symbol & 1) === 0)
      this.path = this.sink.path(this.callerPath, this.tables.treeOnly(this.symbol >>> 1) << 1)
  }

  /** Calls the dissector called `name`; rejects when the registry has none. */
  callNamed(name: string): Verdict {
    const dissector = this.tables.named(name)
    return dissector === undefined ? REJECTED : this.call(dissector)
  }

  /** Calls what a table of `packet.tables` has for `key`; rejects when it has nothing. */
  next(table: NumberTable, key: number): Verdict {
    const handle = table[key]
    return handle === 0 || handle === undefined ? REJECTED : this.callHandle(handle)
  }

  /** Tries each; answers whether one accepted. */
  tryEach(handles: NumberTable): Verdict {
    for (let i = 0; i < handles.length; i++) {
      const verdict = this.callHandle(handles[i])
      if (verdict !== REJECTED || this.stopped !== RUNNING) return verdict
    }
    return REJECTED
  }

  /** Adds a name that no dissector stands for: 'ethertype', an X.509 part. */
  note(name: string): void {
    this.noteId(this.tables.idOf(name))
  }

  private noteId(id: number): void {
    const symbol = (id << 1) | (this.nested ? 1 : 0)
    this.noted?.push(symbol)
    this.path = this.sink.path(this.path, symbol)
  }

  /** A protocol is drawn once more without being called again: in the hierarchy, not in frame.protocols. */
  repeat(name: string): void {
    this.path = this.sink.path(this.path, (this.tables.repeated(name) << 1) | (this.nested ? 1 : 0))
  }

  /** Payload that nobody claims. Nothing for none, or for none captured. */
  data(): void {
    if (this.end <= this.offset || this.stopped !== RUNNING) return
    this.noteId(this.dataId)
    if (this.fields !== null) dataFields(this.fields, this.bytes, this.offset, this.end)
  }

  /** As `data`, drawn inside the caller's subtree. */
  nestedData(): void {
    const { nested } = this
    this.nested = true
    this.data()
    this.nested = nested
  }

  /** `ethertype` joins the path, then what the EtherType says, else data. */
  nextEtherType(type: number): void {
    const { path } = this
    this.noteId(this.etherTypeId)
    if (this.next(this.tables.etherType, type) !== REJECTED) return
    if (this.end > this.offset) this.data()
    else this.path = path
  }

  /**
   * Asks the TCP stream for more bytes: `offset` = first byte not yet dissected, `length` as desegment_len. `kept`: when
   * only the beginning of the PDU will be looked at, how much of it (the PDU then comes as if the capture had cut it).
   */
  wantMore(offset: number, length: number, kept = ALL_BYTES): void {
    this.desegmentOffset = offset
    this.desegmentLength = length
    this.desegmentKept = this.fields?.wantsWhole === true ? ALL_BYTES : kept
  }

  /** What the dissector called `name` keeps for the whole capture, made by `create` the first time. */
  keep<T extends object>(name: string, create: () => T): T {
    let kept = this.kept.get(name)
    if (kept === undefined) {
      kept = create()
      this.kept.set(name, kept)
    }
    return kept as T
  }

  /** What is remembered of this packet's session. Undefined in ICMP errors and outside sessions. */
  get stream(): Stream | undefined {
    return this.session === 0 || this.inError ? undefined : this.streams.of(this.session)
  }
}
