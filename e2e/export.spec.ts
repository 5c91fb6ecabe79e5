import { readFileSync } from 'node:fs'
import type { Download } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'

const SAMPLE = 'intrusion.pcap'

const bytesOf = async (download: Download) => readFileSync(await download.path())

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('a pcap of the selection, by keys, holds the same packets when it is opened', async ({ app, page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('dns and ip')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed')
  const selected = await page.evaluate(() => capscope.status({ expression: 'dns and ip' }))
  const lookups = await page.evaluate(() => capscope.dnsLookups({ expression: 'dns and ip' }))

  const menu = page.getByRole('button', { name: 'Export', exact: true })
  await menu.press('Enter')
  const choices = page.getByRole('dialog', { name: 'Export' })
  await expect(choices).toContainText(`Of the selection: ${selected.frames.toLocaleString('en-US')} of `)
  await expect(choices.getByRole('button', { name: 'pcap', exact: true })).toBeFocused()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('intrusion dns and ip.pcap')
  await expect(app.statusBar).toContainText('Saved intrusion dns and ip.pcap')
  await expect(menu).toBeFocused()

  const bytes = await bytesOf(file)
  await page.reload()
  await app.drop('again.pcap', bytes)
  await app.whenRead()
  const again = await page.evaluate(() => capscope.status())
  for (const key of ['frames', 'bytes', 'caplen', 'first_epoch', 'last_epoch'] as const)
    expect(again[key], key).toBe(selected[key])
  const names = (list: typeof lookups) => list.map(({ full_query }) => full_query)
  expect(names(await page.evaluate(() => capscope.dnsLookups()))).toEqual(names(lookups))
})

test('a grid is saved as CSV in the order that it shows', async ({ app, page }) => {
  await app.show('Sessions')
  const grid = app.grid('Sessions')
  await grid
    .getByRole('columnheader', { name: /^Bytes/ })
    .first()
    .click()
  const { rows } = await page.evaluate(() => capscope.sessions({ order: 'bytes:desc', length: 3 }))
  await page.getByRole('button', { name: 'Export: Sessions' }).press('Enter')
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as CSV' }).press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('intrusion sessions.csv')
  const lines = (await bytesOf(file)).toString('utf8').trimEnd().split(/\r?\n/)
  const at = lines[0].split(',').indexOf('uid')
  expect(at).toBeGreaterThanOrEqual(0)
  const { total } = await page.evaluate(() => capscope.sessions({ length: 0 }))
  expect(lines).toHaveLength(total + 1)
  rows.forEach(({ uid }, i) => expect(lines[i + 1]).toContain(uid))
})

test('the packets of one session', async ({ app, page }) => {
  await app.show('Sessions')
  const grid = app.grid('Sessions')
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const [{ packets }] = (await page.evaluate(() => capscope.sessions({ length: 1 }))).rows
  const download = page.waitForEvent('download')
  await page
    .getByRole('region', { name: 'Session', exact: true })
    .getByRole('button', { name: 'Export its packets' })
    .click()
  const bytes = await bytesOf(await download)
  await page.reload()
  await app.drop('one.pcapng', bytes)
  await app.whenRead()
  expect((await page.evaluate(() => capscope.status())).frames).toBe(packets)
})

test('an export that is cancelled says so, and the next one is written', async ({ app, page }) => {
  // So much that there is time to press the button.
  await page.reload()
  await app.drop('large.pcap', sampleBytes(SAMPLE), { header: 24, times: 120 })
  await app.whenRead()
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter')
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'pcap', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Cancel the export' }).click()
  await expect(app.statusBar).toContainText('The export was cancelled')
  await page.keyboard.press('/')
  await page.keyboard.type('frame.number <= 10')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed 10 ')
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter')
  const download = page.waitForEvent('download')
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'pcap', exact: true }).press('Enter')
  expect(pcapTotals(await bytesOf(await download)).packets).toBe(10)
})

test('a pcap of several link types is refused with the reason', async ({ app, page }) => {
  await page.reload()
  const raw = Buffer.from(sampleBytes(SAMPLE).subarray(0, 24 + 16 + 60))
  raw.writeUInt32LE(101, 20)
  raw.writeUInt32LE(60, 24 + 8)
  await page
    .locator('input[type=file]:not([webkitdirectory])')
    .first()
    .setInputFiles([
      { name: 'ethernet.pcap', mimeType: '', buffer: sampleBytes(SAMPLE) },
      { name: 'raw.pcap', mimeType: '', buffer: raw },
    ])
  await app.whenRead()
  await expect(app.statusBar).toContainText('Packets 7,335')
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter')
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'pcap', exact: true }).press('Enter')
  await expect(app.statusBar.getByRole('alert')).toContainText('Nothing exported')
})

test('a feature matrix is chosen, saved with its mapping, and made again by it', async ({ app, page }) => {
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Choose columns…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Feature matrix' })
  await expect(dialog.getByRole('heading', { level: 3 })).toContainText('rows')
  await dialog.getByLabel('What id.resp_p becomes').selectOption('skip')
  await dialog.getByLabel('Scale of duration').selectOption('z-score')
  await expect(dialog.getByLabel('Columns of the matrix')).not.toContainText('id.resp_p=53')
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const downloads: Download[] = []
  page.on('download', (download) => downloads.push(download))
  await dialog.getByRole('button', { name: 'CSV' }).press('Enter')
  await expect(app.statusBar).toContainText('Saved intrusion conn features.csv')
  await expect.poll(() => downloads.length).toBe(2)
  const saved = new Map(
    await Promise.all(downloads.map(async (one) => [one.suggestedFilename(), await bytesOf(one)] as const)),
  )
  const mapping = JSON.parse(String(saved.get('intrusion conn features.mapping.json')))
  const matrix = String(saved.get('intrusion conn features.csv')).trim().split('\r\n')
  expect(matrix[0].split(',')).toEqual(
    mapping.columns.flatMap(({ kind, features }: { kind: string; features: string[] }) =>
      kind === 'skip' ? [] : features,
    ),
  )
  expect(matrix.length - 1).toBe(await page.evaluate(async () => (await capscope.status()).sessions))
  const again = await page.evaluate(async (text) => {
    const { blob } = await capscope.exportFeatures({ mapping: text, format: 'csv' })
    return blob.text()
  }, JSON.stringify(mapping))
  expect(again.trim().split('\r\n')).toEqual(matrix)
})
