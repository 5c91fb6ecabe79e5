// What could hide, reorder or break text: C0 and C1 controls, soft hyphen, Arabic letter mark, zero-width and direction
// characters, line and paragraph separators, invisible operators, isolates, byte order mark, interlinear marks, the
// replacement character (an invalid byte), unpaired surrogates, tags and variation selectors.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeOne(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const isTag = (code >= 0xe0000 && code <= 0xe0fff) || (code >= 0x1d173 && code <= 0x1d17a)
  if (code > 0xffff && !isTag) return character
  const short = SHORT[character]
  if (short !== undefined) return short
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** Untrusted text for display: unsafe characters as visible escapes, at most `max` characters read, then '…'. */
export function escapeCaptureText(text: string, max = 2000): string {
  const read = text.length > max ? text.slice(0, max) : text
  const escaped = read.replaceAll(UNSAFE, escapeOne)
  return text.length > max ? `${escaped}…` : escaped
}
