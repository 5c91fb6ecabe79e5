import { AxeBuilder } from '@axe-core/playwright'
import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('from a host in the fields view to its sessions, with columns of choice', async ({ app, page }) => {
  await app.show('Fields')
  await page.getByRole('searchbox', { name: 'Search a field' }).fill('id.orig_h')
  const card = page.getByRole('region', { name: 'id.orig_h' })
  const [top] = await page.evaluate(() => capscope.unique({ field: 'id.orig_h' }))
  await expect(card.getByRole('listitem').first()).toContainText(top.sessions.toLocaleString('en-US'))
  await card.getByRole('button', { name: '192.168.20.33', exact: true }).click()
  await expect(app.statusBar).toContainText('Displayed')

  await app.show('Sessions')
  const grid = app.grid('Sessions')
  const { total } = await page.evaluate(() => capscope.sessions({ expression: 'id.orig_h == 192.168.20.33' }))
  await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1))
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText('192.168.20.33')

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'State', exact: true }).uncheck()
  await page.getByRole('searchbox', { name: 'Search a column' }).fill('tls.ja4')
  await page.getByRole('checkbox', { name: 'tls.ja4', exact: true }).check()
  await page.keyboard.press('Escape')
  await expect(grid.getByRole('columnheader', { name: 'State', exact: true })).toHaveCount(0)
  const chosen = grid.getByRole('columnheader', { name: 'tls.ja4' })
  await expect(chosen).toBeVisible()
  await expect(app.statusBar, 'Escape in the list of columns keeps the selection').toContainText('Displayed')

  // A header dropped on another takes its place, and stays there.
  await grid.getByRole('columnheader', { name: 'Packets' }).dragTo(grid.getByRole('columnheader', { name: /^Start/ }))
  await expect(grid.getByRole('columnheader').first()).toContainText('Packets')
  await app.show('Overview')
  await app.show('Sessions')
  await expect(grid.getByRole('columnheader').first()).toContainText('Packets')
  await expect(chosen).toBeVisible()
})

test('sessions are ordered by several columns and opened with the keyboard alone', async ({ app, page }) => {
  await app.show('Sessions')
  const grid = app.grid('Sessions')
  await grid.focus()
  const at = async (name: string | RegExp) =>
    Number(await grid.getByRole('columnheader', { name }).first().getAttribute('aria-colindex'))
  await page.keyboard.press('Home')
  for (let column = 1; column < (await at('State')); column++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  for (let column = await at('State'); column > (await at('Bytes')); column--) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+Enter')
  const { rows } = await page.evaluate(() => capscope.sessions({ order: 'conn_state:asc,bytes:desc', length: 1 }))
  const [first] = rows
  const row = grid.locator('[aria-rowindex="2"]')
  await expect(row).toContainText(first.conn_state ?? '')
  await expect(row).toContainText(String(first.srcport))

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const details = page.getByRole('region', { name: 'Session', exact: true })
  await expect(details).toContainText(first.uid)
  await expect(details).toContainText(first.src)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])

  await details.getByRole('button', { name: 'Show its packets' }).press('Enter')
  const packets = (first.packets ?? 0).toLocaleString('en-US')
  await expect(app.statusBar).toContainText(`Displayed ${packets} `)
  await expect(app.grid('Packets')).toHaveAttribute('aria-rowcount', String((first.packets ?? 0) + 1))
})

test('a field’s timelines and combinations have an address of their own', async ({ app, page }) => {
  await app.show('Fields')
  const card = page.getByRole('region', { name: 'id.resp_h' })
  await card.getByRole('button', { name: 'Graph' }).click()
  const graph = page.getByRole('table', { name: 'Timelines of id.resp_h' })
  const { items } = await page.evaluate(() => capscope.spigraph({ field: 'id.resp_h' }))
  await expect(graph.getByRole('row')).toHaveCount(items.length + 1)
  await expect(graph.getByRole('row').nth(1)).toContainText(items[0].value)
  expect(new URL(page.url()).hash).toBe('#/fields?tab=graph&field=id.resp_h')
  await page.getByRole('tab', { name: 'Unique' }).click()
  const { length } = await page.evaluate(() => capscope.unique({ field: 'id.resp_h' }))
  await expect(app.grid('Values')).toHaveAttribute('aria-rowcount', String(length + 1))
  await page.goBack()
  await expect(graph).toBeVisible()
  await page.getByRole('tab', { name: 'Values' }).click()
  await expect(card).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
})
