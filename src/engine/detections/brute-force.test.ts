import { describe, expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { evidenceSessions } from '../testing/evidence.ts'
import { TcpConversation } from '../testing/frames.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { bruteForceFtp } from './brute-force-ftp.ts'
import { bruteForceHttp } from './brute-force-http.ts'
import { bruteForceLogin } from './brute-force-login.ts'
import { bruteForceRdp } from './brute-force-rdp.ts'
import { bruteForceSsh } from './brute-force-ssh.ts'
import type { Detection } from './detection.ts'

const run = (detection: Detection, frames: Uint8Array[], tries = 10) => {
  const { tables } = dissectFrames(frames)
  return detection
    .detect(tables, null, { tries, window: 600 })
    .map((finding) => ({ ...finding, sessions: evidenceSessions(tables, finding.evidence) }))
}

/** One session a secret, the last one accepted where `end` is 230. */
const ftp = (count: number, end = '530 no'): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => {
    const conversation = new TcpConversation(21, 40000 + i)
    return [
      ...conversation.handshake(),
      conversation.client('USER root\r\n'),
      conversation.client(`PASS p${i}\r\n`),
      conversation.server(`${i === count - 1 ? end : '530 no'}\r\n`),
    ]
  }).flat()

describe('FTP', () => {
  test('ten refusals in ten minutes are guesses, nine are none', () => {
    expect(run(bruteForceFtp, ftp(9))).toEqual([])
    expect(run(bruteForceFtp, ftp(10))).toMatchObject([
      {
        severity: 'medium',
        title: '192.0.2.1 guesses at FTP of 198.51.100.2',
        count: 10,
        why: { tries: 10, tries_threshold: 10, window_seconds: 600, users: 'root', secrets: 10, accepted: 'not seen' },
        sessions: Array.from({ length: 10 }, (_, i) => i + 1),
      },
    ])
  })

  test('a guess that is right makes it high', () => {
    expect(run(bruteForceFtp, ftp(11, '230 in'))).toMatchObject([
      { severity: 'high', title: '192.0.2.1 guesses at FTP of 198.51.100.2, and got in', why: { accepted: 'yes' } },
    ])
  })

  test('log-ins that are accepted are none', () => {
    expect(run(bruteForceFtp, [...ftp(1, '230 in'), ...ftp(1, '230 in')], 2)).toEqual([])
  })
})

test('HTTP: 401 to requests with credentials, in one session', () => {
  const conversation = new TcpConversation(80)
  const frames = [...conversation.handshake()]
  for (let i = 0; i < 20; i++)
    frames.push(
      conversation.client(`GET / HTTP/1.1\r\nAuthorization: Basic ${btoa(`root:${i}`)}\r\n\r\n`),
      conversation.server('HTTP/1.1 401 no\r\nContent-Length: 0\r\n\r\n'),
    )
  expect(run(bruteForceHttp, frames, 20)).toMatchObject([{ count: 1, why: { tries: 20, secrets: 20 }, sessions: [1] }])
  const without = [...conversation.handshake()]
  for (let i = 0; i < 30; i++)
    without.push(
      conversation.client('GET / HTTP/1.1\r\n\r\n'),
      conversation.server('HTTP/1.1 401 no\r\nContent-Length: 0\r\n\r\n'),
    )
  expect(run(bruteForceHttp, without, 20)).toEqual([])
})

test('mail: the same wrong password again and again counts as often as it is said', () => {
  const conversation = new TcpConversation(110)
  const frames = [...conversation.handshake(), conversation.client('USER ann\r\n')]
  for (let i = 0; i < 12; i++) frames.push(conversation.client('PASS one\r\n'), conversation.server('-ERR no\r\n'))
  expect(run(bruteForceLogin, frames)).toMatchObject([{ why: { tries: 12, secrets: 1 } }])
})

describe('what cannot be read', () => {
  const sessions = (port: number, count: number, bytes: number, service = '') =>
    Array.from({ length: count }, (_, i) => {
      const ends = `10.0.0.5:${40000 + i}>10.0.0.9:${port}`
      const back = `10.0.0.9:${port}>10.0.0.5:${40000 + i}`
      return `${i} 60 ip:tcp ${ends} data=${bytes}${service}\n${i}.5 60 ip:tcp ${back} data=${bytes}`
    }).join('\n')

  test('SSH: many short sessions; long ones are work', () => {
    const detect = (text: string) =>
      bruteForceSsh.detect(tablesFromText(text), null, { tries: 20, window: 600, bytes: 8000 })
    expect(detect(sessions(22, 20, 3000, ' service=ssh'))).toMatchObject([
      { title: '10.0.0.5 guesses at SSH of 10.0.0.9', severity: 'medium', confidence: 'possible', count: 20 },
    ])
    expect(detect(sessions(22, 19, 3000, ' service=ssh'))).toEqual([])
    expect(detect(sessions(22, 30, 9000, ' service=ssh'))).toEqual([])
  })

  test('remote desktop', () => {
    const tables = tablesFromText(sessions(3389, 25, 500))
    const [finding] = bruteForceRdp.detect(tables, null, { tries: 20, window: 600 })
    expect(finding).toMatchObject({ count: 25, severity: 'medium' })
    expect(evidenceSessions(tables, finding.evidence)).toHaveLength(25)
    expect(bruteForceRdp.detect(tables, null, { tries: 20, window: 10 })).toEqual([])
  })
})
