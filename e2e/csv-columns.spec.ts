import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './app-page.ts'

const LINES = [
  'Wann|Wer (IP)|Wohin (IP)|Tor|Menge|Bemerkung',
  ...Array.from(
    { length: 12 },
    (_, i) => `${10 + i}.11.2026 10:00|10.0.0.${i + 1}|192.0.2.7|443|${1000 * (i + 1)}|"a|b"`,
  ),
]
const table = Buffer.from(`\ufeff${LINES.join('\r\n')}\r\n`)

test('a table that nobody knows becomes sessions once its columns are said, and from then on by itself', async ({
  app,
  page,
}) => {
  await app.start('http')
  await app.drop('export.csv', table)
  const dialog = page.getByRole('dialog', { name: 'Columns of export.csv' })
  await expect(dialog).toBeVisible()
  // Told by their values; of the port and the amount the names say nothing to Capscope.
  await expect(dialog.getByLabel('Time')).toHaveValue('Wann')
  await expect(dialog.getByLabel('Source address')).toHaveValue('Wer (IP)')
  await expect(dialog.getByLabel('Destination address')).toHaveValue('Wohin (IP)')
  await expect(dialog.getByLabel('Destination port')).toHaveValue('')

  // What is wrong is said at once.
  await dialog.getByLabel('Source address').selectOption('Wohin (IP)')
  await expect(dialog).toContainText('This column is something else already')
  await expect(dialog.getByRole('button', { name: 'Read as flows' })).toBeDisabled()
  await dialog.getByLabel('Source address').selectOption('Wer (IP)')
  await dialog.getByLabel('Service').selectOption('')
  await dialog.getByLabel('Destination port').selectOption('Menge')
  await dialog.getByLabel('Time').selectOption('Bemerkung')
  await expect(dialog.getByRole('status')).toContainText('12 of the values in the first 12 rows')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await dialog.getByLabel('Time').selectOption('Wann')
  await dialog.getByLabel('written as').selectOption('month, day, year')
  await expect(dialog.getByRole('status')).toContainText('Wann is no time: "13.11.2026 10:00"')
  await dialog.getByLabel('written as').selectOption('day, month, year')
  await dialog.getByLabel('Destination port').selectOption('Tor')
  await dialog.getByLabel('Bytes of the source, or of both', { exact: true }).selectOption('Menge')
  await expect(dialog.getByRole('status')).toHaveText('The first 12 rows fit.')
  await dialog.getByRole('button', { name: 'Read as flows' }).click()

  await expect(dialog).toBeHidden()
  await app.whenRead()
  await expect(app.statusBar).toContainText('Records 12')
  await app.show('Sessions')
  await expect(page.getByRole('row', { name: /10\.0\.0\.3/ })).toContainText('192.0.2.7')
  const sessions = await page.evaluate(() => capscope.sessions({ order: 'start:asc', length: 1 }))
  expect(sessions.rows[0]).toMatchObject({
    start: `${Date.UTC(2026, 10, 10, 10) / 1000}.000000000`,
    src: '10.0.0.1',
    dst: '192.0.2.7',
    dstport: 443,
    orig_ip_bytes: 1000,
  })

  // The same header another day.
  await page.reload()
  await app.drop('next-day.csv', Buffer.from(`${LINES.slice(0, 4).join('\n')}\n`))
  await app.whenRead()
  await expect(app.statusBar).toContainText('Records 3')
  await expect(page.getByRole('dialog')).toBeHidden()

  // Edited and forgotten where the log is shown.
  await app.show('Logs')
  await page.getByRole('button', { name: 'Columns…' }).click()
  const again = page.getByRole('dialog', { name: 'Columns of next-day.csv' })
  await expect(again.getByLabel('Destination port')).toHaveValue('Tor')
  await again.getByRole('button', { name: 'Forget what was said' }).click()
  await app.whenRead()
  await expect(app.statusBar).not.toContainText('Records')
})

test('a table without flows is left alone, and nobody is asked twice', async ({ app, page }) => {
  await app.start('http')
  await app.drop('export.csv', table)
  await page.getByRole('dialog').getByRole('button', { name: 'It holds no flows' }).click()
  await page.reload()
  await app.drop('export.csv', table)
  await app.whenRead()
  await app.show('Logs')
  await expect(page.getByRole('row', { name: /export\.csv/ })).toContainText('12')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await page.evaluate(async () => (await capscope.status()).sessions)).toBe(0)
})
