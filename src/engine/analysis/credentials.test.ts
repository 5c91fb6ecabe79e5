import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, TcpConversation, u16, udpFrame } from '../testing/frames.ts'
import { type Segment, tcpLayers } from '../testing/tcp-layers.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { credentials } from './credentials.ts'
import { rowsOf } from './list.ts'

/** protocol, mechanism, user, secret, accepted, attempts, refused */
const seen = (tables: CaptureTables) =>
  rowsOf(credentials(tables, null)).map(({ protocol, mechanism, user, secret, accepted, attempts, refused }) => [
    protocol,
    mechanism,
    user,
    secret,
    accepted,
    attempts,
    refused,
  ])
const over = (port: number, ...segments: Segment[]) => seen(tcpLayers(segments, port).tables)
const base64 = (text: string) => btoa(text)

test('FTP: USER and PASS, refused and accepted', () => {
  expect(
    over(
      21,
      ['s', '220 ready\r\n'],
      ['c', 'USER ann\r\n'],
      ['s', '331 password\r\n'],
      ['c', 'PASS wrong\r\n'],
      ['s', '530 no\r\n'],
      ['c', 'user ann\r\n'],
      ['s', '331 password\r\n'],
      ['c', 'pass s3 cret\r\n'],
      ['s', '230 in\r\n'],
      ['c', 'PASS s3 cret\r\n'],
    ),
  ).toEqual([
    ['ftp', 'PASS', 'ann', 'wrong', false, 1, 1],
    ['ftp', 'PASS', 'ann', 's3 cret', true, 2, 0],
  ])
})

test('POP3: PASS, APOP, AUTH PLAIN in two steps', () => {
  expect(
    over(
      110,
      ['s', '+OK <1@x>\r\n'],
      ['c', 'USER ann\r\n'],
      ['s', '+OK\r\n'],
      ['c', 'PASS one\r\n'],
      ['s', '-ERR no\r\n'],
      ['c', 'APOP bob c4c9334bac560ecc979e58001b3e22fb\r\n'],
      ['s', '+OK\r\n'],
      ['c', 'AUTH PLAIN\r\n'],
      ['s', '+ \r\n'],
      ['c', `${base64('\0eve\0two')}\r\n`],
      ['s', '+OK\r\n'],
    ),
  ).toEqual([
    ['pop', 'PASS', 'ann', 'one', false, 1, 1],
    ['pop', 'APOP', 'bob', null, true, 1, 0],
    ['pop', 'PLAIN', 'eve', 'two', true, 1, 0],
  ])
})

test('IMAP: LOGIN with atoms and quoted words, AUTHENTICATE; the answer has the tag', () => {
  expect(
    over(
      143,
      ['c', 'a1 LOGIN ann one\r\n'],
      ['s', '* CAPABILITY IMAP4\r\na1 NO wrong\r\n'],
      ['c', 'a2 login "ann b" "o\\"ne"\r\n'],
      ['s', '* OK still\r\na2 OK in\r\n'],
      ['c', 'a3 AUTHENTICATE PLAIN\r\n'],
      ['s', '+ \r\n'],
      ['c', `${base64('\0eve\0two')}\r\n`],
      ['s', 'a3 OK in\r\n'],
    ),
  ).toEqual([
    ['imap', 'LOGIN', 'ann', 'one', false, 1, 1],
    ['imap', 'LOGIN', 'ann b', 'o"ne', true, 1, 0],
    ['imap', 'PLAIN', 'eve', 'two', true, 1, 0],
  ])
})

test('SMTP: AUTH LOGIN and AUTH PLAIN (RFC 4954)', () => {
  expect(
    over(
      25,
      ['c', 'EHLO x\r\n'],
      ['s', '250 AUTH LOGIN PLAIN\r\n'],
      ['c', 'AUTH LOGIN\r\n'],
      ['s', '334 VXNlcm5hbWU6\r\n'],
      ['c', `${base64('ann')}\r\n`],
      ['s', '334 UGFzc3dvcmQ6\r\n'],
      ['c', `${base64('one')}\r\n`],
      ['s', '535 no\r\n'],
      ['c', `AUTH PLAIN ${base64('\0bob\0two')}\r\n`],
      ['s', '235 yes\r\n'],
    ),
  ).toEqual([
    ['smtp', 'LOGIN', 'ann', 'one', false, 1, 1],
    ['smtp', 'PLAIN', 'bob', 'two', true, 1, 0],
  ])
})

test('Telnet: what is typed at the prompts, character by character', () => {
  const typed = (text: string): Segment[] => text.split('').map((letter): Segment => ['c', letter])
  const echoed = (text: string): Segment[] =>
    text.split('').flatMap((letter): Segment[] => [
      ['c', letter],
      ['s', letter],
    ])
  expect(
    over(
      23,
      ['s', Uint8Array.of(255, 253, 24, 255, 250, 24, 1, 255, 240)],
      ['c', Uint8Array.of(255, 251, 24)],
      ['s', '\r\nhost login: '],
      ...echoed('anx'),
      ['c', '\x7f'],
      ['s', '\b \b'],
      ...echoed('n'),
      ['c', '\r\0'],
      ['s', '\r\nPassword: '],
      ...typed('one'),
      ['c', '\r\0'],
      ['s', '\r\n'],
      ['s', 'Login incorrect\r\nhost login: '],
      ['c', 'ann\r\n'],
      ['s', 'Password: '],
      ['c', 'two\r\n'],
      ['s', '\r\nLast login: Sat Nov 21\r\n$ '],
      ['c', 'secret after the log-in\r\n'],
    ),
  ).toEqual([
    ['telnet', 'login', 'ann', 'one', false, 1, 1],
    ['telnet', 'login', 'ann', 'two', true, 1, 0],
  ])
})

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n'
const status = (code: number): Segment => ['s', `HTTP/1.1 ${code} x\r\nContent-Length: 0\r\n\r\n`]

test('HTTP: Basic, Digest, forms', () => {
  expect(
    over(
      80,
      ['c', `${GET}Authorization: Basic ${base64('ann:one:1')}\r\n\r\n`],
      status(401),
      ['c', `${GET}Proxy-Authorization: basic ${base64('bob:two')}\r\n\r\n`],
      status(200),
      ['c', `${GET}Authorization: Digest username="eve", realm="r", uri="/"\r\n\r\n`],
      status(304),
      [
        'c',
        'POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 40\r\n\r\n' +
          'csrf=1&user=a%40b&Password=p+%26q&next=/',
      ],
      status(302),
    ),
  ).toEqual([
    ['http', 'Basic', 'ann', 'one:1', false, 1, 1],
    ['http', 'Basic', 'bob', 'two', true, 1, 0],
    ['http', 'Digest', 'eve', null, true, 1, 0],
    ['http', 'form', 'a@b', 'p &q', null, 1, 0],
  ])
})

test('a form without a password, and one that comes from a server, are no log-ins', () => {
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 16\r\n\r\n'
  expect(over(80, ['c', `POST / HTTP/1.1\r\n${form}user=a&passport=1`])).toEqual([])
  expect(over(80, ['c', `${GET}\r\n`], ['s', `HTTP/1.1 200 x\r\n${form}user=a&passwd=bc`])).toEqual([])
})

test('LDAP: a simple bind (RFC 4513); an anonymous one is none', () => {
  const bind = (name: string, secret: string) => {
    const body = bytesOf([2, 1, 3, 4, name.length], name, [0x80, secret.length], secret)
    const operation = bytesOf([2, 1, 1, 0x60, body.length], body)
    return bytesOf([0x30, operation.length], operation)
  }
  const answer = (code: number) => Uint8Array.of(0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, code, 4, 0, 4, 0)
  expect(
    over(
      389,
      ['c', bind('', '')],
      ['s', answer(0)],
      ['c', bind('cn=ann', 'one')],
      ['s', answer(49)],
      ['c', bind('cn=ann', 'two')],
      ['s', answer(0)],
    ),
  ).toEqual([
    ['ldap', 'simple', 'cn=ann', 'one', false, 1, 1],
    ['ldap', 'simple', 'cn=ann', 'two', true, 1, 0],
  ])
})

test('SNMP: a community once a session, accepted when the agent responds', () => {
  const message = (version: number, community: string, pdu: number) =>
    bytesOf([0x30, 7 + community.length, 2, 1, version, 4, community.length], community, [pdu, 0])
  const there = { sourcePort: 40000, destinationPort: 161 }
  const back = { source: '198.51.100.2', destination: '192.0.2.1', sourcePort: 161, destinationPort: 40000 }
  const { tables } = dissectFrames([
    udpFrame(message(1, 'public', 0xa0), there),
    udpFrame(message(1, 'public', 0xa2), back),
    udpFrame(message(1, 'public', 0xa1), there),
    udpFrame(message(0, 'private', 0xa0), there),
    udpFrame(message(3, 'v3', 0xa0), there),
  ])
  expect(seen(tables)).toEqual([
    ['snmp', 'SNMPv2c', null, 'public', true, 1, 0],
    ['snmp', 'SNMPv1', null, 'private', null, 1, 0],
  ])
})

test('NTLM: user, domain and machine of the third message; SMB2 answers with its status', () => {
  const wide = (text: string) => Uint8Array.from(text.split('').flatMap((letter) => [letter.charCodeAt(0), 0]))
  const le16 = (n: number) => [n & 255, n >>> 8]
  const le32 = (n: number) => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24]
  const at = 64
  const part = (length: number, offset: number) => [...le16(length), ...le16(length), ...le32(offset)]
  const token = bytesOf(
    'NTLMSSP\0',
    le32(3),
    part(0, at),
    part(0, at),
    part(6, at),
    part(8, at + 6),
    part(4, at + 14),
    part(0, at),
    le32(1),
    wide('DOM'),
    wide('anne'),
    wide('PC'),
  )
  const smb2 = (isResponse: boolean, state: number, body: Uint8Array) => {
    const header = bytesOf(
      hex('fe534d42 4000 0000'),
      le32(state),
      [1, 0, 0, 0],
      le32(isResponse ? 1 : 0),
      new Uint8Array(44),
    )
    return bytesOf([0, 0], u16(header.length + body.length), header, body)
  }
  const setup = bytesOf([25, 0, 0, 1], new Uint8Array(8), le16(88), le16(token.length), new Uint8Array(8), token)
  const { tables } = tcpLayers(
    [
      ['c', smb2(false, 0, setup)],
      ['s', smb2(true, 0xc000006d, Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0))],
    ],
    445,
  )
  expect(seen(tables)).toEqual([['smb2', 'NTLM', 'anne', null, false, 1, 1]])
  const [{ domain, hostname }] = rowsOf(credentials(tables, null))
  expect([domain, hostname]).toEqual(['DOM', 'PC'])
})

test('rlogin, RDP and SIP say the user', () => {
  expect(over(513, ['c', '\0ann\0root\0vt100/9600\0'])).toEqual([['rlogin', 'rlogin', 'root', null, null, 1, 0]])
  const cookie = 'Cookie: mstshash=ann\r\n'
  const request = bytesOf([3, 0], u16(11 + cookie.length), [6 + cookie.length, 0xe0, 0, 0, 0, 0, 0], cookie)
  expect(over(3389, ['c', request])).toEqual([['rdp', 'mstshash', 'ann', null, null, 1, 0]])
  const { tables } = dissectFrames([
    udpFrame(
      bytesOf('REGISTER sip:x SIP/2.0\r\nAuthorization: Digest realm="r", username="ann"\r\nContent-Length: 0\r\n\r\n'),
      { sourcePort: 5060, destinationPort: 5060 },
    ),
    udpFrame(bytesOf('SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n'), {
      source: '198.51.100.2',
      destination: '192.0.2.1',
      sourcePort: 5060,
      destinationPort: 5060,
    }),
  ])
  expect(seen(tables)).toEqual([['sip', 'Digest', 'ann', null, true, 1, 0]])
})

test('the same log-in over several sessions is one, with all of them', () => {
  const frames = [40001, 40002].flatMap((port) => {
    const conversation = new TcpConversation(80, port)
    const request = `${GET}Authorization: Basic ${base64('ann:one')}\r\n\r\n`
    return [...conversation.handshake(), conversation.client(request, { flags: 0x18 })]
  })
  const rows = rowsOf(credentials(dissectFrames(frames).tables, null))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ sessions: 2, attempts: 2, client: '192.0.2.1', server: '198.51.100.2', frame: 4 })
})
