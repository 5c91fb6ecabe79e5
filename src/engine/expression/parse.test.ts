import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpression } from './parse.ts'
import type { Term } from './terms.ts'
import { type Expression, ExpressionError, type FieldReference, type Value } from './syntax.ts'

function fieldText({ name, functions, slice, quantifier }: FieldReference): string {
  const slices = slice?.map(({ start, length }) => `${start}+${length ?? ''}`).join(',')
  let text = slices === undefined ? name : `${name}[${slices}]`
  for (const word of functions) text = `${word}(${text})`
  return quantifier === null ? text : `${quantifier} ${text}`
}

function valueText(value: Value): string {
  switch (value.kind) {
    case 'word':
      return value.text
    case 'string':
      return JSON.stringify(value.text)
    case 'regex':
      return `/${value.text}/`
    case 'list': {
      const items = value.items.map(({ value: one, upper }) =>
        upper === null ? valueText(one) : `${valueText(one)}..${valueText(upper)}`,
      )
      return `${value.all ? 'all' : 'any'}(${items.join(' ')})`
    }
    default:
      return value.kind
  }
}

/** The tree with all its parentheses. */
function treeText(expression: Expression): string {
  switch (expression.kind) {
    case 'exists':
      return `${expression.marked ? '?' : ''}${fieldText(expression.field)}`
    case 'not':
      return `(not ${treeText(expression.operand)})`
    case 'compare':
      return `(${fieldText(expression.field)} ${expression.operator} ${valueText(expression.value)})`
    case 'computed': {
      const { left, operator, right } = expression
      return right === null ? `(${termText(left)} is not 0)` : `(${termText(left)} ${operator} ${termText(right)})`
    }
    default:
      return `(${treeText(expression.left)} ${expression.kind} ${treeText(expression.right)})`
  }
}

function termText(term: Term): string {
  switch (term.kind) {
    case 'field':
      return fieldText(term.field)
    case 'value':
      return term.value.text
    case 'minus':
      return `-${termText(term.operand)}`
    case 'call':
      return `${term.name}(${term.operands.map(termText).join(', ')})`
    default:
      return `{${termText(term.left)} ${term.operator} ${termText(term.right)}}`
  }
}

test.each([
  ['a', 'a'],
  ['a and b or c', '((a and b) or c)'],
  ['a or b and c', '(a or (b and c))'],
  ['a or b xor c and d', '(a or (b xor (c and d)))'],
  ['a or b or c', '((a or b) or c)'],
  ['!a and b', '((not a) and b)'],
  ['!(a and b)', '(not (a and b))'],
  ['not a == 1', '(not (a == 1))'],
  ['a == 1 and b', '((a == 1) and b)'],
  ['a==1&&b==2', '((a == 1) and (b == 2))'],
  ['a & b', '(a and b)'],
  ['a & 0x2', '(a & 0x2)'],
  ['a & 2b', '(a and 2b)'],
  ['tcp.len + 20 == 40', '({tcp.len + 20} == 40)'],
  ['a.b + 1 * 2 & 3 == 4 and c', '(({{a.b + {1 * 2}} & 3} == 4) and c)'],
  ['tcp.flags & 0x12 == 0x02', '({tcp.flags & 0x12} == 0x02)'],
  ['{tcp.flags & 0x12} == 0x02 || b', '(({tcp.flags & 0x12} == 0x02) or b)'],
  ['tcp.srcport == 400 + 43', '(tcp.srcport == {400 + 43})'],
  ['max(tcp.srcport, tcp.dstport) > 1000', '(max(tcp.srcport, tcp.dstport) > 1000)'],
  ['abs(a.b) == -1', '(abs(a.b) == -1)'],
  ['-a.b < 0', '(-a.b < 0)'],
  ['frame.len % 2', '({frame.len % 2} is not 0)'],
  ['string(ip.src) contains "1"', '(string(ip.src) contains 1)'],
  ['a.b == len(c.d)', '(a.b == len(c.d))'],
  ['a = 1', '(a == 1)'],
  ['a eq 1', '(a == 1)'],
  ['a === 1', '(a === 1)'],
  ['a all_ne 1', '(a != 1)'],
  ['a any_ne 1', '(a !== 1)'],
  ['a ~ "x"', '(a matches "x")'],
  ['a CONTAINS b', '(a contains b)'],
  ['a == EXISTS!', '?a'],
  ['a == exists!', '?a'],
  ['a != EXISTS!', '(not ?a)'],
  ['a == EXISTS', '(a == EXISTS)'],
  ['a == "EXISTS!"', '(a == "EXISTS!")'],
  ['a in {1, 2..3}', '(a == any(1 2..3))'],
  ['a in {1 2}', '(a == any(1 2))'],
  ['a not in {1}', '(not (a == any(1)))'],
  ['a == [x,"y z",/w/]', '(a == any(x "y z" /w/))'],
  ['a == ]x,y[', '(a == all(x y))'],
  ['a == "q\\"q\\\\q\\n\\x41\\101"', '(a == "q\\"q\\\\q\\nAA")'],
  ['a == r"q\\n\\""', '(a == "q\\\\n\\"")'],
  ['a == /b/', '(a == /b/)'],
  ['a == /b\\/c\\.d/', '(a == /b/c\\.d/)'],
  ['a == /b/c', '(a == /b/c)'],
  ['a == /b c/', '(a == /b c/)'],
  ['a == 10.0.0.0/8', '(a == 10.0.0.0/8)'],
  ['a[0:3] == b', '(a[0+3] == b)'],
  ['a[2-5] == b', '(a[2+4] == b)'],
  ['a[4] == b', '(a[4+1] == b)'],
  ['a[:2] == b', '(a[0+2] == b)'],
  ['a[-3:] == b', '(a[-3+] == b)'],
  ['a[0,2:1] == b', '(a[0+1,2+1] == b)'],
  ['lower(a) == b', '(lower(a) == b)'],
  ['len(lower(a)) == 3', '(len(lower(a)) == 3)'],
  ['len == 3', '(len == 3)'],
  ['any a == 1', '(any a == 1)'],
  ['all a[0] == 1', '(all a[0+1] == 1)'],
  ['all == 1', '(all == 1)'],
])('%s', (text, tree) => {
  expect(treeText(parseExpression(text))).toBe(tree)
})

test('parts know where they stand', () => {
  expect(parseExpression(' a == 1  or  !(b) ')).toMatchObject({
    from: 1,
    to: 17,
    left: { from: 1, to: 7, field: { from: 1, to: 2 }, value: { from: 6, to: 7 } },
    right: { from: 13, to: 17, operand: { from: 14, to: 17 } },
  })
  expect(parseExpression('eth.src[0:3]  == 00')).toMatchObject({ field: { from: 0, to: 12 } })
  expect(parseExpression('len( a ) == 3')).toMatchObject({ field: { from: 0, to: 8 } })
  expect(parseExpression('a in {1..22}')).toMatchObject({
    value: { from: 5, to: 12, items: [{ value: { from: 6, to: 7 }, upper: { from: 9, to: 11 } }] },
  })
})

/** What parseExpression does: null, or the error. Anything else thrown fails. */
function refusal(text: string): ExpressionError | null {
  try {
    parseExpression(text)
    return null
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
}

test('deep nesting is refused, not run into', () => {
  expect(refusal(`${'('.repeat(150)}a${')'.repeat(150)}`)).toBeNull()
  for (const open of ['(', '!', 'not ', 'len(', 'any '])
    expect(refusal(open.repeat(40_000).slice(0, 99_999))?.message, open).toBe('Nested more than 200 deep')
  expect(refusal('a&&'.repeat(999) + 'a')).toBeNull()
  expect(refusal('a&&'.repeat(33_000) + 'a')?.message).toBe('More than 1000 conditions')
  expect(refusal('a'.repeat(100_001))?.message).toBe('This expression is too long')
})

test('whatever is typed, only ExpressionErrors come, with a place inside the text, soon', () => {
  const symbols = '( ) [ ] { } ! && || & == != < " \' / \\ , .. r"'.split(' ')
  const others = [
    'a',
    'ip.addr',
    'not',
    'in',
    'and',
    'any',
    'len',
    'EXISTS!',
    '10.0.0.0/8',
    '0x1',
    'é',
    '\0',
    '\n',
    '🎈',
    ' ',
  ]
  const pieces = fc.constantFrom(...symbols, ...others)
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const error = refusal(text)
      if (error === null) return
      expect(error.from).toBeGreaterThanOrEqual(0)
      expect(error.from).toBeLessThanOrEqual(error.to)
      expect(error.to).toBeLessThanOrEqual(text.length + 1)
      expect(error.message).not.toBe('')
    }),
    { numRuns: 2000 },
  )
  for (const piece of ['/a ', '"', '(', 'a==/b ', 'a[', 'a in {', '\\', 'a&', 'not in ', ' ', '((a)&&'])
    for (const size of [10_000, 99_990]) {
      const text = piece.repeat(size / piece.length)
      const began = performance.now()
      refusal(text)
      expect(performance.now() - began, piece).toBeLessThan(500)
    }
})
