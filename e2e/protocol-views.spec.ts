import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'office.pcapng'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
})

test('DNS: domains, and from an answer to the sessions that used it', async ({ app, page }) => {
  await app.show('DNS')
  await expect(page.getByRole('tab', { name: 'Unanswered · 0' })).toBeVisible()
  await page.getByRole('tab', { name: /^Domains/ }).click()
  const domains = app.grid('Registered domains')
  const rows = await page.evaluate(() => capscope.dnsDomains())
  await expect(domains).toHaveAttribute('aria-rowcount', String(rows.length + 1))
  await expect(domains.locator('[aria-rowindex="2"]')).toContainText(rows[0].domain)
  await expectAccessible(page)

  await page.getByRole('tab', { name: /^Answers/ }).click()
  expect(new URL(page.url()).hash).toBe('#/dns?tab=answers')
  const answers = app.grid('Answers and the sessions that followed')
  const [most] = await page.evaluate(() => capscope.dnsAnswerSessions())
  await expect(answers.locator('[aria-rowindex="2"]')).toContainText(most.name)
  await answers.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(app.grid('Sessions')).toHaveAttribute('aria-rowcount', String(most.sessions + 1))
})

test('TLS by fingerprint says how rare each is; a value narrows the page', async ({ app, page }) => {
  await app.show('TLS')
  await page.getByRole('tab', { name: 'JA4' }).click()
  const grid = app.grid('TLS by JA4')
  const values = await page.evaluate(() => capscope.tlsValues({ by: 'ja4' }))
  await expect(grid).toHaveAttribute('aria-rowcount', String(values.length + 1))
  await expect(grid).toContainText('seen once')
  await expectAccessible(page)
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  const { total } = await page.evaluate(
    (expression) => capscope.sessions({ expression, length: 0 }),
    `tls.ja4 == ${values[0].value}`,
  )
  expect(total).toBe(values[0].sessions)
})

test('HTTP by what its requests have in common', async ({ app, page }) => {
  await app.show('HTTP')
  for (const [tab, by] of [
    ['Hosts', 'host'],
    ['User agents', 'user_agent'],
    ['Status', 'status'],
    ['Content types', 'content_type'],
    ['Methods', 'method'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    const grid = app.grid(`HTTP by ${tab.toLowerCase()}`)
    const values = await page.evaluate((kind) => capscope.httpValues({ by: kind }), by)
    await expect(grid).toHaveAttribute('aria-rowcount', String(values.length + 1))
    await expect(grid.locator('[aria-rowindex="2"]')).toContainText(values[0].value ?? '(no')
  }
  await expectAccessible(page)
})

test('a certificate: names, validity, chain, hashes and who used it', async ({ app, page }) => {
  await app.show('Certificates')
  const grid = app.grid('Certificates')
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  const [first] = await page.evaluate(() => capscope.certificates())
  const users = await page.evaluate((sha256) => capscope.certificateUsers({ sha256 }), first.sha256 ?? '')
  const details = page.getByRole('region', { name: 'Certificate', exact: true })
  for (const text of [first.subject_cn, first.issuer, first.serial, first.sha256, first.sha1, ...first.san])
    await expect(details).toContainText(text ?? '')
  await expect(details).toContainText(`${first.not_before} to ${first.not_after}`)
  for (const { address } of [...users.senders, ...users.receivers])
    await expect(details.getByRole('button', { name: address, exact: true })).toBeVisible()
  await expectAccessible(page)
  await details.getByRole('button', { name: users.receivers[0].address, exact: true }).click()
  await expect(app.statusBar).toContainText('Displayed')
})
