export const WIDTH = 16

/** A byte in two hexadecimal digits. */
export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0')

/** What is no printable ASCII is a dot. */
export const asciiByte = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')

/** '0010': where a line begins. */
export const offsetText = (at: number): string => at.toString(16).padStart(4, '0')

/** A hex dump as text: '0000  47 45 …  GE…', sixteen bytes a line. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const line = Array.from(bytes.subarray(at, at + WIDTH))
    lines.push(`${offsetText(at)}  ${line.map(hexByte).join(' ').padEnd(47)}  ${line.map(asciiByte).join('')}`)
  }
  return lines.join('\n')
}
