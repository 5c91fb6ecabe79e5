import type { CaptureTables } from '../tables/capture-tables.ts'
import type { CertificateTable } from '../tables/certificates.ts'
import type { Column, Dictionary, Field } from './field.ts'
import { frameColumn, type RowWalk, sessionsColumn, texts } from './row-columns.ts'
import { parts } from './text-parts.ts'

const DAY = 86_400_000

type Read = (table: CertificateTable, row: number, tables: CaptureTables) => number

/** A value of every certificate but those for which `read` answers NaN. */
function certificates(read: Read): RowWalk {
  return (tables, visit) => {
    const { certificates: table } = tables
    for (let row = 0; row < table.rows; row++) {
      const value = read(table, row, tables)
      if (!Number.isNaN(value)) visit({ session: table.session[row], frames: [table.frame[row]] }, value)
    }
  }
}

type TextColumn =
  | 'subject'
  | 'issuer'
  | 'subjectCommonName'
  | 'issuerCommonName'
  | 'serial'
  | 'fingerprint'
  | 'sha1'
  | 'subjectAltNames'

const text = (column: TextColumn) => certificates((table, row) => table[column][row] || Number.NaN)

/** Milliseconds since 1970. */
const milliseconds =
  (column: 'notBefore' | 'notAfter'): Read =>
  (table, row, { texts: pool }) =>
    table[column][row] === 0 ? Number.NaN : Date.parse(pool.text(table[column][row]))

const time = (column: 'notBefore' | 'notAfter') => {
  const read = milliseconds(column)
  return certificates((table, row, tables) => (read(table, row, tables) - tables.baseSecond * 1000) * 1e6)
}

const notBefore = milliseconds('notBefore')
const notAfter = milliseconds('notAfter')
const validDays = certificates((table, row, tables) =>
  Math.floor((notAfter(table, row, tables) - notBefore(table, row, tables)) / DAY),
)
const remainingDays = certificates((table, row, tables) => {
  const session = table.session[row]
  const seen = tables.baseSecond * 1000 + tables.sessions.start[session] / 1e6
  return session === 0 ? Number.NaN : Math.max(0, Math.floor((notAfter(table, row, tables) - seen) / DAY))
})

/** A part of RFC 4514 names, such as O of 'CN=a,O=b\, c': its texts, one number a certificate name. */
function attribute(column: 'subject' | 'issuer', key: string): { walk: RowWalk; space: Column['space'] } {
  const pattern = new RegExp(`(?:^|,|\\+)\\s*${key}=((?:\\\\.|[^,+\\\\])*)`)
  const valueOf = (name: string) => pattern.exec(name)?.[1].replaceAll(/\\(.)/g, '$1')
  const walk = text(column)
  return {
    walk: (tables, visit) =>
      walk(tables, (place, id) => {
        if (valueOf(tables.texts.text(id)) !== undefined) visit(place, id)
      }),
    space: ({ texts: pool }): Dictionary => ({ size: pool.size, text: (id) => valueOf(pool.text(id)) ?? '' }),
  }
}

/** The names of a certificate, one number each. */
const altNames = parts(text('subjectAltNames'), (list) => list.split(','))

/** Certificates of every session. */
const counted: RowWalk = ({ certificates: table }, visit) => {
  const counts = new Map<number, number>()
  for (let row = 0; row < table.rows; row++) counts.set(table.session[row], (counts.get(table.session[row]) ?? 0) + 1)
  for (const [session, count] of counts) visit({ session, frames: [] }, count)
}

type Rest = Pick<Field, 'type' | 'meaning' | 'example'> & Partial<Field>

const session = (name: string, walk: RowWalk, rest: Rest, space?: Column['space']): Field => ({
  name,
  aliases: [],
  family: 'arkime',
  columns: [sessionsColumn(walk, space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

const on = (column: 'subject' | 'issuer', key: string, name: string, alias: string, words: string): Field => {
  const part = attribute(column, key)
  return session(
    name,
    part.walk,
    { aliases: [alias], type: 'text', meaning: words, example: `${name} == "Example Ltd"` },
    part.space,
  )
}

/** Common names and alternative names, of whole sessions. */
export const certificateHosts: readonly Column[] = [sessionsColumn(altNames.walk, altNames.space)]

export const certificateFields: readonly Field[] = [
  {
    name: 'x509ce.dNSName',
    aliases: [],
    family: 'wireshark',
    type: 'text',
    meaning: 'alternative name of a certificate',
    example: 'x509ce.dNSName contains "example"',
    columns: [frameColumn(altNames.walk, altNames.space)],
  },
  session('certificate.subject', text('subject'), {
    aliases: ['subject'],
    family: 'zeek',
    type: 'text',
    meaning: 'whole name of the holder of a certificate',
    example: 'certificate.subject contains "O=Example"',
  }),
  session('certificate.issuer', text('issuer'), {
    aliases: ['issuer'],
    family: 'zeek',
    type: 'text',
    meaning: 'whole name of the issuer of a certificate',
    example: 'certificate.issuer contains "Let\'s Encrypt"',
  }),
  session('cert.subject.cn', text('subjectCommonName'), {
    aliases: ['cert.subjectCN'],
    type: 'text',
    folded: true,
    meaning: 'common name of the holder of a certificate',
    example: 'cert.subject.cn == *.example.com',
  }),
  session('cert.issuer.cn', text('issuerCommonName'), {
    aliases: ['cert.issuerCN'],
    type: 'text',
    folded: true,
    meaning: 'common name of the issuer of a certificate',
    example: 'cert.issuer.cn == r3',
  }),
  on('subject', 'O', 'cert.subject.on', 'cert.subjectON', 'organisation of the holder of a certificate'),
  on('issuer', 'O', 'cert.issuer.on', 'cert.issuerON', 'organisation of the issuer of a certificate'),
  on('subject', 'OU', 'cert.subject.ou', 'cert.subjectOU', 'unit of the holder of a certificate'),
  on('issuer', 'OU', 'cert.issuer.ou', 'cert.issuerOU', 'unit of the issuer of a certificate'),
  session(
    'cert.alt',
    altNames.walk,
    {
      aliases: ['san.dns'],
      type: 'text',
      folded: true,
      meaning: 'alternative name of a certificate',
      example: 'cert.alt == *.example.com',
    },
    altNames.space,
  ),
  session('cert.serial', text('serial'), {
    aliases: ['certificate.serial'],
    type: 'text',
    folded: true,
    meaning: 'serial number of a certificate, hexadecimal',
    example: 'cert.serial == 03a1*',
  }),
  session('fingerprint', text('fingerprint'), {
    aliases: ['cert.sha256'],
    family: 'zeek',
    type: 'text',
    folded: true,
    meaning: 'SHA-256 of a certificate',
    example: 'fingerprint == 9f86d081*',
  }),
  session('cert.hash', text('sha1'), {
    aliases: ['cert.sha1'],
    type: 'text',
    folded: true,
    meaning: 'SHA-1 of a certificate, with colons',
    example: 'cert.hash == "a9:99:3e:36*"',
  }),
  session('cert.notbefore', time('notBefore'), {
    aliases: ['certificate.not_valid_before', 'cert.notBefore'],
    type: 'time',
    meaning: 'from when a certificate is valid',
    example: 'cert.notbefore > 2024-01-01',
  }),
  session('cert.notafter', time('notAfter'), {
    aliases: ['certificate.not_valid_after', 'cert.notAfter'],
    type: 'time',
    meaning: 'until when a certificate is valid',
    example: 'cert.notafter < 2024-01-01',
  }),
  session('cert.validfor', validDays, {
    aliases: ['cert.validDays'],
    type: 'number',
    meaning: 'days that a certificate is valid',
    example: 'cert.validfor > 825',
  }),
  session('cert.remainingDays', remainingDays, {
    type: 'number',
    meaning: 'days that a certificate was still valid when the session began',
    example: 'cert.remainingDays == 0',
  }),
  session('cert.cnt', counted, {
    aliases: ['certCnt'],
    type: 'number',
    meaning: 'certificates in the session',
    example: 'cert.cnt > 3',
  }),
]
