/** So many elements become text at once: a string holds at most half a billion characters. */
const GROUP = 1000

/** The JSON text of a value in pieces of bounded length, as JSON.stringify would give it whole. */
export function* jsonPieces(value: unknown): Generator<string, void, undefined> {
  if (Array.isArray(value) && value.length > GROUP) {
    for (let start = 0; start < value.length; start += GROUP)
      yield (start === 0 ? '[' : ',') + JSON.stringify(value.slice(start, start + GROUP)).slice(1, -1)
    yield ']'
  } else if (isRecord(value)) {
    let before = '{'
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue
      yield `${before}${JSON.stringify(key)}:`
      yield* jsonPieces(member)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  } else yield JSON.stringify(value) ?? 'null'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value)
}
