import { expect, test } from 'vitest'
import { hassh } from '../dissect/ssh-key-exchange.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, TcpConversation } from '../testing/frames.ts'

const SSH = 'eth:ethertype:ip:tcp:ssh'
const u32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

/** A binary packet of RFC 4253 section 6. */
function packet(type: number, body: Uint8Array): Uint8Array {
  const padding = 8 - ((body.length + 6) % 8) + 4
  return bytesOf(u32(body.length + 2 + padding), [padding, type], body, new Uint8Array(padding))
}

function keyExchange(lists: readonly string[]): Uint8Array {
  const names = lists.map((list) => bytesOf(u32(list.length), list))
  return packet(20, bytesOf(new Uint8Array(16), ...names, [0, 0, 0, 0, 0]))
}

// Algorithms and hashes of an OpenSSH 5 client and server, as tshark 4.0.17 has them (ssh.kex.hassh, hasshserver).
const KEX =
  'diffie-hellman-group-exchange-sha256,diffie-hellman-group-exchange-sha1,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1'
const CIPHERS =
  'aes128-ctr,aes192-ctr,aes256-ctr,arcfour256,arcfour128,aes128-cbc,3des-cbc,blowfish-cbc,cast128-cbc,aes192-cbc,aes256-cbc,arcfour,rijndael-cbc@lysator.liu.se'
const MACS = 'hmac-md5,hmac-sha1,umac-64@openssh.com,hmac-ripemd160,hmac-ripemd160@openssh.com,hmac-sha1-96,hmac-md5-96'
const CLIENT = [KEX, 'ssh-rsa,ssh-dss', CIPHERS, 'x', MACS, 'y', 'none,zlib@openssh.com,zlib', 'z', '', '']
const SERVER = [KEX, 'ssh-dss,ssh-rsa', 'x', CIPHERS, 'hmac-sha1', MACS, 'zlib', 'none,zlib@openssh.com', '', '']

test('HASSH of the client and of the server', () => {
  const client = { keyExchange: KEX, hostKey: '', cipher: [CIPHERS, ''], mac: [MACS, ''] } as const
  expect(
    hassh(
      { ...client, cipher: [CIPHERS, ''], mac: [MACS, ''], compression: ['none,zlib@openssh.com,zlib', ''] },
      false,
    ),
  ).toBe('21b457a327ce7a2d4fce5ef2c42400bd')
  expect(
    hassh({ ...client, cipher: ['', CIPHERS], mac: ['', MACS], compression: ['', 'none,zlib@openssh.com'] }, true),
  ).toBe('b1c6c0d56317555b85c7005a3de29325')
})

test('banners and key exchanges of a session make one row', () => {
  const tcp = new TcpConversation(22)
  const { tables, protocols } = dissectFrames([
    tcp.server('SSH-2.0-OpenSSH_5.3\r\n'),
    tcp.client('SSH-2.0-OpenSSH_5.8p1 Debian\n'),
    tcp.client(keyExchange(CLIENT).subarray(0, 100)),
    tcp.client(keyExchange(CLIENT).subarray(100)),
    tcp.server(keyExchange(SERVER)),
    tcp.client(packet(21, new Uint8Array(0))),
    tcp.client(new Uint8Array(64).fill(0xee)),
  ])
  expect(protocols).toEqual(Array.from({ length: 7 }, () => SSH))
  const { ssh, texts } = tables
  expect(ssh.rows).toBe(1)
  expect(ssh.clientPort[0]).toBe(40000)
  expect(ssh.serverPort[0]).toBe(22)
  const columns = [ssh.clientVersion, ssh.serverVersion, ssh.hassh, ssh.hasshServer, ssh.hostKey, ssh.mac]
  expect(columns.map((column) => texts.text(column[0]))).toEqual([
    'SSH-2.0-OpenSSH_5.8p1 Debian',
    'SSH-2.0-OpenSSH_5.3',
    '21b457a327ce7a2d4fce5ef2c42400bd',
    'b1c6c0d56317555b85c7005a3de29325',
    'ssh-rsa',
    'hmac-sha1',
  ])
})

test('of a server heard alone there are its banner and its HASSH', () => {
  const tcp = new TcpConversation(22)
  const { tables, protocols } = dissectFrames([
    tcp.server('SSH-2.0-OpenSSH_5.3\r\n'),
    tcp.server(keyExchange(SERVER)),
    tcp.server(new Uint8Array(50).fill(0xee)),
  ])
  expect(protocols).toEqual([SSH, SSH, SSH])
  const { ssh, texts } = tables
  expect([ssh.serverVersion, ssh.hasshServer].map((column) => texts.text(column[0]))).toEqual([
    'SSH-2.0-OpenSSH_5.3',
    'b1c6c0d56317555b85c7005a3de29325',
  ])
})

test('a stream that was joined in the middle is SSH without a row', () => {
  const tcp = new TcpConversation(22)
  const { tables, protocols } = dissectFrames([tcp.client(new Uint8Array(100).fill(0x99))])
  expect(protocols).toEqual([SSH])
  expect(tables.ssh.rows).toBe(0)
})

test('cut key exchanges end cleanly', () => {
  for (let captured = 54; captured < 400; captured += 3) {
    const tcp = new TcpConversation(22)
    dissectFrames([tcp.client('SSH-2.0-x\r\n'), tcp.client(keyExchange(CLIENT))], { captured })
  }
})
