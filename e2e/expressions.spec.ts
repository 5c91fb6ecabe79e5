import type { Locator } from '@playwright/test'
import { builds, expect, sampleBytes, test, type AppPage } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

/** Frames that the engine itself says an expression selects. */
const framesOf = async ({ page }: AppPage, expression: string) =>
  page.evaluate(async (text) => (await capscope.status({ expression: text })).frames, expression)

const displayed = (frames: number) => `Displayed ${frames.toLocaleString('en-US')} (`

const bar = ({ page }: AppPage) => page.getByRole('textbox', { name: 'Search expression' })
const chips = ({ page }: AppPage) => page.getByRole('search').getByRole('switch')

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('an expression narrows every view; each of its parts can be disabled and removed', async ({ app, page }) => {
  const both = await framesOf(app, 'ip.addr == 192.168.20.32 and tcp.port == 443')
  const one = await framesOf(app, 'tcp.port == 443')
  expect(both).toBeGreaterThan(0)
  expect(one).toBeGreaterThan(both)

  await page.keyboard.press('/')
  await expect(bar(app)).toBeFocused()
  await page.keyboard.type('ip.addr == 192.168.20.32 and tcp.port == 443')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText(displayed(both))
  await expect(bar(app)).not.toBeFocused()
  await expect(page.getByText(`${both.toLocaleString('en-US')} packets`)).toBeVisible()
  await app.show('Conversations')
  await page.getByRole('tab', { name: /^TCP/ }).click()
  const ports = app.grid('TCP conversations').locator('[role=gridcell][aria-colindex="4"]')
  await expect(ports.first()).toHaveText('443')

  await expect(chips(app)).toHaveCount(2)
  await page.getByRole('switch', { name: 'ip.addr == 192.168.20.32' }).click()
  await expect(app.statusBar).toContainText(displayed(one))
  await expect(page.getByRole('switch', { name: 'ip.addr == 192.168.20.32' })).not.toBeChecked()
  await page.getByRole('button', { name: 'Remove tcp.port == 443' }).click()
  await expect(app.statusBar).not.toContainText('Displayed')
  await page.getByRole('switch', { name: 'ip.addr == 192.168.20.32' }).click()
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'ip.addr == 192.168.20.32')))

  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await expect(app.statusBar).not.toContainText('Displayed')
  await expect(chips(app)).toHaveCount(0)
})

test('fields, operators and values that occur are offered and completed', async ({ app, page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('tls.handshake.extensions_ser')
  const offered = page.getByRole('listbox')
  await expect(offered.getByRole('option', { name: /^tls\.handshake\.extensions_server_name/ }).first()).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(bar(app)).toHaveText('tls.handshake.extensions_server_name ')
  await expect(offered.getByRole('option', { name: /^contains/ })).toBeVisible()
  await page.keyboard.type('==')
  await page.keyboard.type(' edge')
  const value = offered.getByRole('option', { name: /^edge-metrics\.example/ })
  await expect(value).toContainText(/\d/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const frames = await framesOf(app, 'tls.handshake.extensions_server_name == edge-metrics.example')
  await expect(app.statusBar).toContainText(displayed(frames))
  await expect(chips(app)).toHaveText(['●'])
})

test('an error is marked where it is, with what would be right; nothing is applied', async ({ app, page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('ip.addr == 192.168.20.32 and tcp.prt == 80')
  const message = page.getByRole('search').getByRole('status')
  await expect(message).toContainText('tcp.prt')
  await expect(message).toContainText('tcp.port')
  await expect(page.locator('.cm-wrong')).toHaveText('tcp.prt')
  await expect(bar(app)).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Enter')
  await expect(bar(app)).toBeFocused()
  await expect(app.statusBar).not.toContainText('Displayed')

  await page.keyboard.press('Escape')
  await expect(bar(app)).not.toBeFocused()
  await expect(message).toHaveCount(0)
})

test('a click narrows to a value, the right button offers the other ways', async ({ app, page }) => {
  await page.getByRole('table', { name: 'Top talkers' }).getByRole('button', { name: '192.168.20.32' }).click()
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'ip.addr == 192.168.20.32')))

  await page
    .getByRole('table', { name: 'TLS and QUIC hosts' })
    .getByRole('button', { name: 'edge-metrics.example' })
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Apply as filter' }).hover()
  await page.getByRole('menuitem', { name: '… and not Selected' }).click()
  const expression = 'ip.addr == 192.168.20.32 and not server_name == edge-metrics.example'
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, expression)))
  await expect(chips(app)).toHaveCount(2)

  await app.show('Endpoints')
  const grid = app.grid('IPv4 endpoints')
  await grid.getByRole('gridcell', { name: '203.0.113.20' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Apply as filter' }).hover()
  await page.getByRole('menuitem', { name: 'Not Selected', exact: true }).click()
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'not ip.addr == 203.0.113.20')))
  await expect(grid.getByRole('gridcell', { name: '203.0.113.20' })).toHaveCount(0)

  await grid.getByRole('gridcell', { name: '192.168.20.2', exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Prepare as filter' }).hover()
  await page.getByRole('menuitem', { name: '… or Selected' }).click()
  await expect(bar(app)).toHaveText('not ip.addr == 203.0.113.20 or ip.addr == 192.168.20.2')
  await expect(bar(app)).toBeFocused()
})

test('back and forward walk through selections, views keep theirs', async ({ app, page }) => {
  const talkers = page.getByRole('table', { name: 'Top talkers' })
  await talkers.getByRole('button', { name: '192.168.20.32' }).click()
  const first = displayed(await framesOf(app, 'ip.addr == 192.168.20.32'))
  await expect(app.statusBar).toContainText(first)
  await talkers.getByRole('button', { name: '192.0.2.66' }).click()
  const second = displayed(await framesOf(app, 'ip.addr == 192.0.2.66'))
  await expect(app.statusBar).toContainText(second)
  await app.show('DNS')
  await expect(app.statusBar).toContainText(second)

  await page.goBack()
  await expect(page).toHaveTitle(/^Overview /)
  await expect(app.statusBar).toContainText(second)
  await page.goBack()
  await expect(app.statusBar).toContainText(first)
  await page.goBack()
  await expect(app.statusBar).not.toContainText('Displayed')
  await page.goForward()
  await expect(app.statusBar).toContainText(first)
  await expect(page.getByRole('switch', { name: 'ip.addr == 192.168.20.32' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.statusBar).not.toContainText('Displayed')
})

test('the keyboard alone: cell, menu, filter, header of the grid, clear', async ({ app, page }) => {
  await app.show('DNS')
  const grid = app.grid('DNS lookups')
  await grid.focus()
  const column = Number(await grid.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-colindex'))
  await page.keyboard.press('ArrowDown')
  for (let step = 1; step < column; step++) await page.keyboard.press('ArrowRight')
  const name = await grid.locator(`[aria-rowindex="2"] [aria-colindex="${column}"]`).textContent()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Selected', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, `dns.qry.name == "${name ?? ''}"`)))
  await expect(grid.locator(`[aria-rowindex="2"] [aria-colindex="${column}"]`)).toHaveText(name ?? '')
  await page.keyboard.press('Escape')
  await expect(app.statusBar).not.toContainText('Displayed')
})

test('the keyboard alone: type, complete, mend an error, pin, brush, menu, clear', async ({ app, page }) => {
  /** Goes on with Tab until something has the focus. */
  const tabTo = async (wanted: Locator) => {
    for (let step = 0; step < 80; step++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    await expect(wanted).toBeFocused()
  }
  await page.keyboard.press('/')
  await page.keyboard.type('tcp.prt == 443')
  await expect(bar(app)).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('tcp.por')
  await expect(
    page
      .getByRole('listbox')
      .getByRole('option', { name: /^tcp\.port/ })
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(bar(app)).toHaveText('tcp.port ')
  await page.keyboard.type('== 443 and ip.addr == 192.168.20.32')
  await page.keyboard.press('Enter')
  const both = displayed(await framesOf(app, 'tcp.port == 443 and ip.addr == 192.168.20.32'))
  await expect(app.statusBar).toContainText(both)

  await tabTo(page.getByRole('switch', { name: 'ip.addr == 192.168.20.32' }))
  await page.keyboard.press('Space')
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'tcp.port == 443')))
  await page.keyboard.press('Space')
  await expect(app.statusBar).toContainText(both)

  const chart = page.getByRole('group', { name: /^Timeline/ })
  await tabTo(chart)
  await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 60; step++) await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/from=.*to=/)
  await expect(app.statusBar).not.toContainText(both)

  const talker = page.getByRole('table', { name: 'Top talkers' }).getByRole('button').first()
  await tabTo(talker)
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Apply as filter' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Selected', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Not Selected', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/expression=not\+ip/)
  await page.keyboard.press('Escape')
  await expect(app.statusBar).not.toContainText('Displayed')
})

test('an expression on what no table holds: the packets are read again', async ({ app, page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('ip.ttl == 64 and tcp')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText(/Displayed [1-9]/)
  const frames = await framesOf(app, 'ip.ttl == 64 and tcp')
  expect(frames).toBeGreaterThan(0)
  expect(frames).toBeLessThan(await framesOf(app, 'tcp'))
  await expect(app.statusBar).toContainText(displayed(frames))
  await expect(chips(app)).toHaveCount(2)
})

test('the reference of fields is searched, and an example goes into the search bar', async ({ app, page }) => {
  await app.show('Fields')
  await page.getByRole('tab', { name: 'Reference' }).click()
  const grid = app.grid('Fields')
  const all = await page.evaluate(async () => (await capscope.fields()).length)
  await expect(grid).toHaveAttribute('aria-rowcount', String(all + 1))
  await page.getByRole('searchbox', { name: 'Search a field' }).fill('tcp.port')
  await expect(grid.locator('[aria-rowindex="2"] [aria-colindex="1"]')).toHaveText('tcp.port')
  await grid.locator('[aria-rowindex="2"] [aria-colindex="1"]').dblclick()
  await expect(bar(app)).toHaveText('tcp.port == 443')
})

test('expressions of earlier come back: by key, from the list, from a file', async ({ app, page }) => {
  const input = bar(app)
  await page.keyboard.press('/')
  await page.keyboard.type('dns')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText('Displayed')
  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await expect(app.statusBar).not.toContainText('Displayed')
  await input.focus()
  await page.keyboard.press('ArrowUp')
  await expect(input).toHaveText('dns')
  await page.keyboard.press('Enter')
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'dns')))
  await page.getByRole('button', { name: 'Recent and saved expressions' }).click()
  await page.getByRole('menuitem', { name: 'Saved expressions…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('names')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save to a file' }).click(),
  ])
  const file = await download.path()
  await page.getByRole('button', { name: 'Remove names' }).click()
  await expect(page.getByText('Nothing is saved yet')).toBeVisible()
  await page.getByLabel('File with expressions').setInputFiles(file)
  await expect(page.getByText('1 loaded.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await page.getByRole('button', { name: 'Recent and saved expressions' }).click()
  await page.getByRole('menuitem', { name: /^names/ }).click()
  await expect(app.statusBar).toContainText(displayed(await framesOf(app, 'dns')))
})

for (const build of builds)
  test(`${build}: an address that somebody sends shows the same view and selection`, async ({ app, page, context }) => {
    await app.start(build)
    await app.drop(SAMPLE, sampleBytes(SAMPLE))
    await app.whenRead()
    await app.show('Endpoints')
    await page.keyboard.press('/')
    await page.keyboard.type('tcp.port == 443 or dns')
    await page.keyboard.press('Enter')
    const expected = displayed(await framesOf(app, 'tcp.port == 443 or dns'))
    await expect(app.statusBar).toContainText(expected)
    const address = page.url()

    const other = await context.newPage()
    await other.goto(address)
    const theirs = app.on(other)
    await theirs.drop(SAMPLE, sampleBytes(SAMPLE))
    await theirs.whenRead()
    await expect(other).toHaveTitle(/^Endpoints /)
    await expect(theirs.statusBar).toContainText(expected)
    await expect(chips(theirs)).toHaveCount(1)
    await other.close()
  })
