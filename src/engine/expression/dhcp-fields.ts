import type { DhcpTable } from '../tables/dhcp.ts'
import type { Field } from './field.ts'
import { frameColumn, type RowWalk, texts } from './row-columns.ts'

/** Clients without an address share one session: what belongs to a transaction are its first four messages. */
function transactions(read: (table: DhcpTable, row: number) => number): RowWalk {
  return ({ dhcp: table }, visit) => {
    for (let row = 0; row < table.rows; row++) {
      const value = read(table, row)
      if (value === 0) continue
      const { frame, secondFrame, thirdFrame, fourthFrame } = table
      const frames = [frame[row], secondFrame[row], thirdFrame[row], fourthFrame[row]].filter((one) => one !== 0)
      visit({ session: table.session[row], frames }, value)
    }
  }
}

const address = (
  name: string,
  column: 'client' | 'server' | 'requestedAddress' | 'assignedAddress',
  meaning: string,
): Field => ({
  name,
  aliases: [],
  family: 'zeek',
  type: 'address',
  meaning,
  example: `${name} == 10.0.0.0/8`,
  columns: [
    frameColumn(
      transactions((table, row) => table[column][row]),
      'address',
    ),
  ],
})

/** Zeek's dhcp log. */
export const dhcpFields: readonly Field[] = [
  {
    name: 'host_name',
    aliases: [],
    family: 'zeek',
    type: 'text',
    folded: true,
    meaning: 'name that a client gives itself in DHCP',
    example: 'host_name == *laptop*',
    columns: [
      frameColumn(
        transactions((table, row) => table.hostName[row]),
        texts,
      ),
    ],
  },
  address('client_addr', 'client', 'address that a DHCP client has in the end'),
  address('server_addr', 'server', 'DHCP server'),
  address('requested_addr', 'requestedAddress', 'address that a DHCP client asks for'),
  address('assigned_addr', 'assignedAddress', 'address that a DHCP server gives'),
]
