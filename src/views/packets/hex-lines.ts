const WIDTH = 16

/** One line of a hex dump: '0010', '45 00 …', 'E.…'; what is no printable ASCII is a dot. */
export type HexLine = { offset: string; hex: string; ascii: string }

export function hexLines(bytes: Uint8Array): HexLine[] {
  const lines: HexLine[] = []
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const line = Array.from(bytes.subarray(at, at + WIDTH))
    lines.push({
      offset: at.toString(16).padStart(4, '0'),
      hex: line.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      ascii: line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    })
  }
  return lines
}
