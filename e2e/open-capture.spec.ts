import { AxeBuilder } from '@axe-core/playwright'
import { builds, expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'

const SAMPLE = 'intrusion.pcap'
const VIEWS = [
  'Overview',
  'Sessions',
  'Protocols',
  'Endpoints',
  'Conversations',
  'DNS',
  'TLS',
  'HTTP',
  'Graph',
  'Beacons',
  'Fields',
]

for (const build of builds) {
  test(`${build}: drop a capture, read its totals, walk through every view; nothing leaves the page`, async ({
    app,
    page,
  }) => {
    await app.start(build)
    const atStart = app.requests.length
    const bytes = sampleBytes(SAMPLE)
    const totals = pcapTotals(bytes)
    await app.drop(SAMPLE, bytes)
    await app.whenRead()

    const packets = totals.packets.toLocaleString('en-US')
    await expect(app.statusBar).toContainText(`Packets ${packets}`)
    await expect(page.getByText(`${packets} packets`)).toBeVisible()
    await expect(
      app.statusBar.getByTitle(`${totals.bytes.toLocaleString('en-US')} bytes`, { exact: true }),
    ).toBeVisible()
    await expect(page).toHaveTitle(`Overview – ${SAMPLE} – Capscope`)

    for (const view of VIEWS) {
      await app.show(view)
      await expect(page).toHaveTitle(new RegExp(`^${view} `))
      await expect(page.getByText('This view stopped')).toHaveCount(0)
    }
    expect(app.requests.slice(atStart)).toEqual([])
    const own = new URL('.', page.url()).href
    expect(app.requests.filter((url) => !url.startsWith(own))).toEqual([])
  })

  test(`${build}: the sample opens from the empty page`, async ({ app, page }) => {
    await app.start(build)
    await page.getByRole('button', { name: 'Open the sample' }).click()
    await app.whenRead()
    await expect(page.getByRole('table', { name: 'Top talkers' }).getByRole('row')).not.toHaveCount(0)
  })
}

for (const scheme of ['light', 'dark'] as const)
  test(`every view holds to the accessibility rules, ${scheme}`, async ({ app, page }) => {
    test.slow()
    await page.emulateMedia({ colorScheme: scheme })
    await app.start('http')
    const found: string[] = []
    const audit = async (place: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, nodes } of violations)
        found.push(`${place}: ${id} × ${nodes.length}: ${nodes[0]?.html} ${nodes[0]?.any[0]?.message ?? ''}`)
    }
    await audit('empty page')
    await app.drop(SAMPLE, sampleBytes(SAMPLE))
    await app.whenRead()
    for (const view of VIEWS) {
      await app.show(view)
      await audit(view)
    }
    await page.getByRole('button', { name: 'Help' }).click()
    await audit('help')
    expect(found).toEqual([])
  })
