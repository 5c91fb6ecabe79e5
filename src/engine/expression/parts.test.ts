import { expect, test } from 'vitest'
import { parseExpression } from './parse.ts'
import { partsOf } from './parts.ts'

const parts = (text: string) => partsOf(parseExpression(text), text)
const texts = (text: string) => parts(text).map((part) => part.text)

test('conditions joined by and are parts, in any spelling and through parentheses', () => {
  expect(texts('tcp')).toEqual(['tcp'])
  expect(texts('tcp.port == 80 and  ip.addr==10.0.0.0/8 && not dns')).toEqual([
    'tcp.port == 80',
    'ip.addr==10.0.0.0/8',
    'not dns',
  ])
  expect(texts('(tcp and udp) and (dns and (tls))')).toEqual(['tcp', 'udp', 'dns', '(tls)'])
})

test('and binds tighter than or: what or joins is one part, loose without parentheses of its own', () => {
  expect(parts('tcp or udp and dns')).toEqual([{ text: 'tcp or udp and dns', loose: true }])
  expect(parts('(tcp or udp) and dns')).toEqual([
    { text: '(tcp or udp)', loose: false },
    { text: 'dns', loose: false },
  ])
  expect(parts('(tcp) or (udp)')).toEqual([{ text: '(tcp) or (udp)', loose: true }])
  expect(parts('not (tcp and udp)')).toEqual([{ text: 'not (tcp and udp)', loose: false }])
  expect(parts('(tcp) xor udp')).toEqual([{ text: '(tcp) xor udp', loose: true }])
})

test('a thousand conditions are a thousand parts', () => {
  const ports = Array.from({ length: 1000 }, (_, port) => `tcp.port != ${port}`)
  expect(texts(ports.join(' and '))).toEqual(ports)
})
