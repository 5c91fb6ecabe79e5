import { bytesColumn, countColumn, numberColumn, textColumn } from '../../components/columns.tsx'
import { addressField } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { ConversationProtocol } from '../../engine/analysis/conversations.ts'
import type { Endpoint } from '../../engine/analysis/endpoints.ts'

const address = textColumn<Endpoint>('Address', 'host', { width: 300, explain: 'Sorted as numbers', field: 'address' })
const port = (field: string) => numberColumn<Endpoint>('Port', 'port', { width: 72, field })
/** What the address sent, or received. */
const oneWay = (end: 'src' | 'dst') => ({
  explain: end === 'src' ? 'Sent by this address' : 'Received by this address',
  value: ({ host }: Endpoint) => {
    const field = addressField(host).replace('addr', end)
    return { field, value: host }
  },
})
const counts: GridColumn<Endpoint>[] = [
  countColumn('Packets', 'frames', { width: 110 }),
  bytesColumn('Bytes', 'bytes', { width: 110, explain: 'Length on the wire of the packets' }),
  countColumn('Tx Packets', 'txf', { width: 110, ...oneWay('src') }),
  bytesColumn('Tx Bytes', 'txb', { width: 110, ...oneWay('src') }),
  countColumn('Rx Packets', 'rxf', { width: 110, ...oneWay('dst') }),
  bytesColumn('Rx Bytes', 'rxb', { width: 110, ...oneWay('dst') }),
]

const withPort = (field: string) => [address, port(field), ...counts]
const withoutPort = [address, ...counts]

/** Wireshark's columns of the Endpoints window. */
export const endpointColumns: Readonly<Record<ConversationProtocol, readonly GridColumn<Endpoint>[]>> = {
  eth: withoutPort,
  ip: withoutPort,
  ipv6: withoutPort,
  tcp: withPort('tcp.port'),
  udp: withPort('udp.port'),
}
