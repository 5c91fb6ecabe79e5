import { addressScopes, INTERNAL, NEVER } from '../analysis/address-scope.ts'
import type { Detection, Found } from './detection.ts'
import { addressTexts, all, oneOf, timeText } from './evidence-text.ts'
import { eachGroup, heavyRows, selectedSessions } from './session-rows.ts'

const MIB = 1_048_576

/** Much more sent out of the network than came back. */
export const largeUpload: Detection<'large' | 'lopsided' | 'ratio'> = {
  id: 'large-upload',
  title: 'Large upload',
  meaning: 'A host inside sent a lot to one outside and got little back: data may have been carried out.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    large: {
      meaning: 'Payload sent to one host, from which on it counts medium',
      unit: 'MiB',
      default: 100,
      min: 1,
      max: 1_000_000,
    },
    lopsided: {
      meaning: 'Payload sent to one host, from which on it counts low',
      unit: 'MiB',
      default: 10,
      min: 0.01,
      max: 1_000_000,
    },
    ratio: {
      meaning: 'Sent to one host this many times as much as it sent back',
      unit: 'times',
      default: 5,
      min: 1,
      max: 1000,
    },
  },
  falsePositives:
    'Backups to a cloud, video calls, mail with attachments, a server of your own that the capture shows from the inside.',
  blindSpots:
    'Transfers within the network, those spread over many hosts, and those that the host outside fetched (they are no uploads of its own). Who is inside is what Beacons has under Networks.',
  needs: ['sessions'],
  detect(tables, selected, { large, lopsided, ratio }, choices) {
    const { sessions, addresses } = tables
    const scopes = addressScopes(addresses, choices)
    const isOutgoing = (row: number) =>
      (scopes[sessions.origHost[row]] & INTERNAL) !== 0 && (scopes[sessions.respHost[row]] & (INTERNAL | NEVER)) === 0
    const outgoing = selectedSessions(tables, selected).filter((row) => isOutgoing(row) && sessions.origBytes[row] > 0)
    const rows = heavyRows(
      outgoing,
      (row) => sessions.origHost[row],
      (row) => sessions.respHost[row],
      (row) => sessions.origBytes[row],
      lopsided * MIB,
    )
    const found: Found[] = []
    const pairOf = (row: number) => sessions.origHost[row] * addresses.size + sessions.respHost[row]
    eachGroup(tables, rows, pairOf, (group) => {
      let sent = 0
      let received = 0
      for (const row of group) {
        sent += sessions.origBytes[row]
        received += sessions.respBytes[row]
      }
      const times = sent / Math.max(received, 1)
      if (sent < lopsided * MIB || times < ratio) return
      const isLarge = sent >= large * MIB
      const [src] = addressTexts(tables, [sessions.origHost[group[0]]])
      const [dst] = addressTexts(tables, [sessions.respHost[group[0]]])
      found.push({
        severity: isLarge ? 'medium' : 'low',
        confidence: 'possible',
        title: `${src} sent ${(sent / MIB).toFixed(1)} MiB to ${dst}`,
        src: [src],
        dst: [dst],
        count: group.length,
        first: timeText(tables, sessions.start[group[0]]),
        last: timeText(tables, sessions.start[group[group.length - 1]]),
        evidence: all(oneOf('id.orig_h', [src]), oneOf('id.resp_h', [dst]), 'orig_bytes > 0'),
        why: {
          sent_bytes: sent,
          sent_bytes_threshold: (isLarge ? large : lopsided) * MIB,
          received_bytes: received,
          ratio: Math.round(times * 10) / 10,
          ratio_threshold: ratio,
        },
      })
    })
    return found
  },
}
