import { expect, test } from 'vitest'
import { domainValue, rcodesText } from './domain-columns.tsx'

test('a domain selects itself and what is under it, and nothing that only ends alike', () => {
  expect(domainValue('example.co.uk').condition).toBe('lower(dns.qry.name) matches "(^|[.])example[.]co[.]uk$"')
  const pattern = /matches "(.*)"$/.exec(domainValue('a(b.com').condition ?? '')?.[1] ?? ''
  expect(['a(b.com', 'x.a(b.com', 'xa(b.com', 'a(b.com.net'].map((name) => new RegExp(pattern).test(name))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('response codes by name, with how often each came', () => {
  expect(
    rcodesText({
      rcodes: [
        { rcode: 0, name: 'No error', count: 1200 },
        { rcode: 3, name: 'No such name', count: 2 },
      ],
    }),
  ).toBe('NOERROR 1,200, NXDOMAIN 2')
})
