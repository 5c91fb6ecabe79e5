import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { completionsAt } from './completion.ts'
import { FieldRegistry } from './field-registry.ts'

const tables = tablesFromText(`
0 74 eth:ip:udp:dns 02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:5000>10.0.0.53:53 service=dns
1 74 eth:ip:udp:dns 02:00:00:00:00:02>02:00:00:00:00:01 10.0.0.53:53>10.0.0.1:5000
2 60 eth:ip:tcp     02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4000>192.0.2.7:443
3 60 eth:ip:tcp     02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4001>192.0.2.7:443
dns protocol=dns queryFrame=1 responseFrame=2 query=b.example queryType=1 rcode=0
dns protocol=dns queryFrame=1 responseFrame=2 query="a b" queryType=1 rcode=0
`)
const registry = new FieldRegistry(tables.protocolNames)

/** The options at `|`; what they replace in brackets. */
function options(marked: string, most = 3): string[] {
  const position = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { from, to, options: found } = completionsAt(text, position, registry, tables)
  const counted = found.map((one) => (one.count === undefined ? one.text : `${one.text} ×${one.count}`))
  return [`[${text.slice(from, to)}]`, ...counted.slice(0, most)]
}

test('fields, those that begin so first', () => {
  expect(options('tcp.p|')).toEqual(['[tcp.p]', 'tcp.port'])
  expect(options('orig_b|')).toEqual(['[orig_b]', 'orig_bytes'])
  expect(options('dns && ip.s|rc', 1)).toEqual(['[ip.src]', 'ip.src'])
  expect(options('(srcport|', 2)).toEqual(['[srcport]', 'tcp.srcport', 'udp.srcport'])
  expect(options('lower(http.ho|', 1)).toEqual(['[http.ho]', 'http.host'])
  expect(options('no|', 9)).toContain('not')
  expect(options('|', 1)).toHaveLength(2)
})

test('operators of the type, and words behind a condition', () => {
  expect(options('tcp.port |', 9)).toEqual(['[]', '==', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or'])
  expect(options('http.host con|')).toEqual(['[con]', 'contains'])
  expect(options('dns |')).toEqual(['[]', 'and', 'or', 'xor'])
  expect(options('ip.src == 10.0.0.1 |')).toEqual(['[]', 'and', 'or', 'xor'])
  expect(options('tcp.port in {80} o|')).toEqual(['[o]', 'or'])
  expect(options('(dns) a|')).toEqual(['[a]', 'and'])
})

test('values that occur, most frequent first, quoted where they must be', () => {
  expect(options('ip.addr == |', 4)).toEqual(['[]', '10.0.0.1 ×4', '10.0.0.53 ×2', '192.0.2.7 ×2', 'EXISTS!'])
  expect(options('ip.src == 10.0.0.5|', 9)).toEqual(['[10.0.0.5]', '10.0.0.53 ×1'])
  expect(options('id.resp_h == |', 2)).toEqual(['[]', '192.0.2.7 ×2', '10.0.0.53 ×1'])
  expect(options('query == |', 2)).toEqual(['[]', '"a b" ×1', 'b.example ×1'])
  expect(options('query == "a|', 2)).toEqual(['["a]', '"a b" ×1', 'b.example ×1'])
  expect(options('tcp.port in {443, 40|', 9)).toEqual(['[40]', '4000 ×1', '4001 ×1'])
  expect(options('protocols == t|', 9)).toEqual(['[t]', 'tcp ×2', 'eth ×4'])
  expect(options('service == d|', 9)).toEqual(['[d]', 'dns ×1'])
  expect(options('frame.time > |', 9)).toEqual(['[]', 'EXISTS!'])
  expect(options('nothing == |', 9)).toEqual(['[]'])
})
