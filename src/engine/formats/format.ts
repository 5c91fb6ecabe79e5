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

/** Bytes that `sniff` needs to be sure; a shorter head is a shorter file. */
export const HEAD_LENGTH = 64

export type FormatWarning = {
  /** In the (decompressed) file; null where no offset can be told. */
  offset: number | null
  /** Number within the file, from 1, of the record that is wrong; null when it is none. */
  packet: number | null
  message: string
  /** The rest of the file cannot be read, or is missing. */
  fatal: boolean
}

/** What a reader tells besides records. */
export type FormatReport = {
  /** A new interface; answers the number by which records name it, or -1 (after a warning) when the file must end here. */
  readonly onInterface: (description: InterfaceDescription) => number
  readonly onWarning: (warning: FormatWarning) => void
  /** A comment of the section, an interface or a packet (packet = number within the file, from 1). */
  readonly onComment: (comment: { packet: number | null; text: string }) => void
  /** Name resolution (NRB): address text and its name. */
  readonly onName: (address: string, name: string) => void
  /** Decryption secrets (DSB): NSS key log text (0x544c534b) and other kinds. */
  readonly onSecrets: (type: number, bytes: Uint8Array) => void
  /** Interface statistics (ISB): `drops` more packets were lost than said before. */
  readonly onDrops: (interfaceNumber: number, drops: number) => void
}

export type InterfaceDescription = {
  /** LINKTYPE number, without the flags that pcap keeps in the upper bits. */
  linkType: number
  snapLength: number
  /** Decimal digits of a second that the timestamps carry, at most 9. */
  precision: number
  name: string | null
}

/** The current record of a reader, valid until the next call. */
export interface CaptureReader {
  /** Gives the reader the next bytes, after `next` answered false; the reader keeps a reference until the following `feed`. */
  feed(chunk: Uint8Array): void
  /** No more bytes will come: `next` gives what is still whole, then makes a warning of a record that is cut. */
  end(): void
  /** Moves to the next complete record; false when more bytes are needed or, after `end`, the file is over. */
  next(): boolean
  /** After a fatal warning. */
  readonly failed: boolean

  /** The buffer that holds the packet's bytes: bytes[offset, offset + captured). */
  readonly bytes: Uint8Array
  readonly offset: number
  readonly captured: number
  /** Length on the wire, at most 2^31 - 1. A file may say less than `captured`. */
  readonly length: number
  /** Whole seconds since 1970 and nanoseconds (0 .. 999,999,999); seconds is NaN when the record has no time (SPB). */
  readonly seconds: number
  readonly nanoseconds: number
  /** As answered by onInterface. */
  readonly interface: number
  /** Offset of the packet's bytes in the (decompressed) file. */
  readonly fileOffset: number
}

/** Longest length on the wire that a record can have: what tshark caps it to. */
export const MAX_WIRE_LENGTH = 0x7fff_ffff

/** More bytes in one packet mean a damaged file (wiretap's limits: D-Bus and USBPcap have larger ones). */
export function maxPacketLength(linkType: number): number {
  if (linkType === 231 || linkType === 249) return 128 * 1024 * 1024
  return linkType === 279 ? 32 * 1024 * 1024 : 262144
}

/** Link types whose records begin with bytes that say something about the packet and were never on the wire. */
const pseudoHeaders = new Map([
  [123, 4],
  [139, 4],
  [144, 16],
  [177, 16],
  [196, 5],
  [201, 4],
  [204, 1],
  [209, 5],
  [245, 2],
  [254, 4],
])

/**
 * Length of the pseudo-header that wiretap takes off such records: it counts neither as captured nor as length
 * (measured with tshark 4.0.17). ERF, whose header tells its own length, is not among them.
 */
export function pseudoHeaderLength(linkType: number): number {
  return pseudoHeaders.get(linkType) ?? 0
}
