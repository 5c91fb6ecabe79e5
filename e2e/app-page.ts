import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test as base, type Page } from '@playwright/test'

/** The two products of the build: the page with its files beside it over http, and the one file from a disk. */
export type Build = 'http' | 'file'
export const builds: readonly Build[] = ['http', 'file']

const ONE_FILE = new URL('../dist/capscope.html', import.meta.url).href

export function sampleBytes(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../public/samples/${name}`, import.meta.url)))
}

/** Capscope as a person uses it. */
export class AppPage {
  readonly page: Page
  /** Everything the page asked the network for. */
  readonly requests: string[] = []
  /** What the console complained about, and uncaught errors. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    page.context().on('request', (request) => {
      if (!/^(blob|data):/.test(request.url())) this.requests.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  /** The same on another page of the browser. */
  on(page: Page): AppPage {
    return new AppPage(page)
  }

  async start(build: Build): Promise<void> {
    await this.page.goto(build === 'http' ? './' : ONE_FILE)
    await expect(this.page.getByRole('heading', { name: 'Drop a capture anywhere on this page' })).toBeVisible()
  }

  /** Drops a file as a person does: with the events and the DataTransfer of a drag from outside. */
  async drop(name: string, bytes: Uint8Array, repeatAfter?: { header: number; times: number }): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ({ name, base64, repeatAfter }) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        const parts: BlobPart[] =
          repeatAfter === undefined
            ? [bytes]
            : [
                bytes.slice(0, repeatAfter.header),
                ...Array.from({ length: repeatAfter.times }, () => new Blob([bytes.slice(repeatAfter.header)])),
              ]
        const transfer = new DataTransfer()
        transfer.items.add(new File(parts, name))
        return transfer
      },
      { name, base64: Buffer.from(bytes).toString('base64'), repeatAfter },
    )
    for (const event of ['dragenter', 'dragover', 'drop'])
      await this.page.dispatchEvent('body', event, { dataTransfer: transfer })
  }

  /** Waits until the file is read. */
  async whenRead(): Promise<void> {
    await expect(this.statusBar).toContainText('Read in', { timeout: 30_000 })
  }

  get statusBar() {
    return this.page.getByRole('contentinfo')
  }

  get navigation() {
    return this.page.getByRole('navigation', { name: 'Views' })
  }

  async show(view: string): Promise<void> {
    await this.navigation.getByRole('link', { name: new RegExp(`^${view}`) }).click()
    await expect(this.navigation.locator('[aria-current=page]')).toContainText(view)
  }

  grid(name: string | RegExp) {
    return this.page.getByRole('grid', { name })
  }
}

export const test = base.extend<{ app: AppPage }>({
  app: async ({ page }, provide) => {
    const app = new AppPage(page)
    await provide(app)
    expect(app.complaints, 'complaints of the console').toEqual([])
  },
})
export { expect } from '@playwright/test'
