import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type AppPage, expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'
import { dropFromDisk, offerHandle } from './file-handles.ts'

const HEADER = `${[
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes',
].join('\n')}\n`
const row = (i: number) =>
  `${1_700_000_000 + i}.5\tCtail${i}\t10.0.0.${i}\t${4000 + i}\t192.0.2.1\t443\ttcp\tssl\t1.5\t100\t${i}`
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${row(from + i)}\n`).join('')

async function follow(app: AppPage): Promise<void> {
  await app.whenRead()
  await app.statusBar.getByRole('button', { name: 'Follow' }).click()
  await expect(app.statusBar).toContainText('Following')
}

test('a conn.log that grows on disk fills the views as it grows, keeps what the person set up, and survives rotation', async ({
  app,
  page,
}, testInfo) => {
  const path = testInfo.outputPath('conn.log')
  writeFileSync(path, HEADER + rows(1, 30))
  await app.start('file')
  await dropFromDisk(page, path)
  await follow(app)
  await expect(app.statusBar).toContainText('Following conn.log, 30 rows, not grown yet')

  await app.show('Sessions')
  const grid = app.grid('Sessions')
  // Downwards: what is added comes above what the person has chosen.
  const source = grid.getByRole('columnheader', { name: /^Source/ }).first()
  await source.click()
  await expect(source).toHaveAttribute('aria-sort', 'ascending')
  await source.click()
  await expect(source).toHaveAttribute('aria-sort', 'descending')
  await page
    .getByRole('textbox', { name: /search/i })
    .first()
    .fill('id.resp_h == 192.0.2.1')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed 30 sessions (100')
  await grid.getByRole('gridcell', { name: '10.0.0.30' }).click()
  const selected = grid.locator('[role=row][aria-selected=true]')
  await expect(selected).toHaveAttribute('aria-rowindex', '2')
  // The last row is cut: it waits for its end.
  appendFileSync(path, rows(31, 34) + row(35).slice(0, -4))
  await expect(app.statusBar).toContainText('Following conn.log, 34 rows, last grew ')
  await expect(app.statusBar).toContainText('Displayed 34 sessions (100')
  await expect(selected).toContainText('10.0.0.30')
  await expect(selected).toHaveAttribute('aria-rowindex', '6')
  appendFileSync(path, `${row(35).slice(-4)}\n`)
  await expect(app.statusBar).toContainText('35 rows')
  await expect(page.getByRole('main')).toContainText('10.0.0.35')

  // As Zeek rotates: away with the old one, and a new one is begun some time later.
  renameSync(path, testInfo.outputPath('conn.2026-11-21.log'))
  await expect(app.statusBar.getByRole('alert')).toContainText('conn.log is gone')
  writeFileSync(path, HEADER + rows(36, 37))
  await expect(app.statusBar).toContainText('37 rows')
  await expect(app.statusBar).toContainText('conn.log was replaced by a new file')
  await expect(app.statusBar.getByRole('alert')).toHaveCount(0)
  await expect(app.statusBar).toContainText('Displayed 37 sessions (100')

  await app.statusBar.getByRole('button', { name: 'Stop' }).click()
  await expect(app.statusBar.getByRole('button', { name: 'Follow' })).toBeVisible()
  appendFileSync(path, rows(38, 40))
  await expect(app.statusBar).toContainText('Records 37')
})

test('a capture that grows gives its packets; pausing stops the looking', async ({ app, page }) => {
  const capture = sampleBytes('intrusion.pcap')
  const { packets, middleRecord } = pcapTotals(capture)
  await app.start('http')
  const file = await offerHandle(page, 'live.pcap')
  // A packet that is cut waits for its rest.
  await file.write(capture.subarray(0, middleRecord + 20))
  await page.getByRole('button', { name: 'Follow a growing file' }).click()
  await expect(app.statusBar).toContainText('Following live.pcap')
  await expect(page.getByRole('main')).not.toContainText('cut short')
  await app.statusBar.getByRole('button', { name: 'Pause' }).click()
  await expect(app.statusBar).toContainText('Paused: live.pcap')
  const looks = await file.looks()
  await file.write(capture)
  await page.waitForTimeout(2500)
  expect(await file.looks()).toBe(looks)
  await expect(app.statusBar).not.toContainText(`Packets ${packets.toLocaleString('en-US')}`)
  await app.statusBar.getByRole('button', { name: 'Resume' }).click()
  await expect(app.statusBar).toContainText(`Packets ${packets.toLocaleString('en-US')}`)
  await app.show('Packets')
  await expect(app.grid('Packets').getByRole('row').nth(1)).toBeVisible()
})

test('a folder of logs that grow is followed as a whole', async ({ app, page }, testInfo) => {
  const folder = testInfo.outputPath('current')
  mkdirSync(folder)
  const dnsHeader = HEADER.replace('#path\tconn', '#path\tdns').replace(/\tproto.*/, '\tquery')
  const lookup = (i: number) =>
    `${1_700_000_000 + i}.5\tCtail${i}\t10.0.0.${i}\t${4000 + i}\t192.0.2.53\t53\tlive${i}.example\n`
  writeFileSync(join(folder, 'conn.log'), HEADER + rows(1, 3))
  writeFileSync(join(folder, 'dns.log'), dnsHeader + lookup(1))
  await app.start('file')
  await dropFromDisk(page, folder)
  await follow(app)
  await expect(app.statusBar).toContainText('and 1 more, 4 rows')
  appendFileSync(join(folder, 'dns.log'), lookup(2))
  appendFileSync(join(folder, 'conn.log'), rows(4, 4))
  await expect(app.statusBar).toContainText('and 1 more, 6 rows, last grew')
  await app.show('DNS')
  await expect(page.getByRole('main')).toContainText('live2.example')
})

test('a hidden page looks seldom; a permission that is withdrawn can be given again', async ({ app, page }) => {
  await app.start('http')
  const file = await offerHandle(page, 'conn.log')
  await file.write(Buffer.from(HEADER + rows(1, 2)))
  await page.getByRole('button', { name: 'Follow a growing file' }).click()
  await expect(app.statusBar).toContainText('Following conn.log, 2 rows')
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await hide(true)
  await page.waitForTimeout(1500)
  const looks = await file.looks()
  await page.waitForTimeout(3000)
  expect(await file.looks()).toBe(looks)
  await file.write(Buffer.from(HEADER + rows(1, 5)))
  await hide(false)
  await expect(app.statusBar).toContainText('5 rows', { timeout: 2000 })

  await file.fail('NotAllowedError')
  await expect(app.statusBar.getByRole('alert')).toContainText('Resume asks for the permission')
  await expect(app.statusBar).toContainText('Paused: conn.log')
  await app.statusBar.getByRole('button', { name: 'Resume' }).click()
  await expect(app.statusBar).toContainText('Following conn.log, 5 rows')
  expect(await file.asked()).toBe(1)
})

test('what goes away leaves what was read; what is packed is not followed, and says why', async ({
  app,
  page,
}, testInfo) => {
  const path = testInfo.outputPath('conn.log')
  writeFileSync(path, HEADER + rows(1, 3))
  await app.start('http')
  await dropFromDisk(page, path)
  await follow(app)
  rmSync(path)
  await expect(app.statusBar.getByRole('alert')).toContainText('conn.log is gone: what was read stays')
  await expect(app.statusBar).toContainText('Records 3')
  await expect(page.getByRole('main')).toContainText('3 sessions')

  const packed = testInfo.outputPath('conn.log.gz')
  writeFileSync(packed, gzipSync(HEADER + rows(1, 5)))
  await dropFromDisk(page, packed)
  await app.whenRead()
  await app.statusBar.getByRole('button', { name: 'Follow' }).click()
  await expect(app.statusBar).toContainText('conn.log.gz is not followed: it is packed with gzip')
  await expect(app.statusBar).toContainText('Records 5')
})

test('scripts follow a handle; a browser without handles says that it has none', async ({ app, page }) => {
  await app.start('http')
  const file = await offerHandle(page, 'conn.log')
  await file.write(Buffer.from(HEADER + rows(1, 2)))
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    await capscope.follow(await folder.getFileHandle('conn.log'))
    await capscope.whenRead()
  })
  await file.write(Buffer.from(HEADER + rows(1, 9)))
  await expect(app.statusBar).toContainText('9 rows')
  expect((await page.evaluate(() => capscope.status())).records).toBe(9)

  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker')
  })
  await app.start('http')
  const button = page.getByRole('button', { name: 'Follow a growing file' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.press('Enter')
  await expect(page.getByRole('alert')).toContainText('This browser does not give the page a handle of the file')
})
