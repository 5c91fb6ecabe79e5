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
})
