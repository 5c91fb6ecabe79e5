import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { serve } from '../.scripts/serve.mjs'

const onDisk = pathToFileURL(fileURLToPath(new URL('../dist/capscope.html', import.meta.url))).href
const portOf = (server: Server) => (server.address() as AddressInfo).port
const below = '/tools/capture/view/'

let site: Server
let sink: Server
/** Requests that reached a server that is not ours. */
let received: string[] = []

test.beforeAll(async () => {
  site = await serve(0, below)
  sink = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>((resolve) => {
    sink.listen(0, '127.0.0.1', resolve)
  })
})
test.afterAll(() => {
  site.close()
  sink.close()
})

const places = [
  { name: 'the page with its assets, below a path', address: () => `http://127.0.0.1:${portOf(site)}${below}` },
  { name: 'the one file over http', address: () => `http://127.0.0.1:${portOf(site)}${below}capscope.html` },
  { name: 'the one file from disk', address: () => onDisk },
]

/** What the page complains about, and every request that is not for the page itself. */
function watch(page: Page, address: string) {
  const complaints: string[] = []
  const requests: string[] = []
  const own = address.slice(0, address.lastIndexOf('/') + 1)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.context().on('request', (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith('blob:') && !request.url().startsWith('data:'))
      requests.push(request.url())
  })
  return { complaints, requests }
}

for (const { name, address } of places) {
  test(`${name}: the engine starts and reads the sample`, async ({ page }) => {
    const { complaints, requests } = watch(page, address())
    await page.goto(address())
    await page.getByRole('button', { name: 'Open the sample' }).click()
    // the status bar's count of packets; intrusion.pcap has 7334
    await expect(page.getByText('7,334').first()).toBeVisible()
    const status = await page.evaluate(() => capscope.whenRead())
    expect(status).toMatchObject({ frames: 7334, bytes: 1_134_490 })
    expect(complaints).toEqual([])
    expect(requests).toEqual([])
  })

  test(`${name}: nothing gets out`, async ({ page }) => {
    received = []
    await page.goto(address())
    await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
    const attempts = await page.evaluate(tryToSend, `127.0.0.1:${portOf(sink)}`)
    // that the page tried at all is what makes the empty list of the sink worth something
    expect(attempts).toBeGreaterThan(10)
    await page.waitForTimeout(500)
    expect(received).toEqual([])
    const doors = await page.evaluate(() => ['RTCPeerConnection', 'WebTransport'].filter((door) => door in globalThis))
    expect(doors).toEqual([])
  })

  test(`${name}: no string becomes script`, async ({ page }) => {
    await page.goto(address())
    await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
    const ran = await page.evaluate(async () => {
      // what the debugger runs at once may eval whatever the policy says
      await new Promise((resolve) => setTimeout(resolve, 0))
      const page = globalThis as unknown as { ran?: boolean }
      const refused = [
        () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.ran = true">'),
        () => {
          document.createElement('script').text = 'globalThis.ran = true'
        },
        () => {
          const frame = document.createElement('iframe')
          frame.srcdoc = '<script>parent.ran = true</script>'
        },
        // oxlint-disable-next-line no-eval -- this is the attempt
        () => globalThis.eval('globalThis.ran = true'),
        () => new Worker('data:text/javascript,0'),
      ].filter((attempt) => {
        try {
          attempt()
          return false
        } catch {
          return true
        }
      })
      return { refused: refused.length, ran: page.ran ?? false }
    })
    expect(ran).toEqual({ refused: 5, ran: false })
  })
}

/** Runs in the page: every way out that needs no person. Answers how many were tried. */
async function tryToSend(host: string): Promise<number> {
  const url = (way: string) => `http://${host}/${way}`
  const element = (tag: string, attributes: Record<string, string>) => () => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    document.body.append(made)
  }
  const ways: (() => unknown)[] = [
    () => fetch(url('fetch')),
    () => fetch(url('no-cors'), { mode: 'no-cors', method: 'POST', body: 'x' }),
    () => {
      const request = new XMLHttpRequest()
      request.open('GET', url('xhr'))
      request.send()
    },
    () => new WebSocket(`ws://${host}/socket`),
    () => new EventSource(url('events')),
    () => navigator.sendBeacon(url('beacon'), 'x'),
    () => {
      new Image().src = url('image')
    },
    element('img', { srcset: `${url('srcset')} 2x` }),
    element('link', { rel: 'stylesheet', href: url('style') }),
    element('link', { rel: 'prefetch', href: url('prefetch') }),
    element('link', { rel: 'manifest', href: url('manifest') }),
    element('iframe', { src: url('frame') }),
    element('object', { data: url('object') }),
    element('video', { src: url('video') }),
    element('div', { style: `background: url(${url('background')})` }),
    () => new FontFace('leak', `url(${url('font')})`).load(),
    () => {
      const form = document.createElement('form')
      Object.assign(form, { action: url('form'), method: 'post', target: '_self' })
      document.body.append(form)
      form.submit()
    },
  ]
  for (const way of ways)
    try {
      await Promise.race([way(), new Promise((resolve) => setTimeout(resolve, 100))])
    } catch {
      // refused at once, as it should be
    }
  return ways.length
}
