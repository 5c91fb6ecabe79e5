import { cipherName, tlsVersionName } from '../tables/tls-names.ts'
import type { TlsHelloTable } from '../tables/tls.ts'
import type { Column, Field } from './field.ts'
import { frameColumn, names, type RowWalk, sessionsColumn, texts } from './row-columns.ts'
import { parts } from './text-parts.ts'

const CLIENT = 1
const SERVER = 2

type Read = (hellos: TlsHelloTable, row: number) => number
type Carrier = 'tls' | 'dtls' | 'quic' | 'any'

/** A value of every hello of a kind but those for which `read` answers NaN. `tls` includes QUIC, as in Wireshark. */
function hellos(kind: number, carrier: Carrier, read: Read): RowWalk {
  return (tables, visit) => {
    const { tlsHellos: table, texts: pool } = tables
    for (let row = 0; row < table.rows; row++) {
      if (kind !== 0 && table.kind[row] !== kind) continue
      if (carrier !== 'any') {
        const transport = pool.text(table.transport[row])
        if (carrier === 'tls' ? transport === 'dtls' : transport !== carrier) continue
      }
      const value = read(table, row)
      if (!Number.isNaN(value)) visit({ session: table.session[row], frames: [table.frame[row]] }, value)
    }
  }
}

const text =
  (column: 'serverName' | 'ja3' | 'ja4'): Read =>
  (table, row) =>
    table[column][row] || Number.NaN
/** Protocols are joined by line feeds. */
const lines = (text: string) => text.split('\n')
const negotiated: Read = (table, row) => table.selectedVersion[row] || table.version[row]
const versionDigits = (prefix: string, dot: string) =>
  names(65536, (version) =>
    tlsVersionName(version)
      .replace(/^SSL 2\.0$/, 'SSLv2')
      .replace(/^SSL 3\.0$/, 'SSLv3')
      .replace(/^(D?TLS) 1\.(\d)/, `$1${prefix}1${dot}$2`),
  )

type Rest = Pick<Field, 'type' | 'meaning' | 'example'> & Partial<Field>

const wireshark = (name: string, walk: RowWalk, rest: Rest, space?: Column['space']): Field => ({
  name,
  aliases: [],
  family: 'wireshark',
  columns: [frameColumn(walk, space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

const session = (name: string, walk: RowWalk, rest: Rest, space?: Column['space']): Field => ({
  name,
  aliases: [],
  family: 'arkime',
  columns: [sessionsColumn(walk, space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

/** Hello fields of TLS (with QUIC) and of DTLS have the same names behind their prefix. */
const layered = (['tls', 'dtls'] as const).flatMap((carrier): Field[] => {
  const words = carrier === 'tls' ? 'TLS or QUIC' : 'DTLS'
  const alpn = parts(
    hellos(0, carrier, (table, row) => table.alpn[row] || Number.NaN),
    lines,
  )
  const of = (name: string) => `${carrier}.handshake.${name}`
  const fields = [
    wireshark(of('extensions_server_name'), hellos(CLIENT, carrier, text('serverName')), {
      type: 'text',
      meaning: `server name that the client of ${words} asks for`,
      example: `${of('extensions_server_name')} contains "example"`,
    }),
    wireshark(
      of('extensions_alpn_str'),
      alpn.walk,
      {
        type: 'text',
        meaning: `application protocol offered or chosen in ${words}`,
        example: `${of('extensions_alpn_str')} == h2`,
      },
      alpn.space,
    ),
    wireshark(
      of('version'),
      hellos(0, carrier, (table, row) => table.version[row]),
      { type: 'number', meaning: 'legacy version of the hello', example: `${of('version')} == 0x0303` },
    ),
    wireshark(of('ja3'), hellos(CLIENT, carrier, text('ja3')), {
      type: 'text',
      meaning: 'JA3 fingerprint of the client',
      example: `${of('ja3')} == 72a589da586844d7f0818ce684948eea`,
    }),
    wireshark(of('ja3s'), hellos(SERVER, carrier, text('ja3')), {
      type: 'text',
      meaning: 'JA3S fingerprint of the server',
      example: `${of('ja3s')} == ec74a5c51106f0419184d0dd08fb05bc`,
    }),
    wireshark(of('ja4'), hellos(CLIENT, carrier, text('ja4')), {
      type: 'text',
      meaning: 'JA4 fingerprint of the client',
      example: `${of('ja4')} == t13d*`,
    }),
  ]
  return fields
})

const alpnChosen = parts(
  hellos(SERVER, 'any', (table, row) => table.alpn[row] || Number.NaN),
  lines,
)

/** Names that clients ask for, of whole sessions. */
export const serverNames = sessionsColumn(hellos(CLIENT, 'any', text('serverName')))

export const tlsFields: readonly Field[] = [
  ...layered,
  {
    ...session('server_name', hellos(CLIENT, 'any', text('serverName')), {
      aliases: ['host.tls', 'tls.sni'],
      family: 'zeek',
      type: 'text',
      folded: true,
      meaning: 'server name that the client asks for (TLS, DTLS, QUIC)',
      example: 'server_name == *.example.com',
    }),
    columns: [serverNames],
  },
  session(
    'tls.version',
    hellos(SERVER, 'any', negotiated),
    { type: 'text', folded: true, meaning: 'version agreed on', example: 'tls.version == TLSv1.3' },
    versionDigits('v', '.'),
  ),
  session(
    'version',
    hellos(SERVER, 'any', negotiated),
    {
      family: 'zeek',
      type: 'text',
      folded: true,
      meaning: 'TLS version agreed on, as Zeek writes it',
      example: 'version == TLSv13',
    },
    versionDigits('v', ''),
  ),
  session(
    'tls.cipher',
    hellos(SERVER, 'any', (table, row) => table.cipher[row]),
    {
      aliases: ['cipher'],
      type: 'text',
      folded: true,
      meaning: 'cipher suite agreed on',
      example: 'tls.cipher == *CBC*',
    },
    names(65536, cipherName),
  ),
  session(
    'next_protocol',
    alpnChosen.walk,
    {
      family: 'zeek',
      type: 'text',
      meaning: 'application protocol that the server chose',
      example: 'next_protocol == h2',
    },
    alpnChosen.space,
  ),
  session('tls.ja3', hellos(CLIENT, 'any', text('ja3')), {
    aliases: ['ja3'],
    type: 'text',
    folded: true,
    meaning: 'JA3 fingerprint of the client',
    example: 'tls.ja3 == 72a589da586844d7f0818ce684948eea',
  }),
  session('tls.ja3s', hellos(SERVER, 'any', text('ja3')), {
    aliases: ['ja3s'],
    type: 'text',
    folded: true,
    meaning: 'JA3S fingerprint of the server',
    example: 'tls.ja3s == ec74a5c51106f0419184d0dd08fb05bc',
  }),
  session('tls.ja4', hellos(CLIENT, 'any', text('ja4')), {
    aliases: ['ja4'],
    type: 'text',
    folded: true,
    meaning: 'JA4 fingerprint of the client',
    example: 'tls.ja4 == t13d*',
  }),
  session('host.quic', hellos(CLIENT, 'quic', text('serverName')), {
    aliases: ['quic.host'],
    type: 'text',
    folded: true,
    meaning: 'server name that the client of QUIC asks for',
    example: 'host.quic == *.example.com',
  }),
]
