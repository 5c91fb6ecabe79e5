import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('the overview names the worst, the view says who, when and why, and shows the sessions', async ({ app, page }) => {
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText('192.168.20.32 tried 1029 TCP ports')
  await app.show('Findings')
  const scan = page.getByRole('region', { name: 'Port scan', exact: true })
  await expect(scan).toContainText('High')
  await expect(scan).toContainText('192.168.20.10')
  await expect(scan).toContainText('1,032 sessions')
  await expect(scan).toContainText('ports1,029 (threshold 15)')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])

  await scan.getByRole('button', { name: 'Show the sessions' }).click()
  await expect(app.navigation.locator('[aria-current=page]')).toContainText('Sessions')
  await expect(page.getByRole('grid').first()).toHaveAttribute('aria-rowcount', '1033')
})

test('what is marked as known is no news, also after the page was loaded again', async ({ app, page }) => {
  await app.show('Findings')
  const badge = app.navigation.getByRole('link', { name: /^Findings/ })
  const before = Number(/\d+/.exec((await badge.textContent()) ?? '')?.[0])
  const scan = page.getByRole('region', { name: 'Port scan', exact: true })
  await scan.getByRole('button', { name: 'Mark as known' }).click()
  await expect(badge).toContainText(String(before - 1))
  await page.reload()
  await app.drop('the same under another name.pcap', sampleBytes(SAMPLE))
  await app.whenRead()
  await app.show('Findings')
  await expect(badge).toContainText(String(before - 1))
  await scan.getByRole('button', { name: 'Known: undo' }).click()
  await expect(badge).toContainText(String(before))
})

test('a threshold decides what is found', async ({ app, page }) => {
  await app.show('Findings')
  const scan = page.getByRole('region', { name: 'Port scan', exact: true })
  await scan.getByText('How sure, what it cannot see, thresholds').click()
  await scan.getByLabel('Distinct ports tried on one host').fill('2000')
  await page.keyboard.press('Enter')
  await expect(scan).toBeHidden()
  const silent = page.getByRole('region', { name: 'Nothing found by' })
  const entry = silent.getByRole('listitem').filter({ hasText: 'Port scan' })
  await expect(entry).toContainText('It cannot see: Scans slower than the window')
  await entry.getByText('How sure, thresholds').click()
  await entry.getByRole('button', { name: 'Default 15' }).click()
  await expect(scan).toBeVisible()
})

test('findings are saved as JSON and as CSV', async ({ app, page }) => {
  await app.show('Findings')
  const saved = async (format: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: `Save as ${format}` }).click()
    return readFileSync(await (await download).path(), 'utf8')
  }
  const expected = await page.evaluate(() => capscope.findings())
  expect(JSON.parse(await saved('JSON'))).toEqual(expected)
  const lines = (await saved('CSV')).trim().split('\n')
  expect(lines).toHaveLength(expected.length + 1)
  expect(lines[0]).toContain('detection')
})
