import type { Layout, LayoutField } from './field-layout.ts'

/**
 * Takes the fields of packets that are read again because somebody asked for fields that no table holds. Dissectors
 * look for it (`packet.fields`), which costs the first reading one comparison a layer.
 *
 * `at` and `length` are where a value lies in packet.bytes; length 0 = it was worked out. Values of one field arrive in
 * the order in which Wireshark's tree shows them.
 */
export interface FieldSink {
  /** First sequence number of the other side of the TCP stream under dissection; 0 where there is none. */
  peerSequence: number
  /** Where what the last Ethernet header or VLAN tag holds ends by its own account; -1 = it does not say. */
  contentEnd: number
  /** Source and destination that checksums of what is inside the last IPv6 header go by. */
  readonly ipv6Ends: Uint8Array
  /** PDUs over several segments are wanted whole, also where nobody reads more than their beginning. */
  readonly wantsWhole: boolean
  /** Whether any field of the layout is wanted. */
  wants(layout: Layout): boolean
  /** Whether this one is: asked before a value that is dear. */
  wantsField(field: LayoutField): boolean
  /** A layer that its dissector took for its own: bytes[from, to). */
  layer(name: string, bytes: Uint8Array, from: number, to: number): void
  number(field: LayoutField, value: number, at: number, length: number): void
  /** `value` 0 = false. */
  flag(field: LayoutField, value: number, at: number, length: number): void
  ipv4(field: LayoutField, bytes: Uint8Array, at: number): void
  ipv6(field: LayoutField, bytes: Uint8Array, at: number): void
  mac(field: LayoutField, bytes: Uint8Array, at: number): void
  bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  /** Text as it stands in bytes[from, to), up to the first NUL: ASCII to Wireshark. */
  text(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  /** UTF-8 that is already what is shown, as domain names are. */
  rendered(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  string(field: LayoutField, text: string, at: number, length: number): void
  /** A point in time: seconds since 1970 and nanoseconds behind them; `row`: as nanoseconds after the base second. */
  time(field: LayoutField, seconds: number, nanoseconds: number, row: number): void
  /** Nanoseconds. */
  duration(field: LayoutField, nanoseconds: number): void
  presence(field: LayoutField): void
}
