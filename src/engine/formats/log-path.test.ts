import { expect, test } from 'vitest'
import { logPathOf } from './log-path.ts'

test.each([
  ['conn.log', 'conn'],
  ['conn.2026-01-31.log.gz', 'conn'],
  ['conn_20210101.log', 'conn'],
  ['conn_20210101_05:00:00.log', 'conn'],
  ['conn.00:00:00-01:00:00.log.gz', 'conn'],
  ['conn.00_00_00-01_00_00.log.gz', 'conn'],
  ['2024-04-21/open_conn.17_32_32-18_00_00.log.gz', 'open_conn'],
  ['known_certs.16:02:19-17:00:00', 'known_certs'],
  ['json_streaming_dns.log.1', 'dns'],
  ['smb_files.json.gz', 'smb_files'],
  ['dhcp_002.log.gz', 'dhcp'],
  ['conn_red.log', 'conn'],
  ['x509.log.zst', 'x509'],
  ['capture_loss.2026-01-31-00-00-00.log', 'capture_loss'],
  ['my_own.log', 'my_own'],
  ['events.json', 'events'],
])('%s is a log of %s', (name, path) => {
  expect(logPathOf(name)).toBe(path)
})
