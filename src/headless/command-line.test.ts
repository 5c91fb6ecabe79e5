import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandOf, expressionProblem, filesIn } from './command-line.ts'
import { DEFAULT_SECTIONS } from './document.ts'

test('without options every file is a document of all sections that are compared', () => {
  expect(commandOf(['a.pcap', 'b.pcap'])).toEqual({
    sections: DEFAULT_SECTIONS,
    isTogether: false,
    paths: ['a.pcap', 'b.pcap'],
  })
  const compared = 'certificates conversations dns endpoints frame_protocols hierarchy http protocols status tcp tls'
  expect(DEFAULT_SECTIONS.toSorted()).toEqual(compared.split(' '))
})

test('options may stand anywhere', () => {
  const command = { sections: ['dns', 'tls'], isTogether: true, paths: ['a.pcap', 'b.pcap'] }
  expect(commandOf(['--sections', 'dns,tls', '--together', 'a.pcap', 'b.pcap'])).toEqual(command)
  expect(commandOf(['a.pcap', 'b.pcap', '--together', '--sections=dns,tls'])).toEqual(command)
  expect(commandOf(['--help', 'a.pcap'])).toBeNull()
  expect(commandOf(['a.pcap', '--expression', 'dns && udp'])?.expression).toBe('dns && udp')
  expect(commandOf(['a.pcap', '--fields', 'ip.ttl,tcp.len'])?.fields).toEqual(['ip.ttl', 'tcp.len'])
})

test('the problem of an expression is shown below it', () => {
  const problem = { message: 'There is no field `dsn`', from: 4, to: 7, expected: ['dns'] }
  expect(expressionProblem('ip&&dsn', problem)).toBe('There is no field `dsn`\n  ip&&dsn\n      ^^^\nexpected: dns')
})

test('what it does not know is an error that names it', () => {
  expect(() => commandOf(['--columns', 'ip.ttl', 'a.pcap'])).toThrow("'--columns'")
  expect(() => commandOf(['--sections', 'dns,modbus', 'a.pcap'])).toThrow("no section 'modbus'")
  expect(() => commandOf(['--sections', 'toString', 'a.pcap'])).toThrow("no section 'toString'")
  expect(() => commandOf(['--together'])).toThrow('no file')
})

test('a folder stands for the files in it, a missing file for itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capscope-folder-'))
  mkdirSync(join(folder, 'inner'))
  for (const name of ['b.pcap', 'a.pcap', 'inner/c.pcap']) writeFileSync(join(folder, name), '')
  expect(filesIn([folder, 'none.pcap'])).toEqual([
    join(folder, 'a.pcap'),
    join(folder, 'b.pcap'),
    join(folder, 'inner/c.pcap'),
    'none.pcap',
  ])
  rmSync(folder, { recursive: true })
})
