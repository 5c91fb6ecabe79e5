import { expect, test } from 'vitest'
import { ipv4Text } from '../bytes/addresses.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { evidenceSessions } from '../testing/evidence.ts'
import { lateralMovement } from './lateral-movement.ts'
import { smb1InUse } from './smb1-in-use.ts'

const [SETUP, TREE, OPEN] = [1, 2, 3]
type Action = { server: number; action: number; share?: string; name?: string; version?: number; outcome?: number }

/** 10.0.0.5 does these at 10.0.0.<server>, a session each server. */
function tablesOf(actions: Action[]) {
  const servers = [...new Set(actions.map(({ server }) => server))]
  const text = servers.map((server, i) => `${i} 100 ip:tcp 10.0.0.5:${50000 + i}>10.0.0.${server}:445 data=40`)
  const tables = tablesFromText(text.join('\n'))
  const { smb, texts, sessions } = tables
  for (const { server, action, share, name, version = 2, outcome = 1 } of actions) {
    const row = smb.addRow()
    const session = servers.indexOf(server) + 1
    smb.frame[row] = session
    smb.session[row] = session
    smb.client[row] = sessions.origHost[session]
    smb.server[row] = sessions.respHost[session]
    smb.version[row] = version
    smb.action[row] = action
    smb.share[row] = share === undefined ? 0 : texts.internText(share)
    smb.name[row] = name === undefined ? 0 : texts.internText(name)
    smb.outcome[row] = outcome
  }
  return tables
}
const share = (server: number, name: string) => `\\\\${ipv4Text(0x0a000000 + server)}\\${name}`
const detect = (actions: Action[]) => {
  const tables = tablesOf(actions)
  return lateralMovement
    .detect(tables, null, { hosts: 3 })
    .map((finding) => ({ ...finding, sessions: evidenceSessions(tables, finding.evidence) }))
}

test('an admin share and the service pipe of the same machine', () => {
  expect(
    detect([
      { server: 9, action: TREE, share: share(9, 'ADMIN$') },
      { server: 9, action: OPEN, share: share(9, 'ADMIN$'), name: 'PSEXESVC.exe' },
      { server: 9, action: OPEN, share: share(9, 'IPC$'), name: 'svcctl' },
      { server: 7, action: TREE, share: share(7, 'public') },
    ]),
  ).toMatchObject([
    {
      severity: 'high',
      title: '10.0.0.5 reaches into 10.0.0.9 over admin shares',
      dst: ['10.0.0.9'],
      count: 1,
      why: { hosts: 1, shares: '\\\\10.0.0.9\\ADMIN$', pipes: 'PSEXESVC.exe, svcctl', written: 'PSEXESVC.exe' },
      sessions: [1],
    },
  ])
})

test('the admin shares of three machines, without other signs, are medium; of two nothing', () => {
  const three = [6, 7, 8].map((server): Action => ({ server, action: TREE, share: share(server, 'C$') }))
  expect(detect(three)).toMatchObject([{ severity: 'medium', confidence: 'possible', count: 3, sessions: [1, 2, 3] }])
  expect(detect(three.slice(1))).toEqual([])
  expect(detect(three.map((action) => ({ ...action, outcome: 2 })))).toEqual([])
})

test('ordinary shares, and the pipes of browsing, are none', () => {
  expect(
    detect([
      { server: 6, action: TREE, share: share(6, 'IPC$') },
      { server: 6, action: OPEN, share: share(6, 'IPC$'), name: 'srvsvc' },
      { server: 6, action: TREE, share: share(6, 'software') },
      { server: 6, action: OPEN, share: share(6, 'software'), name: 'setup.exe' },
    ]),
  ).toEqual([])
})

test('SMB 1 in use: one finding a server', () => {
  const tables = tablesOf([
    { server: 6, action: SETUP, version: 1 },
    { server: 6, action: TREE, version: 1, share: share(6, 'x') },
    { server: 7, action: TREE, share: share(7, 'x') },
  ])
  const found = smb1InUse.detect(tables, null, { sessions: 1 })
  expect(found).toMatchObject([
    { title: '10.0.0.6 speaks SMB 1 with 1 client', src: ['10.0.0.5'], dst: ['10.0.0.6'], count: 1 },
  ])
  expect(evidenceSessions(tables, found[0].evidence)).toEqual([1])
})
