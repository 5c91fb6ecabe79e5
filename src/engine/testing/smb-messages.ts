import { bytesOf, hex, u16 } from './frames.ts'
import type { Line } from './scene.ts'

/** Messages of SMB 2 ([MS-SMB2] section 2.2) and of SMB 1 ([MS-CIFS] section 2.2.3.1), in NetBIOS session messages. */
const le16 = (n: number) => [n & 255, n >>> 8]
const le32 = (n: number) => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24]
const wide = (text: string) => Uint8Array.from(text.split('').flatMap((letter) => [letter.charCodeAt(0), 0]))
const nbss = (message: Uint8Array) => bytesOf([0, 0], u16(message.length), message)

type Header = { command: number; message: number; tree?: number; status?: number; response?: boolean }

function smb2({ command, message, tree = 0, status = 0, response = false }: Header, body: Uint8Array): Uint8Array {
  return nbss(
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
}

const [SESSION_SETUP, TREE_CONNECT, CREATE] = [1, 3, 5]
export const LOGON_FAILURE = 0xc000006d

export function treeConnect(message: number, path: string): Line {
  const body = bytesOf([9, 0, 0, 0], le16(72), le16(path.length * 2), wide(path))
  return ['c', smb2({ command: TREE_CONNECT, message }, body)]
}

export function create(message: number, tree: number, access: number, name: string): Line {
  const body = bytesOf(
    [57, 0, ...new Uint8Array(22)],
    le32(access),
    new Uint8Array(16),
    le16(120),
    le16(name.length * 2),
    new Uint8Array(8),
    wide(name),
  )
  return ['c', smb2({ command: CREATE, message, tree }, body)]
}

export function answer(command: 'treeConnect' | 'create', message: number, tree: number, status = 0): Line {
  const number = command === 'create' ? CREATE : TREE_CONNECT
  const body = bytesOf([16, 0], new Uint8Array(14))
  return ['s', smb2({ command: number, message, tree, status, response: true }, body)]
}

/** The third message of NTLM ([MS-NLMP] section 2.2.1.3) in a session setup, and its answer. */
export function sessionSetup(message: number, user: string, status: number): Line[] {
  const name = wide(user)
  const field = (length: number, offset: number) => [...le16(length), ...le16(length), ...le32(offset)]
  const ntlm = bytesOf(
    'NTLMSSP\0',
    le32(3),
    field(24, 64 + name.length),
    field(24, 64 + name.length),
    field(0, 64),
    field(name.length, 64),
    field(0, 64),
    field(0, 64),
    le32(1),
    name,
    new Uint8Array(24).fill(7),
  )
  const request = bytesOf([25, 0, 0, 1], le32(0), le32(0), le16(88), le16(ntlm.length), new Uint8Array(8), ntlm)
  return [
    ['c', smb2({ command: SESSION_SETUP, message }, request)],
    ['s', smb2({ command: SESSION_SETUP, message, status, response: true }, hex('0900000000000000 00'))],
  ]
}

/** SMB 1's session setup, and a tree connect. */
export function smb1Session(): Line[] {
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
  return [
    ['c', smb1(0x73, Array.from(new Uint8Array(26)), new Uint8Array(20))],
    ['s', smb1(0x73, [0xff, 0, 0, 0, 0, 0], new Uint8Array(0), true)],
  ]
}
