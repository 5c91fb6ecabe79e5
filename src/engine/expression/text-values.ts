import { RE2JS, RE2JSException } from 're2js'
import type { Literal } from './number-values.ts'
import { ExpressionError } from './syntax.ts'

/** Longest pattern in characters, and the most that its counted repetitions may add up to: both bound the program. */
const LONGEST_PATTERN = 1000
const MOST_REPETITIONS = 1000

/**
 * A regular expression in RE2's syntax, whose time is linear in the text whatever the pattern. `whole`: it must fit the
 * whole text, as between slashes; else some part. Throws ExpressionError.
 */
export function regexTest(value: Literal, whole: boolean, anyCase: boolean): (text: string) => boolean {
  const { text: pattern, from, to } = value
  if (pattern.length > LONGEST_PATTERN)
    throw new ExpressionError(`A pattern has at most ${LONGEST_PATTERN} characters`, from, to)
  let repetitions = 0
  for (const [, low, high] of pattern.matchAll(/\{(\d+)(?:,(\d+))?/g))
    repetitions += Math.max(Number(low), Number(high ?? 0))
  if (repetitions > MOST_REPETITIONS)
    throw new ExpressionError(`The repetitions of a pattern add up to at most ${MOST_REPETITIONS}`, from, to)
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.DOTALL | (anyCase ? RE2JS.CASE_INSENSITIVE : 0))
    return whole ? (text) => compiled.matches(text) : (text) => compiled.matcher(text).find()
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    // The flags that we put in front are not the person's.
    const reason = error.message.replace(/^error parsing regexp: /, '').replace(/`(?:\(\?[si]+\))+/, '`')
    throw new ExpressionError(`This pattern cannot be read: ${reason}`, from, to)
  }
}

/** Whether a text with stars is a wildcard: `*` stands for any run, `?` for one character, `\*` for a star. */
export function isWildcard(text: string): boolean {
  return /(?:^|[^\\])\*/.test(text)
}

export function wildcardTest(pattern: string): (text: string) => boolean {
  const parts: { text: string; special: boolean }[] = []
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]
    if (c === '\\' && '*?\\'.includes(pattern[i + 1] ?? ' ')) parts.push({ text: pattern[++i], special: false })
    else parts.push({ text: c, special: c === '*' || c === '?' })
  }
  return (text) => {
    let at = 0
    let part = 0
    let star = -1
    let resume = 0
    while (at < text.length) {
      const here = parts[part]
      if (here !== undefined && (here.special ? here.text === '?' : here.text === text[at])) {
        at++
        part++
      } else if (here?.special) {
        star = part++
        resume = at
      } else if (star >= 0) {
        part = star + 1
        at = ++resume
      } else return false
    }
    while (parts[part]?.special && parts[part].text === '*') part++
    return part === parts.length
  }
}
