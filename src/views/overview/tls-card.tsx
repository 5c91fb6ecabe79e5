import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { exactBytes, formatBytes, formatCount } from '../../components/units.ts'
import { addressValue, fieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { viewHref } from '../../state/route-store.ts'
import { usePage } from '../../state/use-analysis.ts'
import { TOP } from './use-top.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Hellos', width: 48, explain: 'Client hellos: connections begun' },
  { header: 'Bytes', width: 66, explain: 'Bytes of the sessions that begin with these hellos' },
]

export function TlsCard() {
  const empty = useEmpty('No TLS or QUIC handshakes')
  const { result: page, error } = usePage('tlsHosts', {}, { order: 'bytes:desc', start: 0, length: TOP })
  const most = page?.rows[0]?.bytes ?? 0
  const bars = page?.rows.map(({ name, servers, hellos, bytes, transports, versions }): BarRow => {
    const value = name === null ? addressValue(servers[0]) : fieldValue('server_name', name)
    return {
      key: `${name ?? ''} ${servers.join(' ')}`,
      value,
      label: (
        <ValueHandle value={value}>
          <MiddleText text={name ?? servers[0]} />
        </ValueHandle>
      ),
      share: most > 0 ? bytes / most : 0,
      color: transports[0] === 'quic' ? 'var(--hue-green)' : 'var(--hue-blue)',
      title: escapeCaptureText([...versions, ...transports].join(', '), 200),
      values: [{ text: formatCount(hellos) }, { text: formatBytes(bytes), title: exactBytes(bytes) }],
    }
  })
  return (
    <Card
      title="TLS and QUIC hosts"
      counts={page && `of ${formatCount(page.total)}, by bytes`}
      href={viewHref('tls')}
      open="TLS"
    >
      <BarList
        label="TLS and QUIC hosts"
        head="Server name"
        columns={COLUMNS}
        rows={bars}
        empty={empty}
        error={error}
      />
    </Card>
  )
}
