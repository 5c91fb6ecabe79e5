import { huffmanText } from './hpack-huffman.ts'

/** RFC 7541 appendix A: name, or name=value. */
const STATIC_TABLE = (
  ':authority|:method=GET|:method=POST|:path=/|:path=/index.html|:scheme=http|:scheme=https|:status=200|:status=204|' +
  ':status=206|:status=304|:status=400|:status=404|:status=500|accept-charset|accept-encoding=gzip, deflate|' +
  'accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|' +
  'content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type|' +
  'cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|' +
  'last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|' +
  'server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate'
)
  .split('|')
  .map((entry) => {
    const equals = entry.indexOf('=', 1)
    return equals < 0 ? { name: entry, value: '' } : { name: entry.slice(0, equals), value: entry.slice(equals + 1) }
  })

const OVERHEAD = 32
/** Wireshark and browsers stay below this, whatever a peer asks for. */
const LARGEST_TABLE = 65536
const MOST_FIELDS = 1000

export type HeaderField = { name: string; value: string }

/** HPACK decoding of one direction of an HTTP/2 connection (RFC 7541). Values are Latin-1 text. */
export class HpackDecoder {
  private readonly dynamic: HeaderField[] = []
  private size = 0
  private limit = 4096
  private at = 0

  /** The fields of the header block bytes[from, to), as far as they can be read; the table follows. */
  decode(bytes: Uint8Array, from: number, to: number): HeaderField[] {
    const fields: HeaderField[] = []
    this.at = from
    while (this.at < to && fields.length < MOST_FIELDS) {
      const first = bytes[this.at]
      if ((first & 0x80) !== 0) {
        const field = this.entry(this.integer(bytes, to, 7))
        if (field === null) return fields
        fields.push(field)
      } else if ((first & 0xe0) === 0x20) {
        this.limit = Math.min(this.integer(bytes, to, 5), LARGEST_TABLE)
        this.evict()
      } else {
        const indexed = (first & 0x40) !== 0
        const index = this.integer(bytes, to, indexed ? 6 : 4)
        const name = index === 0 ? this.text(bytes, to) : (this.entry(index)?.name ?? null)
        const value = this.text(bytes, to)
        if (name === null || value === null) return fields
        const field = { name, value }
        fields.push(field)
        if (indexed) this.insert(field)
      }
    }
    return fields
  }

  private entry(index: number): HeaderField | null {
    if (index >= 1 && index <= STATIC_TABLE.length) return STATIC_TABLE[index - 1]
    return this.dynamic[index - STATIC_TABLE.length - 1] ?? null
  }

  private insert(field: HeaderField): void {
    this.dynamic.unshift(field)
    this.size += field.name.length + field.value.length + OVERHEAD
    this.evict()
  }

  private evict(): void {
    while (this.size > this.limit) {
      const oldest = this.dynamic.pop()
      if (oldest === undefined) break
      this.size -= oldest.name.length + oldest.value.length + OVERHEAD
    }
  }

  /** An integer with `bits` of prefix (section 5.1); -1 when it is cut or absurd. */
  private integer(bytes: Uint8Array, to: number, bits: number): number {
    const mask = (1 << bits) - 1
    let value = bytes[this.at++] & mask
    if (value < mask) return value
    for (let shift = 0; shift < 28; shift += 7) {
      if (this.at >= to) return -1
      const byte = bytes[this.at++]
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    return -1
  }

  /** A string literal (section 5.2); null when it is cut or wrong. */
  private text(bytes: Uint8Array, to: number): string | null {
    if (this.at >= to) return null
    const isHuffman = (bytes[this.at] & 0x80) !== 0
    const length = this.integer(bytes, to, 7)
    const from = this.at
    if (length < 0 || from + length > to) return null
    this.at = from + length
    if (isHuffman) return huffmanText(bytes, from, this.at)
    let text = ''
    for (let i = from; i < this.at; i++) text += String.fromCharCode(bytes[i])
    return text
  }
}
