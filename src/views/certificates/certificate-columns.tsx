import { countColumn, listColumn, numberColumn, textColumn } from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import type { Certificate } from '../../engine/analysis/certificates.ts'
import { ValidityBar } from './validity-bar.tsx'
import classes from './certificates-view.module.css'

/** Seconds since 1970; null for what is no date. */
export function secondsOf(date: string | null): number | null {
  const seconds = date === null ? Number.NaN : Date.parse(date) / 1000
  return Number.isNaN(seconds) ? null : seconds
}

/** What is remarkable about a certificate, judged by the time at which it was seen, not by today's. */
export function certificateRemarks(certificate: Certificate): string[] {
  const { time, index, subject, issuer, subject_cn, issuer_cn, not_before, not_after } = certificate
  const remarks: string[] = []
  const seen = Number(time ?? Number.NaN)
  if ((secondsOf(not_after) ?? Number.NaN) < seen) remarks.push('expired')
  if ((secondsOf(not_before) ?? Number.NaN) > seen) remarks.push('not yet valid')
  // Roots at the end of a chain are issued by themselves; a server's own certificate should not be.
  const isSelfIssued = subject === null ? subject_cn !== null && subject_cn === issuer_cn : subject === issuer
  if (index === 0 && isSelfIssued) remarks.push('self-issued')
  return remarks
}

const dateText = (date: string | null) => date?.replace('T', ' ').replace(/:\d\dZ$/, '') ?? ''

function dateColumn(header: string, key: 'not_before' | 'not_after'): GridColumn<Certificate> {
  return {
    id: key,
    header,
    width: 144,
    order: key,
    cell: (row) => dateText(row[key]),
    text: (row) => row[key] ?? '',
    title: (row) => row[key] ?? undefined,
  }
}

const remarksOf = (row: Certificate) => certificateRemarks(row).join(', ')

/** Years around the capture and today that the bars of all rows span. */
const MARGIN = 2 * 365.25 * 86_400

/** The bars' common scale: `seen` are the first and last moment of the capture, `now` is today, in seconds since 1970. */
export function validityScale(seen: readonly number[], now: number): { from: number; to: number } {
  return { from: Math.min(now, ...seen) - MARGIN, to: Math.max(now, ...seen) + MARGIN }
}

const yearOf = (seconds: number) => new Date(seconds * 1000).getUTCFullYear()

/** `now`: seconds since 1970, for the bars; `scale` is what they span. */
export const certificateColumns = (
  now: number,
  scale: { from: number; to: number },
): readonly GridColumn<Certificate>[] => [
  numberColumn<Certificate>('No.', 'frame', {
    width: 80,
    explain: 'Packet in which the message is complete',
    field: 'frame.number',
  }),
  textColumn<Certificate>('Server', 'src', { width: 130, explain: 'Who sent the certificate', field: 'address' }),
  numberColumn<Certificate>('Port', 'srcport', { field: 'port' }),
  numberColumn<Certificate>('Index', 'index', { width: 62, explain: 'Place in the chain: 0 = the sender’s own' }),
  textColumn<Certificate>('Subject', 'subject_cn', {
    width: 180,
    grow: true,
    explain: 'Common name',
    field: 'cert.subject.cn',
  }),
  textColumn<Certificate>('Issuer', 'issuer_cn', {
    width: 180,
    grow: true,
    explain: 'Common name',
    field: 'cert.issuer.cn',
  }),
  dateColumn('Not Before (UTC)', 'not_before'),
  dateColumn('Not After (UTC)', 'not_after'),
  {
    id: 'validity',
    header: `Validity ${yearOf(scale.from)}–${yearOf(scale.to)}`,
    width: 150,
    order: 'not_after',
    explain: `From ${yearOf(scale.from)} to ${yearOf(scale.to)}. Green: valid, an arrow where that was before. Disc: seen in the capture. Line: now`,
    cell: ({ not_before, not_after, time }) => (
      <ValidityBar
        from={secondsOf(not_before)}
        to={secondsOf(not_after)}
        seen={time === null ? null : Number(time)}
        now={now}
        scale={scale}
      />
    ),
    text: ({ not_before, not_after }) => `${not_before ?? ''} to ${not_after ?? ''}`,
  },
  countColumn<Certificate>('Sessions', 'sessions', { width: 84, explain: 'In which it was sent' }),
  {
    id: 'remarks',
    header: 'Remarks',
    width: 130,
    explain: 'Judged by the time at which it was seen',
    cell: (row) => <span className={classes.remarks}>{remarksOf(row)}</span>,
    text: remarksOf,
  },
  listColumn<Certificate>('Alternative Names', 'san', { width: 180, field: 'cert.alt' }),
  textColumn<Certificate>('Serial', 'serial', { width: 140, field: 'cert.serial' }),
  textColumn<Certificate>('SHA-256', 'sha256', { width: 160, field: 'fingerprint' }),
  textColumn<Certificate>('SHA-1', 'sha1', { width: 160, field: 'cert.hash' }),
  textColumn<Certificate>('Signature', 'signature', { width: 170 }),
  textColumn<Certificate>('File', 'source', {
    width: 160,
    none: '',
    explain: 'Capture or log that tells it',
    field: 'file',
  }),
]
