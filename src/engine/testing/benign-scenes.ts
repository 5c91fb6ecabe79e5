import { bytesOf } from './frames.ts'
import { ipv4, RST, Scene, SYN, ACK } from './scene.ts'

const CLIENT = '10.0.0.5'
const RESOLVER = '10.0.0.2'

const HTTP = (host: string) =>
  [
    ['c', `GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Firefox\r\n\r\n`],
    ['s', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello'],
  ] as const

/** What networks do on ordinary days, and what is easily taken for an attack. */
export const BENIGN: Readonly<Record<string, () => Scene>> = {
  'browsing: 60 sites, each with its lookup': () => {
    const scene = new Scene()
    for (let i = 0; i < 60; i++) {
      scene.wait(1 + ((i * 7) % 11)).lookup(CLIENT, RESOLVER, `www.site${i}.example`, { addresses: [`198.51.${i}.7`] })
      for (let k = 0; k < 4; k++)
        scene.connection(CLIENT, 30_000 + i * 4 + k, `198.51.${i}.7`, 80, HTTP(`www.site${i}.example`))
    }
    return scene
  },
  'names of a content network': () => {
    const scene = new Scene()
    for (let i = 0; i < 200; i++)
      scene.wait(1).lookup(CLIENT, RESOLVER, `r${i % 9}---sn-${(i * 7919).toString(36)}x${i}.gvt1.com`, {
        addresses: ['192.0.2.1'],
      })
    return scene
  },
  'a mail server that asks block lists': () => {
    const scene = new Scene()
    for (let i = 1; i < 250; i++)
      scene.wait(2).lookup('10.0.0.25', RESOLVER, `${i}.${(i * 7) % 250}.51.198.zen.spamhaus.org`, { rcode: 3 })
    return scene
  },
  'search suffixes: names that do not exist': () => {
    const scene = new Scene()
    for (let i = 0; i < 80; i++) scene.wait(1).lookup(CLIENT, RESOLVER, `server${i}.corp.example.com`, { rcode: 3 })
    return scene
  },
  'time server, every 64 seconds for a day': () => {
    const scene = new Scene()
    for (let i = 0; i < 1350; i++) {
      const message = `\x23${'\0'.repeat(47)}`
      scene.udp(CLIENT, 123, '192.0.2.123', 123, message)
      scene.udp('192.0.2.123', 123, CLIENT, 123, `\x24${'\0'.repeat(47)}`)
      scene.wait(64)
    }
    return scene
  },
  'DHCP: a lease and its renewals, two servers that share the work': () => {
    const scene = new Scene()
    for (const id of [1, 2, 3]) {
      scene.wait(1800).dhcp(id, null, '0.0.0.0', [[53, [1]]])
      for (const server of ['10.0.0.1', '10.0.0.3'])
        scene.dhcp(id, server, '10.0.0.101', [
          [53, [2]],
          [54, ipv4(server)],
          [3, ipv4('10.0.0.1')],
          [6, ipv4('10.0.0.2')],
        ])
    }
    return scene
  },
  'DHCP: two networks in one capture, each with its server': () => {
    const scene = new Scene()
    for (const [id, net] of [
      [1, '10.0.0'],
      [2, '10.0.7'],
      [3, '10.0.0'],
      [4, '10.0.7'],
    ] as const) {
      scene.wait(60).dhcp(id, null, '0.0.0.0', [[53, [3]]])
      scene.dhcp(id, `${net}.1`, `${net}.10${id}`, [
        [53, [5]],
        [54, ipv4(`${net}.1`)],
        [1, [255, 255, 255, 0]],
        [3, ipv4(`${net}.1`)],
      ])
    }
    return scene
  },
  'ARP: an address that went on to another machine': () => {
    const scene = new Scene()
    for (let i = 0; i < 5; i++) scene.wait(60).arp(1, 'laptop', '10.0.0.77', '10.0.0.1')
    for (let i = 0; i < 5; i++) scene.wait(60).arp(1, 'phone', '10.0.0.77', '10.0.0.1')
    return scene
  },
  'ARP: a router asks for 200 hosts': () => {
    const scene = new Scene()
    for (let i = 1; i <= 200; i++) scene.wait(0.02).arp(1, 'router', '10.0.0.1', `10.0.0.${i}`)
    return scene
  },
  'a server tells the clients of before that it goes': () => {
    const scene = new Scene()
    for (let i = 0; i < 200; i++) scene.wait(0.001).tcp('10.0.0.80', 8080, '10.0.0.7', 33_000 + i * 13, 0x11)
    return scene
  },
  'a client whose server is down tries again': () => {
    const scene = new Scene()
    for (let i = 0; i < 300; i++) {
      scene.wait(1).tcp(CLIENT, 40_000 + i, '10.0.0.80', 443, SYN)
      scene.tcp('10.0.0.80', 443, CLIENT, 40_000 + i, RST | ACK)
    }
    return scene
  },
  'health checks of a load balancer: eight servers': () => {
    const scene = new Scene()
    for (let i = 0; i < 400; i++) {
      const [server, port] = [`10.0.2.${1 + (i % 8)}`, 30_000 + i]
      scene.wait(0.5).tcp('10.0.0.9', port, server, 80, SYN)
      scene.tcp(server, 80, '10.0.0.9', port, SYN | ACK)
      scene.tcp('10.0.0.9', port, server, 80, RST)
    }
    return scene
  },
  'datagrams of a server to clients that were not seen': () => {
    const scene = new Scene()
    for (let i = 0; i < 150; i++) scene.wait(0.2).udp('198.51.100.9', 3478, CLIENT, 40_000 + i * 7, 'x'.repeat(40))
    scene.lookup(CLIENT, RESOLVER, 'www.example.com', { addresses: ['198.51.100.9'] })
    return scene
  },
  traceroute: () => {
    const scene = new Scene()
    for (let hop = 0; hop < 90; hop++)
      scene.wait(0.1).udp(CLIENT, 45_000 + hop, '198.51.100.9', 33_434 + hop, 'x'.repeat(32))
    scene.lookup(CLIENT, RESOLVER, 'www.example.com', { addresses: ['198.51.100.9'] })
    return scene
  },
  'monitoring pings 40 hosts that are there': () => {
    const scene = new Scene()
    for (let i = 1; i <= 40; i++) {
      scene.wait(0.5).echo('10.0.0.9', `10.0.1.${i}`)
      scene.echo(`10.0.1.${i}`, '10.0.0.9', true)
    }
    return scene
  },
  'BitTorrent: peers of which most are gone': () => {
    const scene = new Scene()
    for (let i = 0; i < 300; i++) {
      const peer = `${20 + (i % 180)}.${(i * 7) % 250}.${(i * 13) % 250}.9`
      scene.wait(0.2).udp(CLIENT, 6881, peer, 6881, 'd1:ad2:id20:aaaaaaaaaaaaaaaaaaaae1:q4:ping1:t1:a1:y1:qe')
      if (i % 5 === 0) scene.udp(peer, 6881, CLIENT, 6881, 'd1:rd2:id20:bbbbbbbbbbbbbbbbbbbbe1:t1:a1:y1:re')
    }
    return scene
  },
  'anonymous FTP': () => {
    const scene = new Scene()
    scene.connection(CLIENT, 40_000, '192.0.2.21', 21, [
      ['s', '220 ready\r\n'],
      ['c', 'USER anonymous\r\n'],
      ['s', '331 mail\r\n'],
      ['c', 'PASS me@example.com\r\n'],
      ['s', '230 in\r\n'],
    ])
    return scene
  },
  'a program of the manufacturer, said to be plain text': () => {
    const scene = new Scene()
    const body = bytesOf('MZ', new Uint8Array(58), [0x40, 0, 0, 0], 'PE\0\0', new Uint8Array(200))
    scene.connection(CLIENT, 40_000, '192.0.2.80', 80, [
      ['c', 'GET /setup.exe HTTP/1.1\r\nHost: downloads.example\r\n\r\n'],
      ['s', bytesOf(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`, body)],
    ])
    return scene
  },
  'a mail client asks every five minutes': () => {
    const scene = new Scene()
    for (let i = 0; i < 100; i++) {
      scene.connection(CLIENT, 30_000 + i, '192.0.2.143', 993, [
        ['c', '\x16\x03\x01'],
        ['s', '\x16\x03\x03'],
      ])
      scene.wait(300)
    }
    return scene
  },
}
