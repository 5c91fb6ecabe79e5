import { expect, test } from 'vitest'
import { evidenceFrames } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'

test('the first message of a transaction by what the transaction says', () => {
  const tables = tablesFromText(
    '0 300 ip:udp 0.0.0.0:68>255.255.255.255:67\n1 300 ip:udp 0.0.0.0:68>255.255.255.255:67',
  )
  const { dhcp, texts, addresses } = tables
  const row = dhcp.addRow()
  dhcp.frame[row] = 2
  dhcp.session[row] = 1
  dhcp.hostName[row] = texts.internText('Ann-PC')
  dhcp.assignedAddress[row] = addresses.ipv4(0xc0000264)
  dhcp.server[row] = addresses.ipv4(0xc0000201)
  const asked = ['host_name == "ann-pc"', 'assigned_addr == 192.0.2.0/25', 'server_addr == 192.0.2.1']
  expect(asked.map((text) => evidenceFrames(tables, text))).toEqual(asked.map(() => [2]))
  expect(evidenceFrames(tables, 'requested_addr')).toEqual([])
})
