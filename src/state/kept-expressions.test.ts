import { expect, test } from 'vitest'
import {
  exportSaved,
  forgetRecent,
  importSaved,
  keptOf,
  rememberExpression,
  removeSaved,
  saveExpression,
  useKept,
} from './kept-expressions.ts'

test('only what has the right form is taken from a text', () => {
  expect(keptOf('{"recent":["tcp",5,"",null],"saved":[{"name":"a","text":"tcp"},{"name":"b"},[],7]}')).toEqual({
    recent: ['tcp'],
    saved: [{ name: 'a', text: 'tcp' }],
  })
  expect(keptOf('[]')).toEqual({ recent: [], saved: [] })
  expect(keptOf('null')).toEqual({ recent: [], saved: [] })
  expect(keptOf('{"__proto__":{"recent":["x"]}}')).toEqual({ recent: [], saved: [] })
  expect(keptOf(JSON.stringify({ recent: ['x'.repeat(5000)] })).recent).toEqual([])
  expect(() => keptOf('{')).toThrow(SyntaxError)
})

test('the newest comes first, once, and at most thirty are kept', () => {
  for (let i = 0; i < 40; i++) rememberExpression(`tcp.port == ${i}`)
  rememberExpression(' tcp.port == 20 ')
  rememberExpression('  ')
  const { recent } = useKept.getState()
  expect(recent.slice(0, 2)).toEqual(['tcp.port == 20', 'tcp.port == 39'])
  expect(recent.length).toBe(30)
  forgetRecent()
  expect(useKept.getState().recent).toEqual([])
})

test('saved expressions go into a file and come back', () => {
  saveExpression('web', 'tcp.port == 80')
  saveExpression('names', 'dns')
  saveExpression('web', 'tcp.port in {80, 443}')
  const file = exportSaved()
  removeSaved('web')
  removeSaved('names')
  expect(useKept.getState().saved).toEqual([])
  expect(importSaved(file)).toBe(2)
  expect(useKept.getState().saved).toEqual([
    { name: 'web', text: 'tcp.port in {80, 443}' },
    { name: 'names', text: 'dns' },
  ])
})
