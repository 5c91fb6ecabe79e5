import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
  await app.show('Graph')
})

test('a node is expanded, hidden and shown again', async ({ page }) => {
  const drawn = await page.evaluate(() => capscope.connections())
  const shown = page.getByRole('status').filter({ hasText: 'nodes' })
  await expect(shown).toContainText(`${drawn.nodes.length} nodes`)
  await page.getByLabel('Links with at least').selectOption('100')
  const few = await page.evaluate(() => capscope.connections({ minSessions: 100 }))
  expect(few.nodes.length).toBeLessThan(drawn.nodes.length)
  await expect(shown).toContainText(`${few.nodes.length} nodes`)

  await page.getByRole('searchbox', { name: 'Search a node' }).fill('192.168.20.32')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: 'Node 192.168.20.32' })).toBeVisible()
  await page.keyboard.press('e')
  const more = await page.evaluate(() => capscope.connections({ minSessions: 100, expand: ['192.168.20.32'] }))
  expect(more.nodes.length).toBeGreaterThan(few.nodes.length)
  await expect(shown).toContainText(`${more.nodes.length} nodes`)

  await page.keyboard.press('h')
  await expect(page.getByRole('button', { name: 'Show 1 hidden' })).toBeVisible()
  await expect(page.getByRole('option', { name: /^192\.168\.20\.32,/ })).toBeHidden()
  await page.getByRole('button', { name: 'Show 1 hidden' }).click()
  await expect(page.getByRole('option', { name: /^192\.168\.20\.32,/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
})

test('the keyboard alone: to a node, its menu, expand, pin, hide, a link hidden', async ({ page }) => {
  await expect(page.getByText(/^Arranging/)).toBeHidden()
  const canvas = page.getByRole('img', { name: /^Graph of/ })
  await canvas.focus()
  // From nothing to the heaviest node, from there to the nearest above.
  await page.keyboard.press('Shift+ArrowRight')
  const { nodes, links } = await page.evaluate(() => capscope.connections())
  const heaviest = [...nodes].sort((x, y) => y.bytes - x.bytes)[0].id
  const card = page.getByRole('region', { name: /^Node / })
  await expect(card).toHaveAccessibleName(`Node ${heaviest}`)
  await page.keyboard.press('Shift+ArrowUp')
  await expect(card).not.toHaveAccessibleName(`Node ${heaviest}`)
  const name = ((await card.getAttribute('aria-label')) ?? '').replace('Node ', '')
  expect(nodes.map(({ id }) => id)).toContain(name)

  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await expect(page.getByRole('menu', { name: 'Value' })).toContainText(name)
  await page.keyboard.press('Escape')
  await expect(canvas).toBeFocused()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Unpin the pinned node' })).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.getByRole('button', { name: 'Unpin the pinned node' })).toBeHidden()
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Collapse the expanded node' })).toBeVisible()

  const shown = page.getByRole('status').filter({ hasText: 'nodes' })
  await card.getByRole('listitem').first().getByRole('button').first().focus()
  await page.keyboard.press('h')
  await expect(shown).toContainText(`${links.length - 1} of ${links.length} links`)
  await page.getByRole('button', { name: 'Show 1 hidden' }).focus()
  await page.keyboard.press('Enter')
  await expect(shown).toContainText(`${links.length} links`)
  await canvas.focus()
  await page.keyboard.press('h')
  await expect(shown).toContainText(`${nodes.length - 1} of ${nodes.length} nodes`)
})

test('a neighbour and a number of the card are handles', async ({ page }) => {
  await page.getByRole('searchbox', { name: 'Search a node' }).fill('192.0.2.66')
  await page.keyboard.press('ArrowDown')
  const card = page.getByRole('region', { name: 'Node 192.0.2.66' })
  await card.getByRole('listitem').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Apply conversation' }).hover()
  await page.getByRole('menuitem', { name: 'A → B' }).click()
  await expect(page).toHaveURL(/expression=ip\.src\+%3D%3D\+[\d.]+\+and\+ip\.dst\+%3D%3D\+192\.0\.2\.66/)
  await page.goBack()
  await page.getByRole('option', { name: /^192\.0\.2\.66,/ }).click()
  await card.getByRole('button', { name: /^Packets / }).click()
  await expect(page).toHaveURL(/expression=ip\.addr\+%3D%3D\+192\.0\.2\.66/)
})

test('the graph is saved as JSON, SVG and PNG', async ({ page }) => {
  await expect(page.getByText(/^Arranging/)).toBeHidden()
  const saved = async (format: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: `Save ${format}` }).click()
    return readFileSync(await (await download).path())
  }
  const expected = await page.evaluate(() => capscope.connections())
  const json = JSON.parse((await saved('JSON')).toString()) as typeof expected
  expect(json.nodes).toEqual(expected.nodes)
  expect(json.links).toEqual(expected.links)
  const svg = (await saved('SVG')).toString()
  expect(svg.match(/<title>/g)).toHaveLength(expected.nodes.length)
  expect((await saved('PNG')).subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
})
