import { AxeBuilder } from '@axe-core/playwright'
import { expect, sampleBytes, test } from './app-page.ts'

const SAMPLE = 'intrusion.pcap'

test.beforeEach(async ({ app }) => {
  await app.start('http')
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
  await app.show('Beacons')
})

test('a row explains itself, and its values are handles', async ({ app, page }) => {
  const details = page.getByRole('region', { name: 'Why this score' })
  await expect(details).toContainText('192.168.20.32 → edge-metrics.example')
  await expect(details).toContainText('96 connections score 1.000')
  await expect(details).toContainText('Severity high: the score counts 0.800.')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])

  await details.getByRole('button', { name: 'these connections' }).click()
  await app.show('Sessions')
  await expect(page.getByRole('grid').first()).toHaveAttribute('aria-rowcount', '97')
})

test('the allow-list, the networks and the settings decide here and in the findings, and are kept', async ({
  app,
  page,
}) => {
  const finding = page.getByRole('region', { name: 'Beacon', exact: true })
  const details = page.getByRole('region', { name: 'Why this score' })
  const grid = page.getByRole('grid', { name: 'Beacons' })

  await page.getByText('Settings', { exact: true }).click()
  await page.getByLabel('Weight of the timestamps').fill('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Settings (1 changed)')).toBeVisible()
  await page.getByRole('button', { name: 'Default 0.25' }).click()

  await page.getByText('Networks', { exact: true }).click()
  await page.getByLabel('Pairs that are looked at').selectOption('outgoing')
  // three clients of the resolver inside are left out; the resolver itself goes out
  await expect(grid.getByRole('row').filter({ hasText: 'resolvers are asked' })).toHaveCount(1)
  await page.getByLabel('Your own networks: inside').fill('203.0.113.0/24\nnonsense')
  await page.getByLabel('Never included').focus()
  await expect(page.getByText('Not understood: line 2 “nonsense”')).toBeVisible()
  // nobody is inside any more; C2 over DNS is looked for everywhere
  await expect(details).toContainText('130 different names below edge-metrics.example')
  await page.reload()
  await app.drop(SAMPLE, sampleBytes(SAMPLE))
  await app.whenRead()
  await app.show('Beacons')
  await page.getByText('Networks (2 changed)').click()
  await page.getByRole('button', { name: 'Back to the default' }).click()
  await page.getByLabel('Pairs that are looked at').selectOption('addresses')

  await app.show('Findings')
  await expect(finding).toContainText('192.168.20.32 comes back to edge-metrics.example')
  await app.show('Beacons')
  await page.getByText('Allow-list', { exact: true }).click()
  await page.getByLabel('One a line').fill('edge-metrics.example # ours')
  await page.getByLabel('One a line').blur()
  await expect(grid).toContainText('on your allow-list: edge-metrics.example')
  await app.show('Findings')
  await expect(finding).toBeHidden()
})
