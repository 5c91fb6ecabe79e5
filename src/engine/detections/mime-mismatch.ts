import { fileName } from '../analysis/files.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found, Severity } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'
import { type MediaClass, mediaClass } from './media-classes.ts'

/** Classes that run something. */
const RUNS: ReadonlySet<MediaClass> = new Set(['program', 'script', 'applet'])

/** A file that is not what its sender says. */
export const mimeMismatch: Detection<'files'> = {
  id: 'mime-mismatch',
  title: 'File of another type than declared',
  meaning:
    'The first bytes of a file are those of another kind than its Content-Type says: filters that believe the header are passed.',
  counts: 'file',
  severity: 'high',
  thresholds: { files: { meaning: 'Such files from one host', unit: 'files', default: 1, min: 1, max: 1_000_000 } },
  falsePositives:
    'Servers with a wrong default type: programs and archives as text/plain, error pages as the type that was asked for. Types of one kind (JPEG as PNG) do not count, and application/octet-stream says nothing.',
  blindSpots: 'HTTPS; kinds that have no telling first bytes, as most scripts and texts; parts of files.',
  needs: ['http'],
  detect(tables, selected, { files: least }) {
    const { files: t } = tables
    const groups = new Map<string, number[]>()
    for (let row = 0; row < t.rows; row++) {
      if (t.mimeType[row] === 0 || t.declaredType[row] === 0 || t.session[row] === 0) continue
      if (!hasFrame(selected, t.frame[row]) || severityOf(tables, row) === null) continue
      const key = `${t.source[row]} ${t.mimeType[row]} ${t.declaredType[row]}`
      const rows = groups.get(key)
      if (rows === undefined) groups.set(key, [row])
      else rows.push(row)
    }
    const found: Found[] = []
    for (const rows of groups.values()) if (rows.length >= least) found.push(findingOf(tables, rows, least))
    return found
  },
}

/** null = the two types do not contradict each other. */
function severityOf({ files: t, texts }: CaptureTables, row: number): Severity | null {
  const is = mediaClass(texts.text(t.mimeType[row]))
  const said = mediaClass(texts.text(t.declaredType[row]))
  if (is === null || said === null || is === said) return null
  // A script is a text, a jar and an Office file are archives, a page stands in for anything that is missing.
  if (is === 'script' && said === 'text' && texts.text(t.declaredType[row]) === 'text/plain') return null
  if (said === 'archive' && (is === 'applet' || is === 'document' || is === 'program')) return null
  if (is === 'archive' && (said === 'applet' || said === 'document' || said === 'program')) return null
  // text/plain is what servers say that do not know: a program under it is no disguise.
  if (RUNS.has(is)) return RUNS.has(said) ? null : is === 'program' && said !== 'text' ? 'high' : 'medium'
  return is === 'text' ? 'info' : 'low'
}

function findingOf(tables: CaptureTables, rows: readonly number[], least: number): Found {
  const { files: t, texts, sessions } = tables
  const [first] = rows
  const type = texts.text(t.mimeType[first])
  const declared = texts.text(t.declaredType[first])
  const [sender] = addressTexts(tables, [t.source[first]])
  const isUpload = sessions.origHost[t.session[first]] === t.source[first]
  const names = [...new Set(rows.flatMap((row) => fileName(tables, row) ?? []))]
  return {
    severity: severityOf(tables, first) ?? 'low',
    confidence: 'likely',
    title: `${sender} says ${declared} and sends ${type}`,
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
    evidence: all(
      oneOf('files.mime_type', [quoted(type)]),
      oneOf('files.declared_type', [quoted(declared)]),
      oneOf(isUpload ? 'id.orig_h' : 'id.resp_h', [sender]),
    ),
    why: { files: rows.length, files_threshold: least, declared, first_bytes: type, names: someOf(names, 10) },
  }
}
