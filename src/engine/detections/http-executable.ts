import { addressScopes, INTERNAL } from '../analysis/address-scope.ts'
import { fileName } from '../analysis/files.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'
import { EXECUTABLES } from './media-classes.ts'

/** OLE 2, in which Office up to 2003 keeps macros, and the names of later files with macros. */
const OLE = 'application/msword'
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const WITH_MACROS = /\.(?:docm|dotm|xlsm|xltm|xlam|xlsb|pptm|ppsm|potm|ppam)$/i
const OLE_DOCUMENT = /\.(?:doc|dot|xls|xlt|ppt|pps|pot)$/i
const PROGRAMS: ReadonlySet<string> = new Set([
  'application/x-dosexec',
  'application/x-executable',
  'application/x-mach-o-executable',
  'application/x-ms-shortcut',
])

/** Programs, scripts and Office files with macros that went over HTTP. */
export const httpExecutable: Detection<'files'> = {
  id: 'http-executable',
  title: 'Executable over HTTP',
  meaning:
    'A file that can be run was transferred unencrypted and unsigned by the transport; its first bytes say what it is.',
  counts: 'file',
  severity: 'medium',
  thresholds: { files: { meaning: 'Files from one host', unit: 'files', default: 1, min: 1, max: 1_000_000 } },
  falsePositives:
    'Updates of operating systems and virus scanners, package mirrors and internal software distribution are fetched over HTTP, and signed inside.',
  blindSpots:
    'HTTPS; files inside of archives, in parts (Content-Range), in multipart uploads; scripts without a first line that says so, as JavaScript and PowerShell.',
  needs: ['http'],
  detect(tables, selected, { files: least }, choices) {
    const { files: t } = tables
    const scopes = addressScopes(tables.addresses, choices)
    const groups = new Map<string, number[]>()
    const isHttp = tables.protocolNames.map((name) => name === 'http' || name === 'http2')
    for (let row = 0; row < t.rows; row++) {
      // Logs also tell of files over SMB, FTP and mail.
      if (!isHttp[t.protocol[row]]) continue
      if (t.mimeType[row] === 0 || t.session[row] === 0 || !hasFrame(selected, t.frame[row])) continue
      if (wordsOf(tables, row) === null) continue
      const key = `${t.source[row]} ${t.mimeType[row]}`
      const rows = groups.get(key)
      if (rows === undefined) groups.set(key, [row])
      else rows.push(row)
    }
    const found: Found[] = []
    for (const rows of groups.values()) if (rows.length >= least) found.push(findingOf(tables, rows, least, scopes))
    return found
  },
}

function wordsOf(tables: CaptureTables, row: number): string | null {
  const type = tables.texts.text(tables.files.mimeType[row])
  const known = EXECUTABLES.get(type)
  if (known !== undefined) return known
  if (type !== OLE && type !== OFFICE) return null
  const name = fileName(tables, row) ?? ''
  const declared = tables.texts.text(tables.files.declaredType[row])
  if (WITH_MACROS.test(name) || declared.includes('macroenabled')) return 'an Office file with macros'
  return type === OLE && OLE_DOCUMENT.test(name) ? 'an Office file that may have macros' : null
}

function findingOf(tables: CaptureTables, rows: readonly number[], least: number, scopes: Uint8Array): Found {
  const { files: t, texts, sessions } = tables
  const [first] = rows
  const type = texts.text(t.mimeType[first])
  const words = wordsOf(tables, first) ?? type
  const [sender] = addressTexts(tables, [t.source[first]])
  const isUpload = sessions.origHost[t.session[first]] === t.source[first]
  const names = [...new Set(rows.flatMap((row) => fileName(tables, row) ?? []))]
  const isRisky = PROGRAMS.has(type) && (scopes[t.source[first]] & INTERNAL) === 0
  return {
    severity: isRisky ? 'medium' : 'low',
    confidence: 'certain',
    title: `${sender} sends ${words}${names.length > 0 ? `: ${someOf(names, 2)}` : ''}`,
    src: [sender],
    dst: addressTexts(
      tables,
      rows.map((row) => t.destination[row]),
    ),
    count: rows.length,
    ...frameSpan(
      tables,
      rows.map((row) => t.frame[row]),
    ),
    evidence: all(oneOf('files.mime_type', [quoted(type)]), oneOf(isUpload ? 'id.orig_h' : 'id.resp_h', [sender])),
    why: {
      files: rows.length,
      files_threshold: least,
      first_bytes: type,
      names: someOf(names, 10),
      bytes: rows.reduce((sum, row) => sum + Math.max(0, t.bytes[row]), 0),
    },
  }
}
