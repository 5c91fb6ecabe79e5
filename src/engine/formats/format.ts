/**
 * A file format of packet captures. `sniff` sees the first bytes and never the name; exactly one format claims a file.
 * A reader is fed consecutive chunks of (decompressed) bytes and answers the records that are complete in them; it keeps
 * what is cut at a chunk's end itself, allocates nothing per packet, and never throws on content: what is wrong becomes
 * a warning, a fatal one ends the file, and everything before stands.
 */
export type CaptureFormat = {
  /** 'pcap', 'pcapng' */
  readonly name: string
  readonly sniff: (head: Uint8Array) => boolean
  readonly open: (report: FormatReport) => CaptureReader
}

/** What a reader tells besides records. */
export type FormatReport = {
  /** A new interface; answers the number by which records name it. */
  readonly onInterface: (description: InterfaceDescription) => number
  readonly onWarning: (warning: { offset: number; packet: number | null; message: string; fatal: boolean }) => void
  /** A comment of the section, an interface or a packet (packet = number within the file, from 1). */
  readonly onComment: (comment: { packet: number | null; text: string }) => void
  /** Name resolution (NRB): address text and its names. */
  readonly onName: (address: string, name: string) => void
  /** Decryption secrets (DSB): NSS key log text and other kinds. */
  readonly onSecrets: (type: number, bytes: Uint8Array) => void
  /** Interface statistics (ISB). */
  readonly onDrops: (interfaceNumber: number, drops: number) => void
}

export type InterfaceDescription = {
  linkType: number
  snapLength: number
  /** Decimal digits of a second that the timestamps carry. */
  precision: number
  name: string | null
}

/** The current record of a reader, valid until the next call. */
export interface CaptureReader {
  /** Gives the reader the next bytes; the reader may keep a reference until the following `feed`. */
  feed(chunk: Uint8Array): void
  /** No more bytes will come: a record cut at the end becomes a warning. */
  end(): void
  /** Moves to the next complete record; false when more bytes are needed or the file is over. */
  next(): boolean
  /** After a fatal warning. */
  readonly failed: boolean

  /** The buffer that holds the packet's bytes: bytes[offset, offset + captured). */
  readonly bytes: Uint8Array
  readonly offset: number
  readonly captured: number
  /** Length on the wire. */
  readonly length: number
  /** Whole seconds since 1970 and nanoseconds; seconds is NaN when the record has no time (SPB). */
  readonly seconds: number
  readonly nanoseconds: number
  /** As answered by onInterface. */
  readonly interface: number
  /** Offset of the packet's bytes in the (decompressed) file. */
  readonly fileOffset: number
}
