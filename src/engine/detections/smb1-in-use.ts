import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found } from './detection.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'

/** Sessions of the first version of SMB. */
export const smb1InUse: Detection<'sessions'> = {
  id: 'smb1-in-use',
  title: 'SMB 1 in use',
  meaning:
    'A server speaks the first version of SMB, which has no protection against a man in the middle and the holes that EternalBlue uses.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    sessions: { meaning: 'Sessions with one server', unit: 'sessions', default: 1, min: 1, max: 1_000_000 },
  },
  falsePositives:
    'Old devices (printers, scanners, machine tools) know nothing else; a client that only offers SMB 1 beside later versions is not counted.',
  blindSpots: 'Servers that would speak it but were not asked to.',
  needs: ['sessions'],
  detect(tables, selected, { sessions: least }) {
    const { smb: t } = tables
    const servers = new Map<number, number[]>()
    for (let row = 0; row < t.rows; row++) {
      if (t.version[row] !== 1 || t.session[row] === 0 || !hasFrame(selected, t.frame[row])) continue
      const rows = servers.get(t.server[row])
      if (rows === undefined) servers.set(t.server[row], [row])
      else rows.push(row)
    }
    const found: Found[] = []
    for (const [id, rows] of servers) {
      const sessions = new Set(rows.map((row) => t.session[row]))
      if (sessions.size < least) continue
      const [server] = addressTexts(tables, [id])
      const clients = addressTexts(
        tables,
        rows.map((row) => t.client[row]),
      )
      found.push({
        severity: 'medium',
        confidence: 'certain',
        title: `${server} speaks SMB 1 with ${clients.length} ${clients.length === 1 ? 'client' : 'clients'}`,
        src: clients,
        dst: [server],
        count: sessions.size,
        ...frameSpan(
          tables,
          rows.map((row) => t.frame[row]),
        ),
        evidence: all(oneOf('id.resp_h', [server]), 'smb.ver == 1'),
        why: { sessions: sessions.size, sessions_threshold: least, clients: clients.length },
      })
    }
    return found
  },
}
