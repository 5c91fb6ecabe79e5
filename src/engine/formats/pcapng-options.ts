/** Options of pcapng blocks (draft-ietf-opsawg-pcapng section 3.5), and the numbers of those that are read. */
export const OPT_COMMENT = 1
export const IF_NAME = 2
export const IF_TSRESOL = 9
export const IF_TSOFFSET = 14
export const ISB_IFDROP = 5
export const ISB_OSDROP = 7

const decoder = new TextDecoder()

/** Bytes as text; what is not UTF-8 becomes U+FFFD. Ends at the first NUL, as some writers count it in. */
export function textOf(bytes: Uint8Array): string {
  const text = decoder.decode(bytes)
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

/**
 * Calls `onOption` with code and value of each option in `view` from `from`; the value is valid during the call. Stops
 * at opt_endofopt or where an option does not fit.
 */
export function eachOption(
  view: DataView,
  from: number,
  littleEndian: boolean,
  onOption: (code: number, value: DataView) => void,
): void {
  let at = from
  while (at + 4 <= view.byteLength) {
    const code = view.getUint16(at, littleEndian)
    const length = view.getUint16(at + 2, littleEndian)
    at += 4
    if (code === 0 || at + length > view.byteLength) return
    onOption(code, new DataView(view.buffer, view.byteOffset + at, length))
    at += (length + 3) & ~3
  }
}

export function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
