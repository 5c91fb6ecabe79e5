import { expect, test } from 'vitest'
import { exportName } from './file-name.ts'

const files = (...names: string[]) => names.map((name) => ({ name }))

test.each([
  [files('intrusion.pcap'), {}, '', 'pcapng', 'intrusion.pcapng'],
  [files('a/b/office.pcapng.gz'), { expression: 'tcp.port == 443' }, '', 'pcap', 'office tcp.port == 443.pcap'],
  [files('a.pcap', 'b.pcap', 'c.pcap'), {}, 'sessions', 'csv', 'a and 2 more sessions.csv'],
  [files('x.pcap'), { expression: '../../"etc"|rm -rf ~;' }, '', 'pcap', 'x _.._etc_rm -rf.pcap'],
  [files('..pcap'), {}, '', 'pcap', 'capture.pcap'],
  [[], {}, 'dns', 'csv', 'capture dns.csv'],
  [
    files('x.pcap'),
    { timeRange: { from: '1700000000.123456789', to: 1700000060 } },
    '',
    'pcap',
    'x 20231114T221320Z-20231114T221420Z.pcap',
  ],
])('%j %j', (given, selection, what, extension, name) => {
  expect(exportName(given, selection, what, extension)).toBe(name)
})

test('a long expression is cut', () => {
  expect(exportName(files('x'), { expression: 'a'.repeat(500) }, '', 'pcap')).toHaveLength('x '.length + 60 + 5)
})
