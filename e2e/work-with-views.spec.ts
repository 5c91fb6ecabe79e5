import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('the brush on the timeline narrows every view, the chip clears it', async ({ app, page }) => {
  const whole = await page.evaluate(() => capscope.status())
  const chart = await page.getByRole('group', { name: /^Timeline/ }).boundingBox()
  if (chart === null) throw new Error('no timeline')
  await page.mouse.move(chart.x + chart.width * 0.2, chart.y + 30)
  await page.mouse.down()
  await page.mouse.move(chart.x + chart.width * 0.4, chart.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect(app.statusBar).toContainText(/Displayed \d/)
  const displayed = /Displayed ([\d,]+)/.exec((await app.statusBar.textContent()) ?? '')?.[1] ?? ''
  expect(Number(displayed.replaceAll(',', ''))).toBeLessThan(whole.frames)
  await expect(page.getByText(`${displayed} packets`)).toBeVisible()

  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page.getByRole('button', { name: 'Whole capture' })).toBeVisible()
  await expect(app.statusBar).toContainText(`Displayed ${displayed}`)

  await app.show('DNS')
  await page.getByRole('button', { name: 'Clear the time range' }).click()
  await expect(app.statusBar).not.toContainText('Displayed')
})

test('the time range can be set with the keyboard', async ({ app, page }) => {
  await page.getByRole('group', { name: /^Timeline/ }).focus()
  await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight')
  await expect(app.statusBar).toContainText('Displayed')
  await page.keyboard.press('Escape')
  await expect(app.statusBar).not.toContainText('Displayed')
})

test('a grid is sorted, walked through and copied with the keyboard', async ({ app, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const expected = await page.evaluate(() => capscope.conversations({ protocol: 'tcp' }))
  await app.show('Conversations')
  await page.getByRole('tab', { name: /^TCP/ }).click()
  const grid = app.grid('TCP conversations')
  await expect(grid).toHaveAttribute('aria-rowcount', String(expected.length + 1))

  await grid.focus()
  const header = grid.getByRole('columnheader', { name: 'Packets', exact: true })
  const column = Number(await header.getAttribute('aria-colindex'))
  for (let step = 1; step < column; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  const most = Math.max(...expected.map((conversation) => conversation.frames))
  const firstCell = grid.locator(`[aria-rowindex="2"] [aria-colindex="${column}"]`)
  await expect(firstCell).toHaveText(most.toLocaleString('en-US'))
  await page.keyboard.press('Enter')
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  const least = Math.min(...expected.map((conversation) => conversation.frames))
  await expect(firstCell).toHaveText(least.toLocaleString('en-US'))

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+End')
  const lastRow = grid.locator(`[aria-rowindex="${expected.length + 1}"]`)
  await expect(lastRow).toBeInViewport()
  await expect(lastRow).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 rows copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(2)
  expect(copied.split('\n')[1].split('\t')[column - 1]).toBe(String(most))
})

test('addresses sort as numbers', async ({ app }) => {
  await app.show('Endpoints')
  const grid = app.grid('IPv4 endpoints')
  await grid.getByRole('columnheader', { name: 'Address' }).click()
  await expect(grid.getByRole('columnheader', { name: 'Address' })).toHaveAttribute('aria-sort', 'ascending')
  const shown = await grid.locator('[role=row] [aria-colindex="1"][role=gridcell]').allTextContents()
  const value = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  expect(shown.length).toBeGreaterThan(3)
  expect(shown).toEqual([...shown].sort((a, b) => value(a) - value(b)))
})

test('what is opened by script shows in the page, and is the same engine', async ({ app, page }) => {
  const answers = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    await capscope.open([new File([bytes], 'by-script.pcap')])
    const read = await capscope.whenRead()
    return { read: read.frames, status: (await capscope.status()).frames }
  }, sampleBytes(SAMPLE).toString('base64'))
  expect(answers.status).toBe(answers.read)
  await expect(page.getByRole('button', { name: 'Close by-script.pcap' })).toBeVisible()
  await expect(app.statusBar).toContainText(`Packets ${answers.read.toLocaleString('en-US')}`)
})

test('the theme is kept, closing the last file leads back to the empty page', async ({ app, page }) => {
  await page.getByRole('button', { name: /^Theme/ }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: `Close ${SAMPLE}` }).click()
  await expect(page.getByRole('heading', { name: 'Drop a capture anywhere on this page' })).toBeVisible()
  await app.start('http')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
