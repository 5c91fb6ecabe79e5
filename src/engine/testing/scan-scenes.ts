import { ACK, CWR, ECE, FIN, PSH, RST, Scene, SYN, URG } from './scene.ts'

const SCANNER = '10.0.0.66'
const TARGET = '10.0.0.10'
/** Every port from 1 to 1000; of them these are open. */
const OPEN = new Set([22, 80, 443])

/** A probe of `flags` to each port, and what a host of RFC 9293 answers: `closed` and `open`. */
function probes(
  flags: number,
  { closed, open }: { closed?: number; open?: number },
  { ports = 1000, from = SCANNER, to = TARGET, gap = 0.01, onAnswer = 0 } = {},
): Scene {
  const scene = new Scene()
  for (let port = 1; port <= ports; port++) {
    scene.tcp(from, 53_211, to, port, flags)
    const answer = OPEN.has(port) ? open : closed
    if (answer !== undefined) scene.tcp(to, port, from, 53_211, answer)
    if (answer !== undefined && OPEN.has(port) && onAnswer !== 0) scene.tcp(from, 53_211, to, port, onAnswer)
    scene.wait(gap)
  }
  return scene
}

function udpScan(answersOf: (scene: Scene, port: number) => void): Scene {
  const scene = new Scene()
  for (let port = 1; port <= 200; port++) {
    scene.udp(SCANNER, 40_000, TARGET, port)
    answersOf(scene, port)
    scene.wait(0.2)
  }
  return scene
}

/** One question to each host of a network. */
function hosts(count: number, ask: (scene: Scene, host: string, i: number) => void): Scene {
  const scene = new Scene()
  for (let i = 1; i <= count; i++) {
    ask(scene, `10.0.1.${i}`, i)
    scene.wait(0.05)
  }
  return scene
}

export const SCANS: Readonly<Record<string, () => Scene>> = {
  'nmap -sS': () => probes(SYN, { closed: RST | ACK, open: SYN | ACK }, { onAnswer: RST }),
  'nmap -sS, few ports': () => probes(SYN, { closed: RST | ACK }, { ports: 20 }),
  'nmap -sS, all filtered': () => probes(SYN, {}),
  'nmap -sS, ECN': () => probes(SYN | ECE | CWR, { closed: RST | ACK }),
  'nmap -6 -sS': () => probes(SYN, { closed: RST | ACK }, { from: '2001:db8::66', to: '2001:db8::10' }),
  'nmap -sT': () => {
    const scene = new Scene()
    for (let port = 1; port <= 1000; port++) {
      if (OPEN.has(port)) scene.connection(SCANNER, 30_000 + port, TARGET, port, [])
      else {
        scene.tcp(SCANNER, 30_000 + port, TARGET, port, SYN)
        scene.tcp(TARGET, port, SCANNER, 30_000 + port, RST | ACK)
      }
      scene.wait(0.01)
    }
    return scene
  },
  'nmap -sF': () => probes(FIN, { closed: RST | ACK }),
  'nmap -sF of all ports': () => probes(FIN, {}, { ports: 65_535, gap: 0.001 }),
  'nmap -sX': () => probes(FIN | PSH | URG, { closed: RST | ACK }),
  'nmap -sN': () => probes(0, { closed: RST | ACK }),
  'nmap -sN, all filtered': () => probes(0, {}),
  'nmap -sM': () => probes(FIN | ACK, { closed: RST, open: RST }),
  'nmap -sA': () => probes(ACK, { closed: RST, open: RST }),
  'nmap -sU': () => udpScan((scene, port) => scene.portUnreachable(TARGET, SCANNER, 40_000, port)),
  'nmap -sU, all filtered, with others': () => {
    const scene = udpScan(() => undefined)
    scene.lookup('10.0.0.5', '10.0.0.2', 'www.example.com', { addresses: ['192.0.2.1'] })
    return scene
  },
  'ping sweep': () =>
    hosts(254, (scene, host, i) => {
      scene.echo(SCANNER, host)
      if (i % 20 === 0) scene.echo(host, SCANNER, true)
    }),
  'sweep of port 445': () =>
    hosts(254, (scene, host, i) => {
      scene.tcp(SCANNER, 40_000 + i, host, 445, SYN)
      if (i % 10 === 0) scene.tcp(host, 445, SCANNER, 40_000 + i, RST | ACK)
    }),
  'worm over UDP': () => {
    // Slammer: one datagram of 376 bytes to port 1434 of whoever
    const scene = new Scene()
    for (let i = 0; i < 300; i++) {
      const victim = `10.${(i * 37) % 200}.${(i * 91) % 250}.${1 + (i % 250)}`
      scene.wait(0.001).udp(SCANNER, 1053, victim, 1434, '\x04'.repeat(376))
    }
    scene.lookup('10.0.0.5', '10.0.0.2', 'www.example.com', { addresses: ['192.0.2.1'] })
    return scene
  },
}
