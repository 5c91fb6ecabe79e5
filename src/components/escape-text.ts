// What could hide, reorder or break text: controls, format and direction characters, line separators, everything that
// Unicode lets a renderer ignore (zero-width, variation selectors, tags), unpaired surrogates, and the replacement
// character, which stands for a byte that was no UTF-8.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/gu

function escapeOne(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

/** Untrusted text for display: unsafe characters as visible escapes, at most `max` characters read, then '…'. */
export function escapeCaptureText(text: string, max = 2000): string {
  const read = text.length > max ? text.slice(0, max) : text
  const escaped = read.replaceAll(UNSAFE, escapeOne)
  return text.length > max ? `${escaped}…` : escaped
}
