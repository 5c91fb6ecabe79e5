import { expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { bytesOf } from '../testing/frames.ts'
import { type Segment, tcpLayers } from '../testing/tcp-layers.ts'
import { httpExecutable } from './http-executable.ts'
import { mimeMismatch } from './mime-mismatch.ts'

const ELF = bytesOf('\x7fELF', new Uint8Array(60))
const OLE = bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], new Uint8Array(60))
const PNG = bytesOf([0x89], 'PNG\r\n\x1a\n', new Uint8Array(20))
const PAGE = bytesOf('<!doctype html><title>x</title>')

const fetched = (name: string, type: string, body: Uint8Array): Segment[] => [
  ['c', `GET /a/${name} HTTP/1.1\r\nHost: x.example\r\n\r\n`],
  ['s', bytesOf(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`, body)],
]
const run = (...segments: Segment[]) => {
  const { tables } = tcpLayers(segments, 80)
  const withSessions = (detection: typeof httpExecutable) =>
    detection
      .detect(tables, null, { files: 1 })
      .map((finding) => ({ ...finding, sessions: evidenceSessions(tables, finding.evidence) }))
  return { executables: withSessions(httpExecutable), mismatches: withSessions(mimeMismatch) }
}

test('a program as a program is an executable, and no mismatch', () => {
  const { executables, mismatches } = run(...fetched('tool', 'application/octet-stream', ELF))
  expect(mismatches).toEqual([])
  expect(executables).toEqual([
    {
      severity: 'medium',
      confidence: 'certain',
      title: '198.51.100.2 sends an ELF program: tool',
      src: ['198.51.100.2'],
      dst: ['192.0.2.1'],
      count: 1,
      first: '1700000000.004000000',
      last: '1700000000.004000000',
      evidence: 'files.mime_type == "application/x-executable" and id.resp_h == 198.51.100.2',
      why: {
        files: 1,
        files_threshold: 1,
        first_bytes: 'application/x-executable',
        names: 'tool',
        bytes: 64,
      },
      sessions: [1],
    },
  ])
})

test('a program as a picture is a mismatch of severity high', () => {
  const { mismatches } = run(...fetched('logo.png', 'image/png', ELF))
  expect(mismatches).toMatchObject([
    {
      severity: 'high',
      title: '198.51.100.2 says image/png and sends application/x-executable',
      evidence:
        'files.mime_type == "application/x-executable" and files.declared_type == "image/png" and id.resp_h == 198.51.100.2',
      sessions: [1],
    },
  ])
})

test.each([
  ['a picture as another picture', 'a.jpg', 'image/jpeg', PNG],
  ['what has no telling first bytes', 'a.css', 'text/css', bytesOf('body { color: red }')],
  ['a type that says nothing', 'a', 'application/octet-stream', PNG],
  ['a page', 'a.html', 'text/html', PAGE],
])('%s is neither', (_, name, type, body) => {
  expect(run(...fetched(name, type, body))).toEqual({ executables: [], mismatches: [] })
})

test('Office files count where they can hold macros', () => {
  expect(run(...fetched('bill.doc', 'application/msword', OLE)).executables).toMatchObject([
    { severity: 'low', title: '198.51.100.2 sends an Office file that may have macros: bill.doc' },
  ])
  expect(run(...fetched('setup.msi', 'application/octet-stream', OLE)).executables).toEqual([])
})

test('a page where a picture was asked for is information', () => {
  expect(run(...fetched('a.png', 'image/png', PAGE)).mismatches).toMatchObject([{ severity: 'info' }])
})
