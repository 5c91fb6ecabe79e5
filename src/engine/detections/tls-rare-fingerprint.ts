import { CLIENT_HELLO } from '../analysis/tls-hellos.ts'
import { hasFrame } from '../tables/selected.ts'
import type { Detection, Found } from './detection.ts'
import { addressTexts, oneOf, timeText } from './evidence-text.ts'
import { frameNanoseconds, span } from './frame-times.ts'

/** A TLS client that hardly anybody else in the capture uses. */
export const rareFingerprint: Detection<'clients' | 'hellos' | 'share'> = {
  id: 'tls-rare-fingerprint',
  title: 'Rare TLS client',
  meaning:
    'One host alone speaks TLS in this way (JA4, or JA3 where there is none): a program that the others do not have.',
  counts: 'session',
  severity: 'info',
  thresholds: {
    clients: { meaning: 'Clients in the capture, at least', unit: 'clients', default: 5, min: 2, max: 1_000_000 },
    hellos: { meaning: 'Hellos in the capture, at least', unit: 'hellos', default: 100, min: 2, max: 1_000_000 },
    share: { meaning: 'Share of all hellos, at most', unit: '%', default: 2, min: 0, max: 100 },
  },
  falsePositives: 'Any program that only one person uses, and updates that one machine got first.',
  blindSpots: "Malware that uses the system's own TLS looks like everything else; captures of few clients.",
  needs: ['tls'],
  detect(tables, selected, { clients, hellos, share }) {
    const { tlsHellos: table, texts } = tables
    const byFingerprint = new Map<number, number[]>()
    const everyone = new Set<number>()
    let total = 0
    for (let row = 0; row < table.rows; row++) {
      if (table.kind[row] !== CLIENT_HELLO || table.session[row] === 0 || !hasFrame(selected, table.frame[row]))
        continue
      const fingerprint = table.ja4[row] || table.ja3[row]
      if (fingerprint === 0) continue
      total++
      everyone.add(table.source[row])
      const rows = byFingerprint.get(fingerprint)
      if (rows === undefined) byFingerprint.set(fingerprint, [row])
      else rows.push(row)
    }
    if (everyone.size < clients || total < hellos) return []
    const found: Found[] = []
    for (const [fingerprint, rows] of byFingerprint) {
      const percent = (rows.length / total) * 100
      if (percent > share || rows.some((row) => table.source[row] !== table.source[rows[0]])) continue
      const { first, last } = span(rows.map((row) => frameNanoseconds(tables, table.frame[row])))
      const [src] = addressTexts(tables, [table.source[rows[0]]])
      const sessions = new Set(rows.map((row) => table.session[row]))
      found.push({
        severity: 'info',
        confidence: 'possible',
        title: `Only ${src} has the fingerprint ${texts.text(fingerprint)}`,
        src: [src],
        dst: addressTexts(tables, new Set(rows.map((row) => table.destination[row]))),
        count: sessions.size,
        first: timeText(tables, first),
        last: timeText(tables, last),
        evidence: oneOf(table.ja4[rows[0]] === 0 ? 'tls.ja3' : 'tls.ja4', [texts.text(fingerprint)]),
        why: {
          hellos: rows.length,
          share_percent: Math.round(percent * 100) / 100,
          share_percent_threshold: share,
          all_hellos: total,
          all_clients: everyone.size,
        },
      })
    }
    return found
  },
}
