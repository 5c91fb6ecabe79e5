import {
  EXTENSION_ALPN,
  EXTENSION_POINT_FORMATS,
  EXTENSION_SIGNATURE_ALGORITHMS,
  EXTENSION_SUPPORTED_GROUPS,
  EXTENSION_SUPPORTED_VERSIONS,
  type TlsExtensions,
} from './tls-extensions.ts'

/** A hello has less: its ciphers and its extensions have lengths of 16 bits. */
const ROOM = 3 * 0x10000

/**
 * All bytes of a hello that decide what is reported of it, its server name apart, with their lengths: equal for hellos of
 * the same kind. Reused.
 */
export class TlsHelloShape {
  readonly bytes = new Uint8Array(ROOM)
  length = 0

  begin(kind: number, transport: string, version: number): void {
    this.bytes[0] = kind
    this.bytes[1] = transport.charCodeAt(0)
    this.length = 2
    this.number(version)
  }

  number(value: number): void {
    this.bytes[this.length++] = value >>> 8
    this.bytes[this.length++] = value
  }

  vector(bytes: Uint8Array, from: number, to: number): void {
    this.number(to - from)
    for (let at = from; at < to; at++) this.bytes[this.length++] = bytes[at]
  }

  /** The extension at hand: its type, and its contents when they matter. */
  extension(bytes: Uint8Array, { type, from, to }: TlsExtensions): void {
    this.number(type)
    if (isDescribing(type)) this.vector(bytes, from, to)
  }
}

/** Whether the contents of an extension are reported, not only its presence. */
function isDescribing(type: number): boolean {
  return (
    type === EXTENSION_SUPPORTED_GROUPS ||
    type === EXTENSION_POINT_FORMATS ||
    type === EXTENSION_SIGNATURE_ALGORITHMS ||
    type === EXTENSION_ALPN ||
    type === EXTENSION_SUPPORTED_VERSIONS
  )
}
