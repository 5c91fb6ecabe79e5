import type { CaptureTables } from '../tables/capture-tables.ts'
import { type Field, isOpenLog } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { occurringValues } from './occurring-values.ts'
import { Scanner, type Token } from './scanner.ts'
import { ExpressionError } from './syntax.ts'

/** What may stand at a place: `text` replaces the characters [from, to) of Completions. */
export type Completion = {
  text: string
  kind: 'field' | 'operator' | 'value' | 'word'
  meaning: string
  /** Of values: packets, or sessions, that have it. */
  count?: number
}

export type Completions = { from: number; to: number; options: Completion[] }

/** How many are offered. */
const MOST = 50

const NUMBERS = ['==', '!=', '<', '<=', '>', '>=', 'in']
const OPERATORS: Readonly<Record<Field['type'], readonly string[]>> = {
  presence: [],
  number: NUMBERS,
  boolean: ['==', '!='],
  text: ['==', '!=', 'contains', 'matches', 'in'],
  address: ['==', '!=', 'in'],
  bytes: ['==', '!=', 'contains', 'matches'],
  mac: ['==', '!=', 'contains', 'in'],
  time: NUMBERS,
  duration: NUMBERS,
}
const MEANINGS: Readonly<Record<string, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  in: 'is one of {80, 443, 8000..8100}',
  contains: 'has this in it',
  matches: 'fits the pattern, upper and lower case the same',
  and: 'both',
  or: 'either',
  xor: 'one of both',
  not: 'the opposite',
}

const COMPARISONS = new Set(
  '== = != === !== < <= > >= ~ eq ne lt le gt ge contains matches in all_eq all_ne any_eq any_ne'.split(' '),
)
const CONNECTIVES = new Set(['&&', '&', '||', '|', '^^', 'and', 'or', 'xor'])
const FUNCTIONS = new Set(['lower', 'upper', 'len', 'count'])

type Place = 'field' | 'operator' | 'value' | 'after'

/** What may stand at a position of an expression that need not be whole. */
export function completionsAt(
  text: string,
  position: number,
  registry: FieldRegistry,
  tables: CaptureTables,
): Completions {
  const { place, field, token } = contextOf(text.slice(0, position), registry)
  const from = token?.from ?? position
  const part = text.slice(from, position)
  const to = Math.max(position, endOfWord(text, position, token))
  const options = {
    field: () => [...fieldOptions(part, registry, tables), ...words(['not'], part)],
    operator: () => [...operatorOptions(field, part), ...words(['and', 'or', 'xor'], part)],
    value: () => valueOptions(field, part.replace(/^["']/, ''), tables),
    after: () => words(['and', 'or', 'xor'], part),
  }[place]()
  return { from, to, options: options.slice(0, MOST) }
}

type Context = { place: Place; field: Field | undefined; token: Token | null }

/** What stands at the end of the text: the place, the field that is compared, and the word that has begun there. */
function contextOf(text: string, registry: FieldRegistry): Context {
  const scanner = new Scanner(text)
  let place: Place = 'field'
  let field: Field | undefined
  let isList = false
  for (;;) {
    const token = nextToken(scanner, place)
    if (token.kind === 'end') return { place, field, token: null }
    if (token.kind !== 'symbol' && token.to === text.length) return { place, field, token }
    const word = token.text.toLowerCase()
    if (place === 'value') {
      if (token.kind === 'symbol') {
        const opens: boolean = '[{]'.includes(token.text) && !isList
        if (!opens && token.text !== ',') place = 'after'
        isList = opens || token.text === ','
      } else if (!isList) place = 'after'
    } else if (CONNECTIVES.has(word)) place = 'field'
    else if (place === 'field') {
      if (token.kind === 'word' && word !== 'not' && word !== 'any' && word !== 'all' && !FUNCTIONS.has(word)) {
        field = registry.find(token.text)
        place = 'operator'
      }
    } else if (place === 'operator' && COMPARISONS.has(word)) place = 'value'
  }
}

/** A string without its end reaches to the end of the text: it is being typed. */
function nextToken(scanner: Scanner, place: Place): Token {
  const from = scanner.position
  try {
    return place === 'value' ? scanner.value() : scanner.next()
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { kind: 'string', text: scanner.text.slice(from), from, to: scanner.text.length }
  }
}

/** The whole word is replaced, also what stands behind the position. */
function endOfWord(text: string, position: number, token: Token | null): number {
  if (token?.kind !== 'word') return position
  const rest = /^[^\s()[\]{},"'&|<>=!^]*/.exec(text.slice(position))
  return position + (rest?.[0].length ?? 0)
}

function fieldOptions(part: string, registry: FieldRegistry, tables: CaptureTables): Completion[] {
  const wanted = part.toLowerCase()
  const found: { option: Completion; rank: number }[] = []
  for (const { name, aliases, meaning, log } of registry.all()) {
    if (!isOpenLog(log, tables)) continue
    for (const text of [name, ...aliases]) {
      const at = text.toLowerCase().indexOf(wanted)
      if (at < 0) continue
      const rank = (at === 0 ? 0 : text[at - 1] === '.' ? 2 : 4) + (text === name ? 0 : 1)
      found.push({ option: { text, kind: 'field', meaning }, rank })
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.option.text.length - b.option.text.length)
    .map(({ option }) => option)
}

function operatorOptions(field: Field | undefined, part: string): Completion[] {
  const operators = field === undefined ? OPERATORS.text : OPERATORS[field.type]
  return operators
    .filter((text) => text.startsWith(part.toLowerCase()))
    .map((text) => ({ text, kind: 'operator', meaning: MEANINGS[text] }))
}

function valueOptions(field: Field | undefined, part: string, tables: CaptureTables): Completion[] {
  if (field === undefined) return []
  const values: Completion[] = occurringValues(field, part, tables, MOST - 1).map(({ text, count }) => ({
    text,
    kind: 'value',
    meaning: '',
    count,
  }))
  return 'exists!'.startsWith(part.toLowerCase())
    ? [...values, { text: 'EXISTS!', kind: 'word', meaning: 'there is a value' }]
    : values
}

function words(list: readonly string[], part: string): Completion[] {
  return list
    .filter((text) => text.startsWith(part.toLowerCase()))
    .map((text) => ({ text, kind: 'word', meaning: MEANINGS[text] }))
}
