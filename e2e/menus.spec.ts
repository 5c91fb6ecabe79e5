import { AxeBuilder } from '@axe-core/playwright'
import { expect, sampleBytes, test, type AppPage } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

const complaints = async ({ page }: AppPage) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('the menu of a value, and what opens from it, can be used by everybody', async ({ app, page }) => {
  const value = page.getByRole('button', { name: '192.168.20.32', exact: true }).first()
  await value.click({ button: 'right' })
  await expect(page.getByRole('menu', { name: 'Value' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  expect(await complaints(app)).toEqual([])
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Selected', exact: true })).toBeFocused()
  expect(await complaints(app)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(value).toBeFocused()
})

test('the menu key opens the menu of a value that has the focus', async ({ app, page }) => {
  const value = page.getByRole('button', { name: '192.168.20.32', exact: true }).first()
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await value.focus()
    await page.keyboard.press(key)
    await expect(page.getByRole('menu', { name: 'Value' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(value).toBeFocused()
  }
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Selected', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/expression=ip\.addr\+%3D%3D\+192\.168\.20\.32/)
  await expect(app.statusBar).toContainText('Displayed')
})

test('a number of a conversation offers its directions, by keys alone', async ({ app, page }) => {
  await page.goto('./#/conversations')
  await page.getByRole('tab', { name: /^IPv4/ }).click()
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Apply conversation' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'A → B' })).toBeFocused()
  expect(await complaints(app)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/expression=ip\.src\+%3D%3D\+[\d.]+\+and\+ip\.dst\+%3D%3D\+[\d.]+$/)
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
})

test('a bar of the timeline is a handle, by keys and by the mouse', async ({ app, page }) => {
  const chart = page.getByRole('group', { name: /^Timeline/ })
  const { series, start, binWidth } = await page.evaluate(() =>
    capscope.timeline({ bins: 300, series: 8, axis: 'capture' }),
  )
  const lowest = series.find(({ packets }) => packets[0] > 0)!
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await expect(chart.getByRole('status')).toContainText(`${lowest.proto} `)
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Selected', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  // What is selected are the packets that the bar counted.
  await expect(app.statusBar).toContainText(`Displayed ${lowest.packets[0].toLocaleString('en-US')} (`)
  await page.goBack()
  await expect(app.statusBar).not.toContainText('Displayed')

  const box = (await chart.boundingBox())!
  await chart.click({ button: 'right', position: { x: box.width / 2, y: box.height - 24 } })
  await page.getByRole('menuitem', { name: 'This as time range' }).click()
  const [from, to] = await page.evaluate(() => {
    const given = new URLSearchParams(location.hash.split('?')[1])
    return [Number(given.get('from')), Number(given.get('to'))]
  })
  expect(to - from).toBeCloseTo(binWidth, 5)
  expect((from - Number(start)) / binWidth).toBeCloseTo(Math.round((from - Number(start)) / binWidth), 5)
})

test('a value is counted, watched, and shown again from the watchlist', async ({ app, page }) => {
  const value = page.getByRole('button', { name: '192.168.20.32', exact: true }).first()
  await value.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Add to watchlist' }).click()
  const watchlist = page.getByRole('button', { name: 'Watchlist: 1 value' })
  await expect(watchlist).toBeVisible()
  await value.click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Remove from watchlist' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Count by this field' }).click()
  await expect(page).toHaveURL(/#\/fields\?tab=unique&field=ip\.addr$/)
  await expect(page.getByRole('gridcell', { name: '192.168.20.32', exact: true })).toBeVisible()
  await page.reload()
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await watchlist.click()
  expect(await complaints(app)).toEqual([])
  await page.getByRole('button', { name: 'ip.addr == 192.168.20.32', exact: true }).click()
  await expect(page).toHaveURL(/expression=ip\.addr/)
  await watchlist.click()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(watchlist).toHaveCount(0)
})
