// Takes the README's pictures into .screenshots/ from the built one-file page (npm run build first).
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { fail, root, say } from './terminal.mjs'

/** @type {{ name: string, view: string, sample: string, scheme: 'light' | 'dark' }[]} */
const pictures = [
  { name: 'overview', view: 'overview', sample: 'intrusion.pcap', scheme: 'light' },
  { name: 'overview-dark', view: 'overview', sample: 'office.pcapng', scheme: 'dark' },
  { name: 'graph', view: 'graph', sample: 'intrusion.pcap', scheme: 'light' },
  { name: 'beacons', view: 'beacons', sample: 'intrusion.pcap', scheme: 'light' },
]

const found = spawnSync(process.execPath, [join(root, '.scripts/find-browser.mjs')], { encoding: 'utf8' })
if (found.status !== 0) fail('no Chromium was found')
const folder = join(root, '.screenshots')
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: found.stdout.trim() })
for (const { name, view, sample, scheme } of pictures) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: scheme })
  page.on('console', (message) => message.type() === 'error' && say(`${name}: ${message.text()}`))
  await page.goto(`${pathToFileURL(join(root, 'dist/capscope.html')).href}#/${view}`)
  await page.evaluate(() => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', id: 'picture', hidden: true })
    document.body.append(input)
  })
  await page.locator('#picture').setInputFiles(join(root, 'public/samples', sample))
  await page.evaluate(async () => {
    const { capscope } = /** @type {any} */ (globalThis)
    await capscope.open(/** @type {HTMLInputElement} */ (document.querySelector('#picture')).files)
    await capscope.whenRead()
  })
  // the graph comes to rest
  await page.waitForTimeout(view === 'graph' ? 4000 : 1500)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.close()
  say(`.screenshots/${name}.png`)
}
await browser.close()
