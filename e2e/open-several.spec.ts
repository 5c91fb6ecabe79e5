import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'

const SAMPLE = 'intrusion.pcap'

/** The sample as two files, cut between two records. */
function halves(): { first: Buffer; second: Buffer; packets: number } {
  const bytes = sampleBytes(SAMPLE)
  const { packets, middleRecord } = pcapTotals(bytes)
  return {
    first: bytes.subarray(0, middleRecord),
    second: Buffer.concat([bytes.subarray(0, 24), bytes.subarray(middleRecord)]),
    packets,
  }
}

test('a folder is one capture, and so are files added later', async ({ app, page }, testInfo) => {
  const { first, second, packets } = halves()
  const folder = testInfo.outputPath('captures')
  mkdirSync(join(folder, 'below'), { recursive: true })
  writeFileSync(join(folder, '2-second.pcap'), second)
  writeFileSync(join(folder, 'below', '1-first.pcap'), first)
  await app.start('file')
  await page.getByRole('main').locator('input[webkitdirectory]').setInputFiles(folder)
  await app.whenRead()
  await expect(app.statusBar).toContainText(`Packets ${packets.toLocaleString('en-US')}`)
  await expect(page.getByRole('button', { name: 'Close 1-first.pcap' })).toBeVisible()

  await page.getByRole('button', { name: 'Close 2-second.pcap' }).click()
  await expect(app.statusBar).not.toContainText(`Packets ${packets.toLocaleString('en-US')}`)
  await page.getByRole('button', { name: 'Add files to this capture' }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Add files…' }).click()
  await (await choosing).setFiles(join(folder, '2-second.pcap'))
  await expect(app.statusBar).toContainText(`Packets ${packets.toLocaleString('en-US')}`)
})
