/**
 * A wrapping of whole files. `open` makes a decoder that is given the compressed bytes in order, at most `piece` at a
 * time so that one `push` cannot yield more than some tens of MiB, and calls `onBytes` with what they hold. It throws on
 * damaged or cut content; what it gave until then is right.
 */
export type Compression = {
  /** 'gzip', 'zstd' */
  readonly name: 'gzip' | 'zstd'
  readonly sniff: (head: Uint8Array) => boolean
  readonly piece: number
  /** Name for the browser's DecompressionStream, which is three times as fast where it understands the file. */
  readonly native: 'gzip' | null
  readonly open: (onBytes: (bytes: Uint8Array) => void) => Decoder
}

export type Decoder = {
  /** `final`: these are the last bytes of the file. */
  push(bytes: Uint8Array, final: boolean): void
}
