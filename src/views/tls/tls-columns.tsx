import {
  bytesColumn,
  countColumn,
  listColumn,
  numberColumn,
  textColumn,
  timeColumn,
} from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import type { ClientHello } from '../../engine/analysis/tls-hellos.ts'
import type { TlsHost } from '../../engine/analysis/tls-hosts.ts'

export const hostColumns: readonly GridColumn<TlsHost>[] = [
  textColumn<TlsHost>('Server Name', 'name', { width: 190, grow: true, none: '(no name sent)', field: 'server_name' }),
  listColumn<TlsHost>('Addresses', 'servers', { width: 150, explain: 'Of the servers, at most ten', field: 'address' }),
  countColumn<TlsHost>('Clients', 'clients', { width: 68 }),
  countColumn<TlsHost>('Hellos', 'hellos', { width: 68, explain: 'Client hellos' }),
  bytesColumn<TlsHost>('Bytes', 'bytes', { explain: 'Of the sessions that begin with these hellos' }),
  listColumn<TlsHost>('Transport', 'transports', { width: 84 }),
  listColumn<TlsHost>('Versions', 'versions', { width: 116 }),
  listColumn<TlsHost>('ALPN', 'alpn', { width: 100, field: 'next_protocol' }),
  textColumn<TlsHost>('Certificate', 'certificate', {
    width: 150,
    explain: 'Common name of the server’s own certificate, where it is sent in the clear (TLS 1.2 and before)',
    field: 'cert.subject.cn',
  }),
  listColumn<TlsHost>('JA4', 'ja4', { width: 180, explain: 'Fingerprints of the clients', field: 'tls.ja4' }),
  listColumn<TlsHost>('JA3', 'ja3', { width: 130, explain: 'Fingerprints of the clients', field: 'tls.ja3' }),
  listColumn<TlsHost>('JA3S', 'ja3s', { width: 130, explain: 'Fingerprints of the servers', field: 'tls.ja3s' }),
  timeColumn<TlsHost>('First Seen', (row) => row.first_time, { id: 'first_time' }),
]

/** Names of legacy_version and supported_versions: RFC 8446 section 4.1.2, RFC 9147 section 5.3, RFC 8701 for 0x?a?a. */
const VERSION_NAMES: Readonly<Record<string, string>> = {
  '0x0300': 'SSL 3.0',
  '0x0301': 'TLS 1.0',
  '0x0302': 'TLS 1.1',
  '0x0303': 'TLS 1.2',
  '0x0304': 'TLS 1.3',
  '0xfeff': 'DTLS 1.0',
  '0xfefd': 'DTLS 1.2',
  '0xfefc': 'DTLS 1.3',
}

export function versionName(version: string): string {
  return VERSION_NAMES[version] ?? (/^0x(.a)\1$/.test(version) ? 'GREASE' : version)
}

/** What a hello offers: its supported versions without GREASE, else its legacy version. */
export function offeredVersions({
  version,
  supported_versions,
}: Pick<ClientHello, 'version' | 'supported_versions'>): string {
  const names = supported_versions.map(versionName).filter((name) => name !== 'GREASE')
  return names.length > 0 ? names.join(', ') : versionName(version)
}

const offered: GridColumn<ClientHello> = {
  id: 'version',
  header: 'Versions',
  width: 130,
  order: 'version',
  explain: 'Offered by the client, GREASE left out',
  cell: (row) => <MiddleText text={offeredVersions(row)} />,
  text: offeredVersions,
}

export const helloColumns: readonly GridColumn<ClientHello>[] = [
  numberColumn<ClientHello>('No.', 'frame', {
    width: 80,
    explain: 'Packet in which the hello is complete',
    field: 'frame.number',
  }),
  textColumn<ClientHello>('Client', 'src', { width: 130, field: 'address' }),
  numberColumn<ClientHello>('Port', 'srcport', { field: 'port' }),
  textColumn<ClientHello>('Server', 'dst', { width: 130, field: 'address' }),
  numberColumn<ClientHello>('Port', 'dstport', { field: 'port' }),
  textColumn<ClientHello>('Transport', 'transport', { width: 84 }),
  textColumn<ClientHello>('Server Name', 'sni', {
    width: 180,
    grow: true,
    none: '(no name sent)',
    field: 'server_name',
  }),
  offered,
  listColumn<ClientHello>('ALPN', 'alpn', { width: 110 }),
  textColumn<ClientHello>('JA4', 'ja4', { width: 270, field: 'tls.ja4' }),
  textColumn<ClientHello>('JA3', 'ja3', { width: 250, field: 'tls.ja3' }),
  textColumn<ClientHello>('File', 'source', {
    width: 160,
    none: '',
    explain: 'Capture or log that tells it',
    field: 'file',
  }),
]
