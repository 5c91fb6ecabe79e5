import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, sampleBytes, test } from './app-page.ts'

// office.pcapng: packets 44 to 56 are TCP stream 1, a page asked for in 47 and answered in 49, 51, 52 and 53 (tshark).
const SAMPLE = 'office.pcapng'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
  await app.show('Packets')
})

test('a packet by its number, its fields and their bytes, with the keyboard alone', async ({ app, page }) => {
  const grid = app.grid('Packets')
  await expect(grid).toContainText('Who has 192.168.20.31? Tell 192.168.20.2')
  await page.getByRole('textbox', { name: 'Packet number' }).fill('26')
  await page.keyboard.press('Enter')
  const packet = page.getByRole('region', { name: 'Packet 26' })
  await expect(packet).toContainText('87 captured bytes')
  await expect(grid.locator('[aria-rowindex="27"]')).toContainText('Standard query response 0x5248 A example.com')

  const tree = packet.getByRole('tree', { name: 'Fields' })
  await tree.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  const chosen = tree.locator('[aria-selected=true]')
  await expect(chosen).toContainText('frame')
  await page.keyboard.press('ArrowRight')
  await expect(chosen).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(chosen).toHaveAttribute('aria-expanded', 'false')

  // The transaction of the message lies in bytes 42 and 43.
  await tree.getByRole('treeitem').filter({ hasText: 'dns.id' }).click()
  const bytes = packet.getByRole('region', { name: 'Bytes' })
  await expect(bytes.locator('[data-marked]')).toHaveText(['52', '48', 'R', 'H'])
  await bytes.focus()
  await page.keyboard.press('ArrowRight')
  await expect(chosen).toContainText('dns.flags')
  await bytes.locator('[data-at="34"]').first().click()
  await expect(chosen).toContainText('udp.srcport')
  await expectAccessible(page)

  await tree.focus()
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed')
  await expect(page.getByRole('button', { name: /udp\.srcport == 53/ })).toBeVisible()
})

test('the same stream: packets before and after, and what both sides said', async ({ app, page }) => {
  const grid = app.grid('Packets')
  await page.getByRole('textbox', { name: 'Packet number' }).fill('47')
  await page.keyboard.press('Enter')
  await expect(grid.locator('[aria-rowindex="48"]')).toContainText('GET / HTTP/1.1')
  await page.getByRole('button', { name: 'In its session →' }).click()
  await expect(page.getByRole('region', { name: 'Packet 48' })).toBeVisible()
  await expect(grid.locator('[aria-rowindex="49"]')).toHaveAttribute('aria-selected', 'true')

  await page.getByRole('button', { name: 'Follow TCP stream' }).press('Enter')
  const said = page.getByRole('region', { name: 'What was said' })
  await expect(said).toContainText('GET / HTTP/1.1')
  await expect(said).toContainText('4,103 bytes')
  await page.getByText('Hex', { exact: true }).click()
  await expect(said).toContainText('0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..')
  await expectAccessible(page)
  await page.getByText('Server 4.10 kB', { exact: true }).click()
  await expect(said).not.toContainText('GET / HTTP/1.1..')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save bytes' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('tcp-stream-1-server.bin')
  expect(readFileSync(await file.path()).toString('latin1', 0, 15)).toBe('HTTP/1.1 200 OK')
  await page.getByRole('button', { name: 'Show its packets' }).click()
  const { frames } = await page.evaluate(() => capscope.status({ expression: 'tcp.stream == 1' }))
  await expect(grid).toHaveAttribute('aria-rowcount', String(frames + 1))
})

test('what was reassembled has bytes of its own; a packet that is not selected is shown all the same', async ({
  app,
  page,
}) => {
  await page.keyboard.press('/')
  await page.keyboard.type('dns')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed')
  await page.getByRole('textbox', { name: 'Packet number' }).fill('53')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Packet 53 is not in what is selected')).toBeVisible()
  const packet = page.getByRole('region', { name: 'Packet 53' })
  await packet.getByRole('button', { name: 'Reassembled (4,103 bytes)' }).click()
  await expect(packet.getByRole('region', { name: 'Bytes' })).toContainText('HTTP/1.1 200 OK')
  await packet.getByRole('button', { name: 'Close the packet' }).click()
  await expect(packet).toHaveCount(0)
})
