import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { evidenceSessions } from '../testing/evidence.ts'
import { bytesOf, TcpConversation, udpFrame } from '../testing/frames.ts'
import { cleartextCredentials } from './cleartext-credentials.ts'

const detect = (frames: Uint8Array[]) => {
  const { tables } = dissectFrames(frames)
  return cleartextCredentials
    .detect(tables, null, { logins: 1 })
    .map((finding) => ({ ...finding, sessions: evidenceSessions(tables, finding.evidence) }))
}

function ftp(clientPort: number, user: string, secret: string, answer: string): Uint8Array[] {
  const conversation = new TcpConversation(21, clientPort)
  return [
    ...conversation.handshake(),
    conversation.client(`USER ${user}\r\n`),
    conversation.server('331 go on\r\n'),
    conversation.client(`PASS ${secret}\r\n`),
    conversation.server(`${answer}\r\n`),
  ]
}

test('a finding a service, with its users and without the secrets', () => {
  const web = new TcpConversation(80, 41000)
  const found = detect([
    ...ftp(40001, 'ann', 'one', '230 in'),
    ...ftp(40002, 'bob', 'two', '530 no'),
    ...web.handshake(),
    web.client('GET / HTTP/1.1\r\n\r\n'),
  ])
  expect(found).toEqual([
    {
      severity: 'medium',
      confidence: 'certain',
      title: 'FTP to 198.51.100.2 says ann, bob in clear text',
      src: ['192.0.2.1'],
      dst: ['198.51.100.2'],
      count: 2,
      first: '1700000000.005000000',
      last: '1700000000.012000000',
      evidence: 'id.resp_h == 198.51.100.2 and id.resp_p == 21 and password',
      why: {
        log_ins: 2,
        log_ins_threshold: 1,
        secrets: 2,
        users: 'ann, bob',
        said_by: 'PASS',
        refused: 1,
        server_is: 'external',
      },
      sessions: [1, 2],
    },
  ])
  expect(JSON.stringify(found)).not.toMatch(/one|two/)
})

test('anonymous FTP is information; what is refused is worth less', () => {
  expect(detect(ftp(40001, 'anonymous', 'a@b', '230 in'))[0].severity).toBe('info')
  expect(detect(ftp(40001, 'ann', 'one', '530 no'))[0].severity).toBe('medium')
})

test('communities: those that everybody knows count low, others medium', () => {
  const get = (community: string) =>
    udpFrame(bytesOf([0x30, 7 + community.length, 2, 1, 1, 4, community.length], community, [0xa0, 0]), {
      destinationPort: 161,
    })
  expect(detect([get('public')])[0]).toMatchObject({ severity: 'low', count: 1 })
  expect(detect([get('public'), get('x7!k')])[0]).toMatchObject({
    severity: 'medium',
    title: 'SNMP to 198.51.100.2 says 2 communities in clear text',
  })
})
