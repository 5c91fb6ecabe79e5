import { ExpressionError } from './syntax.ts'
import type { Interval } from './value-test.ts'

/** A value as the expression has it. */
export type Literal = { text: string; from: number; to: number }

const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
])

/** Seconds. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['sec', 1],
  ['m', 60],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
])

const NUMBER = String.raw`-?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)`
const WHOLE = new RegExp(`^(${NUMBER})([A-Za-zµ]*)$`)
const RANGE = new RegExp(`^(${NUMBER}[A-Za-zµ]*)(?:-|\\.\\.)(${NUMBER}[A-Za-zµ]*)$`)

/** `10`, `0x1f`, `0b101`, `-3`, `1.5k`, `2Gi`; null for what is no number. */
export function numberOf(text: string): number | null {
  return scaled(text, SUFFIXES, 1)
}

/** `1.5`, `250ms`, `5m`; a plain number is in `unit` seconds, and so is the answer. */
function durationOf(text: string, unit: number): number | null {
  const parts = WHOLE.exec(text)
  if (parts === null) return null
  if (parts[2] === '') return plain(parts[1])
  return scaled(text, UNITS, unit)
}

function scaled(text: string, suffixes: ReadonlyMap<string, number>, unit: number): number | null {
  const parts = WHOLE.exec(text)
  if (parts === null) return null
  const factor = suffixes.get(parts[2])
  return factor === undefined ? null : (plain(parts[1]) * factor) / unit
}

/** As in C, a zero in front makes it octal. */
function plain(text: string): number {
  if (text.startsWith('-')) return -plain(text.slice(1))
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text)
}

/** How the numbers of a field are written. */
export type Notation = {
  /** Seconds that 1 stands for, of durations; null: a plain number. */
  unit: number | null
  numbers: ((name: string) => number | undefined) | undefined
  isBoolean: boolean
}

/** A number or, where `ranges` may stand, `low-high` and `low..high`. Throws ExpressionError. */
export function numberInterval(value: Literal, notation: Notation, ranges: boolean): Interval {
  const one = single(value.text, notation)
  if (one !== null) return [one, one]
  const parts = RANGE.exec(value.text)
  if (parts !== null) {
    const low = single(parts[1], notation)
    const high = single(parts[2], notation)
    if (low !== null && high !== null) {
      if (!ranges) throw new ExpressionError('A range stands only behind == and !=', value.from, value.to, ['a number'])
      return ordered(low, high, value)
    }
  }
  const what = notation.unit !== null ? 'duration' : notation.isBoolean ? 'truth value' : 'number'
  const expected = notation.unit !== null ? ['0.5', '250ms'] : notation.isBoolean ? ['1', '0'] : ['80', '0x50', '10k']
  throw new ExpressionError(`\`${value.text}\` is no ${what}`, value.from, value.to, expected)
}

/** Refuses a range that is the wrong way round. */
export function ordered(low: number, high: number, at: { from: number; to: number }): Interval {
  if (low > high) throw new ExpressionError('This range ends before it begins', at.from, at.to)
  return [low, high]
}

function single(text: string, { unit, numbers, isBoolean }: Notation): number | null {
  const named = numbers?.(text.toLowerCase())
  if (named !== undefined) return named
  if (isBoolean && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? 1 : 0
  return unit === null ? numberOf(text) : durationOf(text, unit)
}
