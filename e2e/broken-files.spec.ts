import { expect, sampleBytes, test } from './app-page.ts'
import { pcapTotals } from './classic-pcap.ts'

const SAMPLE = 'intrusion.pcap'

test('a file that is no capture says what was found, and where', async ({ app, page }) => {
  await app.start('http')
  await app.drop('notes.txt', Buffer.from('just some notes'))
  await expect(page.getByRole('heading', { name: 'Nothing could be read' })).toBeVisible()
  const row = page.getByRole('row', { name: /notes\.txt/ })
  await expect(row).toContainText('it is text that begins with "just some notes"')
  await expect(row).toContainText('Reading stopped here')
})

test('a file that is cut keeps what is before the cut and says where it is', async ({ app, page }) => {
  await app.start('http')
  const bytes = sampleBytes(SAMPLE)
  const { packets, lastRecord } = pcapTotals(bytes)
  await app.drop('cut.pcap', bytes.subarray(0, lastRecord + 20))
  await app.whenRead()
  await expect(app.statusBar).toContainText(`Packets ${(packets - 1).toLocaleString('en-US')}`)
  await expect(app.statusBar).toContainText('Partial')
  await page.getByRole('button', { name: '1 warning' }).click()
  await expect(page.getByRole('dialog').getByRole('row', { name: /cut\.pcap/ })).toContainText(
    lastRecord.toLocaleString('en-US'),
  )
})

test('a name from outside is text, its tricks are visible', async ({ app, page }) => {
  await app.start('http')
  await app.drop('<img src=x onerror=alert(1)>\u202Efdp.pcap', sampleBytes(SAMPLE))
  await app.whenRead()
  await expect(page.getByText('<img src=x onerror').first()).toBeVisible()
  await expect(page.getByText('\\u202efdp.pcap').first()).toBeVisible()
  // the search bar's editor has an empty picture of its own beside its placeholder
  await expect(page.locator('img:not(.cm-widgetBuffer)')).toHaveCount(0)
})

test('reading can be cancelled; what was read stays, marked as partial', async ({ app, page }) => {
  await app.start('http')
  await app.drop('long.pcap', sampleBytes(SAMPLE), { header: 24, times: 400 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.statusBar).toContainText('Partial: cancelled after')
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
})

test('an engine that cannot start is said so', async ({ app, page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class extends EventTarget {
      terminate() {}
      postMessage() {}
    } as unknown as typeof Worker
  })
  await app.start('http')
  await app.drop('a.pcap', sampleBytes(SAMPLE))
  await expect(page.getByRole('alert')).toContainText('The engine did not start')
})

test('an engine that stops in the middle is said so, and the next file gets a new one', async ({ app, page }) => {
  await page.addInitScript(() => {
    const Original = globalThis.Worker
    globalThis.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        Object.assign(globalThis, { lastWorker: this })
      }
    }
  })
  await app.start('http')
  await app.drop('a.pcap', sampleBytes(SAMPLE))
  await app.whenRead()
  await page.evaluate(() => {
    const { lastWorker } = globalThis as unknown as { lastWorker: Worker }
    lastWorker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
  })
  await expect(page.getByRole('alert')).toContainText('out of memory')
  // What is not on screen yet cannot be asked for any more.
  await app.show('Endpoints')
  await expect(app.grid(/endpoints/)).toHaveCount(1)
  await expect(page.getByRole('alert').filter({ hasText: 'out of memory' })).not.toHaveCount(0)
  await page.getByRole('button', { name: 'Open the files again' }).click()
  await app.whenRead()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await app.show('Overview')
  await expect(page.getByRole('table', { name: 'Top talkers' }).getByRole('row')).not.toHaveCount(0)
})
