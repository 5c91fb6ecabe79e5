import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { addressTexts, all, any, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'

const REFUSED = 2
const ADMIN_SHARE = /\\(?:ADMIN|[A-Z])\$$/i
/** Pipes through which programs are started on another machine: services, scheduled tasks, PsExec and its like. */
const CONTROL_PIPE = /^\\?(?:svcctl|atsvc|psexesvc.*|paexec.*|remcom.*|csexec.*)$/i
const RUNNABLE = /\.(?:exe|dll|sys|scr|com|msi|bat|cmd|ps1|vbs|js|hta)$/i

type Signs = { shares: number[]; pipes: number[]; files: number[] }

/** A machine that reaches into others over their administrative shares. */
export const lateralMovement: Detection<'hosts'> = {
  id: 'lateral-movement',
  title: 'Lateral movement over admin shares',
  meaning:
    'A machine opened the administrative shares of others (ADMIN$, C$), and wrote programs there or drove their services: how PsExec and its imitators run things elsewhere.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    hosts: { meaning: 'Machines reached by one, without other signs', unit: 'hosts', default: 3, min: 1, max: 100_000 },
  },
  falsePositives:
    'Administrators, software distribution, backup and inventory do the same from few known machines: mark those as known.',
  blindSpots:
    'SMB 3 with encryption, WMI, WinRM and remote desktop; names of files whose session began before the capture.',
  needs: ['sessions'],
  detect(tables, selected, { hosts }) {
    const { smb: t, texts } = tables
    const byClient = new Map<number, Signs>()
    for (let row = 0; row < t.rows; row++) {
      if (t.session[row] === 0 || t.outcome[row] === REFUSED || !hasFrame(selected, t.frame[row])) continue
      const share = texts.text(t.share[row])
      const name = texts.text(t.name[row])
      const isAdmin = ADMIN_SHARE.test(share)
      const isFile = isAdmin && RUNNABLE.test(name)
      const isPipe = t.name[row] !== 0 && CONTROL_PIPE.test(name)
      const isShare = isAdmin && t.name[row] === 0
      if (!isFile && !isPipe && !isShare) continue
      let signs = byClient.get(t.client[row])
      if (signs === undefined) {
        signs = { shares: [], pipes: [], files: [] }
        byClient.set(t.client[row], signs)
      }
      if (isShare) signs.shares.push(row)
      if (isPipe) signs.pipes.push(row)
      if (isFile) signs.files.push(row)
    }
    const found: Found[] = []
    for (const [client, signs] of byClient) {
      const reached = new Set(signs.shares.map((row) => t.server[row]))
      const isDriven = signs.files.length > 0 || signs.pipes.some((row) => reached.has(t.server[row]))
      if (isDriven || reached.size >= hosts) found.push(findingOf(tables, client, signs, hosts, isDriven))
    }
    return found
  },
}

function findingOf(tables: CaptureTables, client: number, signs: Signs, hosts: number, isDriven: boolean): Found {
  const { smb: t, texts } = tables
  const rows = [...signs.shares, ...signs.pipes, ...signs.files]
  const [src] = addressTexts(tables, [client])
  const dst = addressTexts(
    tables,
    rows.map((row) => t.server[row]),
  )
  const names = (of: readonly number[], column: Uint32Array) =>
    someOf([...new Set(of.map((row) => texts.text(column[row])))], 10)
  const quotedTexts = (of: readonly number[], column: Uint32Array) =>
    [...new Set(of.map((row) => texts.text(column[row])))].map(quoted)
  const shares = quotedTexts([...signs.shares, ...signs.files], t.share)
  const pipes = quotedTexts(signs.pipes, t.name)
  const evidence = [
    ...(shares.length > 0 ? [oneOf('smb.share', shares)] : []),
    ...(pipes.length > 0 ? [oneOf('smb.fn', pipes)] : []),
  ]
  return {
    severity: isDriven ? 'high' : 'medium',
    confidence: isDriven ? 'likely' : 'possible',
    title: `${src} reaches into ${dst.length === 1 ? dst[0] : `${dst.length} machines`} over admin shares`,
    src: [src],
    dst,
    count: new Set(rows.map((row) => t.session[row])).size,
    ...frameSpan(
      tables,
      rows.map((row) => t.frame[row]),
    ),
    evidence: all(oneOf('id.orig_h', [src]), any(evidence)),
    why: {
      hosts: dst.length,
      hosts_threshold: hosts,
      shares: names(signs.shares, t.share),
      pipes: names(signs.pipes, t.name),
      written: names(signs.files, t.name),
    },
  }
}
