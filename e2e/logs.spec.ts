import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tarFile, zipFile } from '../src/engine/testing/archives.ts'
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

const weird = zeek('weird', `ts uid ${ID} name`, [
  '1700000001.5 Cses0 10.0.0.5 40000 203.0.113.9 443 odd_length',
  '1700000002.5 - - - - - truncated_header',
])
const notice = zeek('notice', `ts uid ${ID} note msg src dst`, [
  '1700000003.5 - - - - - Scan::Port_Scan scanned 10.0.0.66 10.0.0.5',
])
/** Two hours of a day's folder as Zeek rolls it, a summary that is free text, and logs of their own tables. */
const day: readonly { name: string; bytes: Buffer }[] = [
  { name: 'day/conn.00:00:00-01:00:00.log.gz', bytes: gzipSync(conn) },
  { name: 'day/ssl.00:00:00-01:00:00.log.gz', bytes: gzipSync(ssl) },
  { name: 'day/weird.00:00:00-01:00:00.log', bytes: weird },
  { name: 'day/notice.00:00:00-01:00:00.log', bytes: notice },
  { name: 'day/conn-summary.00:00:00-01:00:00.log', bytes: Buffer.from('>== Total === 2023-11-14\n   - no rows\n') },
]

for (const [kind, name, pack] of [
  ['zip', 'day.zip', zipFile],
  ['packed tar', 'day.tar.gz', (members: readonly { name: string; bytes: Buffer }[]) => gzipSync(tarFile(members))],
] as const)
  test(`a ${kind} archive of rolled logs is opened like their folder`, async ({ app, page }) => {
    await app.start('file')
    await app.drop(name, pack([...day]))
    await app.whenRead()
    await expect(page.getByRole('main')).toContainText('24 sessions')
    await app.show('Logs')
    const grid = app.grid('Logs')
    await expect(grid).toHaveAttribute('aria-rowcount', '6')
    await expect(grid.getByRole('row', { name: /conn\.00.*gz/ })).toContainText('zeek-tsv (gzip)')
    await grid.getByRole('row', { name: /conn-summary/ }).click()
    await expect(page.getByRole('region', { name: 'The chosen log' })).toContainText('Why it was not read')
  })

test('rows of any log are searched for, seen in their session, and exported', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('day')
  mkdirSync(folder, { recursive: true })
  for (const { name, bytes } of day) writeFileSync(join(folder, name.replace('day/', '')), bytes)
  await app.start('file')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await app.show('Logs')
  await app.grid('Logs').getByRole('row', { name: /weird/ }).click()
  const chosen = page.getByRole('region', { name: 'The chosen log' })
  await expect(chosen.getByRole('row', { name: /truncated_header/ })).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type('weird.name == "odd_length"')
  await page.keyboard.press('Enter')
  await expect(chosen).toContainText('1 of 2 rows selected')
  await expect(chosen.getByRole('row', { name: /truncated_header/ })).toHaveCount(0)
  const download = page.waitForEvent('download')
  await chosen.getByRole('group', { name: 'Export the weird table' }).getByRole('button', { name: 'CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Cses0,10.0.0.5,40000,203.0.113.9,443,odd_length')

  await app.show('Sessions')
  const sessions = app.grid('Sessions')
  await expect(sessions).toHaveAttribute('aria-rowcount', '2')
  await expect(sessions).toContainText('conn.00:00:00-01:00:00.log.gz')
  await sessions.getByRole('row', { name: /203\.0\.113\.9/ }).click()
  await page.keyboard.press('Enter')
  const details = page.getByRole('region', { name: 'Session', exact: true })
  await expect(details.getByRole('heading', { name: /^weird/ })).toBeVisible()
  await expect(details).toContainText('odd_length')
  await expect(details.getByRole('button', { name: 'Export its packets' })).toBeDisabled()
})

test('a capture and Zeek’s notices dropped together: the notice is a finding', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('mixed')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'notice.log'), notice)
  writeFileSync(join(folder, SAMPLE), sampleBytes(SAMPLE))
  await app.start('http')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await app.show('Findings')
  await expect(page.getByRole('main')).toContainText('Zeek notice Scan::Port_Scan: scanned')
  await app.show('Sessions')
  await expect(app.grid('Sessions').getByRole('columnheader', { name: 'Files' })).toBeVisible()
})
