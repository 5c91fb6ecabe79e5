import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'

const SAMPLE = 'intrusion.pcap'

/** A log as Zeek writes it, fields parted by blanks here. */
function zeek(path: string, fields: string, rows: readonly string[]): Buffer {
  const lines = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    `#fields\t${fields.replaceAll(' ', '\t')}`,
    ...rows.map((row) => row.replaceAll(' ', '\t')),
  ]
  return Buffer.from(`${lines.join('\n')}\n`)
}

const ID = 'id.orig_h id.orig_p id.resp_h id.resp_p'
const starts = Array.from({ length: 24 }, (_, i) => 1_700_000_000 + i * 3600)
const conn = zeek(
  'conn',
  `ts uid ${ID} proto service duration orig_bytes resp_bytes conn_state orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes`,
  starts.map((at, i) => `${at}.5 Cses${i} 10.0.0.5 ${40_000 + i} 203.0.113.9 443 tcp ssl 2.5 100 900 SF 5 400 6 1300`),
)
const ssl = zeek(
  'ssl',
  `ts uid ${ID} version cipher server_name`,
  starts.map(
    (at, i) => `${at}.6 Cses${i} 10.0.0.5 ${40_000 + i} 203.0.113.9 443 TLSv13 TLS_AES_128_GCM_SHA256 c2.example`,
  ),
)
const dns = zeek('dns', `ts uid ${ID} proto trans_id rtt query qtype rcode answers TTLs`, [
  '1700000000.1 Cdns1 10.0.0.5 5353 10.0.0.53 53 udp 7 0.02 c2.example 1 0 203.0.113.9 60.0',
])

test('a folder of logs fills the same views as packets do', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('2023-11-14')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'conn.log.gz'), gzipSync(conn))
  writeFileSync(join(folder, 'ssl.log'), ssl)
  writeFileSync(join(folder, 'dns.log'), dns)
  await app.start('file')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await expect(app.statusBar).toContainText('Records 49')
  await expect(page.getByRole('main')).toContainText('25 sessions')
  await expect(page.getByRole('main')).toContainText('264 packets')

  await app.show('Conversations')
  await expect(page.getByRole('tab', { name: 'TCP · 24' })).toBeVisible()
  await app.show('DNS')
  await expect(page.getByRole('row', { name: /c2\.example/ })).toContainText('dns.log')
  await app.show('TLS')
  await expect(page.getByRole('row', { name: /c2\.example/ })).toContainText('TLS 1.3')
  await app.show('Beacons')
  await expect(page.getByRole('row', { name: /c2\.example/ })).toContainText('1.000')
})

test('a capture and logs dropped together are one', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('both')
  mkdirSync(folder, { recursive: true })
  const capture = sampleBytes(SAMPLE)
  const { packets } = pcapTotals(capture)
  writeFileSync(join(folder, 'a-conn.log'), conn)
  writeFileSync(join(folder, SAMPLE), capture)
  await app.start('http')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await expect(app.statusBar).toContainText(`Packets ${packets.toLocaleString('en-US')}`)
  await expect(app.statusBar).toContainText('Records 24')
})

test('a log whose packing is broken keeps what came before, and the others', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('broken')
  mkdirSync(folder, { recursive: true })
  const packed = gzipSync(ssl)
  writeFileSync(join(folder, 'ssl.log.gz'), packed.subarray(0, packed.length - 40))
  writeFileSync(join(folder, 'conn.log'), conn)
  await app.start('http')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await expect(app.statusBar).toContainText('Partial')
  await expect(page.getByRole('main')).toContainText('24 sessions')
  await page.getByRole('button', { name: '1 warning' }).click()
  await expect(page.getByRole('dialog').getByRole('row', { name: /ssl\.log\.gz/ })).toBeVisible()
})
