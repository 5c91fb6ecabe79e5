import { expect, test } from 'vitest'
import { bytesOf, hex, u16 } from '../testing/frames.ts'
import { type Segment, tcpLayers } from '../testing/tcp-layers.ts'
import { rowsOf } from './list.ts'
import { smbActions } from './smb-actions.ts'

const le16 = (n: number) => [n & 255, n >>> 8]
const le32 = (n: number) => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24]
const wide = (text: string) => Uint8Array.from(text.split('').flatMap((letter) => [letter.charCodeAt(0), 0]))
const nbss = (message: Uint8Array) => bytesOf([0, 0], u16(message.length), message)

type Header = { command: number; message: number; tree?: number; status?: number; response?: boolean }

/** [MS-SMB2] section 2.2.1.2 */
const smb2 = ({ command, message, tree = 0, status = 0, response = false }: Header, body: Uint8Array) =>
  nbss(
    bytesOf(
      hex('fe534d42 4000 0000'),
      le32(status),
      [...le16(command), 1, 0],
      le32(response ? 1 : 0),
      le32(0),
      le32(message),
      le32(0),
      le32(0),
      le32(tree),
      new Uint8Array(24),
      body,
    ),
  )
const treeConnect = (message: number, path: string): Segment => [
  'c',
  smb2({ command: 3, message }, bytesOf([9, 0, 0, 0], le16(72), le16(path.length * 2), wide(path))),
]
const create = (message: number, tree: number, access: number, name: string): Segment => [
  'c',
  smb2(
    { command: 5, message, tree },
    bytesOf(
      [57, 0, ...new Uint8Array(22)],
      le32(access),
      new Uint8Array(16),
      le16(120),
      le16(name.length * 2),
      new Uint8Array(8),
      wide(name),
    ),
  ),
]
const answer = (command: number, message: number, tree: number, status = 0): Segment => [
  's',
  smb2({ command, message, tree, status, response: true }, bytesOf([16, 0], new Uint8Array(14))),
]
const actions = (...segments: Segment[]) =>
  rowsOf(smbActions(tcpLayers(segments, 445).tables, null)).map(({ version, action, path, name, granted }) => [
    version,
    action,
    path,
    name,
    granted,
  ])

test('SMB 2: shares with their answers, pipes, files that are written; not those that are read', () => {
  expect(
    actions(
      treeConnect(1, '\\\\srv\\ADMIN$'),
      answer(3, 1, 7),
      create(2, 7, 0x120196, 'temp\\x.exe'),
      answer(5, 2, 7),
      create(3, 7, 0x120089, 'read.txt'),
      treeConnect(4, '\\\\srv\\IPC$'),
      answer(3, 4, 9),
      create(5, 9, 0x120089, 'svcctl'),
      treeConnect(6, '\\\\srv\\C$'),
      answer(3, 6, 0, 0xc0000022),
      treeConnect(7, '\\\\srv\\ADMIN$'),
    ),
  ).toEqual([
    [2, 'TREE_CONNECT', '\\\\srv\\ADMIN$', null, true],
    [2, 'OPEN', '\\\\srv\\ADMIN$', 'temp\\x.exe', true],
    [2, 'TREE_CONNECT', '\\\\srv\\IPC$', null, true],
    [2, 'OPEN', '\\\\srv\\IPC$', 'svcctl', null],
    [2, 'TREE_CONNECT', '\\\\srv\\C$', null, false],
  ])
})

/** [MS-CIFS] section 2.2.3.1; Unicode. */
const smb1 = (command: number, words: number[], data: Uint8Array, response = false) =>
  nbss(
    bytesOf(
      hex('ff534d42'),
      [command],
      le32(0),
      [response ? 0x80 : 0],
      le16(0x8000),
      new Uint8Array(12),
      le16(3),
      le16(1),
      le16(0),
      le16(5),
      [words.length / 2],
      words,
      le16(data.length),
      data,
    ),
  )

test('SMB 1: sessions, shares, and pipes of the IPC share', () => {
  const path = bytesOf([0], wide('\\\\srv\\IPC$\0'), '?????\0')
  const open = [0xff, 0, 0, 0, 0, ...le16(14), ...le32(0), ...le32(0), ...le32(3), ...new Uint8Array(29)]
  expect(
    actions(
      ['c', smb1(0x73, Array.from(new Uint8Array(26)), new Uint8Array(20))],
      ['c', smb1(0x75, [0xff, 0, 0, 0, 0, 0, ...le16(1)], bytesOf([0], path.slice(1)))],
      ['s', smb1(0x75, [0xff, 0, 0, 0, 0, 0], new Uint8Array(0), true)],
      ['c', smb1(0xa2, open, bytesOf([0], wide('\\svcctl\0')))],
    ),
  ).toEqual([
    [1, 'SESSION_SETUP', null, null, null],
    [1, 'TREE_CONNECT', '\\\\srv\\IPC$', null, true],
    [1, 'OPEN', '\\\\srv\\IPC$', '\\svcctl', null],
  ])
})
