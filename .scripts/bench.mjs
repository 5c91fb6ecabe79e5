// npm run bench: how fast a large capture opens in the built page, and under Node.
//   npm run bench -- [--from DIR | --file CAPTURE] [--bytes 1e9] [--skip REGEX] [--rounds 3]
// Without --file a mix is made of the captures in DIR (public/samples) and removed afterwards.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { makeLargeCapture } from './large-capture.mjs'
import { serve } from './serve.mjs'
import { fail, root, say } from './terminal.mjs'

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: join(root, 'public/samples') },
    file: { type: 'string' },
    bytes: { type: 'string', default: '1e9' },
    skip: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
})
if (!existsSync(join(root, 'dist/index.html'))) fail('there is no dist/index.html: npm run build')
const rounds = Number(values.rounds)
const capture = values.file ? resolve(values.file) : join(tmpdir(), `capscope-bench-${process.pid}.pcap`)
if (!values.file) {
  const skip = values.skip ? new RegExp(values.skip) : undefined
  say(JSON.stringify(makeLargeCapture({ from: resolve(values.from), bytes: Number(values.bytes), to: capture, skip })))
}
try {
  await measure()
} finally {
  if (!values.file) rmSync(capture)
}

async function measure() {
  const size = statSync(capture).size
  const server = await serve(0)
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const found = spawnSync(process.execPath, [join(root, '.scripts/find-browser.mjs')], { encoding: 'utf8' })
  if (found.status !== 0) fail('no Chromium was found')
  const results = []
  // one browser a round: memory of an earlier round does not count for a later one
  for (let round = 0; round < rounds; round++) {
    const browser = await chromium.launch({ executablePath: found.stdout.trim() })
    results.push(await inPage(browser, `http://127.0.0.1:${port}/`))
    await browser.close()
  }
  server.close()
  const headless = Array.from({ length: rounds }, () => underNode(['--sections', 'status']))
  const whole = underNode([])

  const open = results.map((result) => result.open)
  const megabytes = (/** @type {number} */ milliseconds) => size / 1000 / milliseconds
  const ratio = results.map((result) => (result.raw / result.open) * 100)
  say(
    `\n${(size / 1e6).toFixed(0)} MB, ${results[0].packets} packets, ${results[0].sessions} sessions; ${cpus().length} × ${cpus()[0].model}`,
  )
  say(`${'median of ' + rounds} (least … most)`.padStart(60))
  row(
    'read without dissecting, MB/s',
    results.map((result) => megabytes(result.raw)),
  )
  row(
    'open in Chromium, s',
    open.map((milliseconds) => milliseconds / 1000),
    2,
  )
  row('open in Chromium, MB/s', open.map(megabytes))
  row(
    'open in Chromium, thousand packets/s',
    results.map((result) => result.packets / result.open),
  )
  row('share of the raw read rate, %', ratio)
  row(
    'longest task of the page while reading, ms',
    results.map((result) => result.longestTask),
  )
  row(
    'longest time between two frames while reading, ms',
    results.map((result) => result.longestFrame),
  )
  row(
    'renderer, empty page, MB',
    results.map((result) => result.emptyMemory),
  )
  row(
    'renderer, peak, MB',
    results.map((result) => result.peakMemory),
  )
  row(
    'analyze.mjs --sections status, s',
    headless.map((milliseconds) => milliseconds / 1000),
    2,
  )
  row('analyze.mjs, all sections, s', [whole / 1000], 2)
}

/**
 * @param {string} name
 * @param {number[]} numbers
 * @param {number} [digits]
 */
function row(name, numbers, digits = 0) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const text = [sorted[sorted.length >> 1], sorted[0], sorted[sorted.length - 1]].map((number) =>
    number.toFixed(digits),
  )
  say(`${name.padEnd(50)} ${text[0].padStart(9)}   (${text[1]} … ${text[2]})`)
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 */
async function inPage(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('crash', () => fail('the page crashed'))
  page.on('pageerror', (error) => say(`the page says: ${error.message}`))
  await page.goto(address)
  await page.evaluate(() => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', id: 'bench', hidden: true })
    document.body.append(input)
  })
  await page.locator('#bench').setInputFiles(capture)
  await page.waitForTimeout(500)
  const emptyMemory = memory('VmRSS')
  const raw = await page.evaluate(rawRead)
  const read = await page.evaluate(openCapture)
  return { raw, emptyMemory, peakMemory: memory('VmHWM'), ...read }
}

/** Runs in the page: milliseconds of reading the file in a worker as the Engine does, without looking at it. */
function rawRead() {
  const code = `onmessage = async ({ data: file }) => {
    const step = 16 * 1024 * 1024
    const started = performance.now()
    let next = file.slice(0, step).arrayBuffer()
    for (let position = 0; position < file.size; position += step) {
      const current = next
      if (position + step < file.size) next = file.slice(position + step, position + 2 * step).arrayBuffer()
      await current
    }
    postMessage(performance.now() - started)
  }`
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench'))
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
  return new Promise((/** @type {(milliseconds: number) => void} */ resolve) => {
    worker.addEventListener('message', ({ data }) => {
      worker.terminate()
      resolve(data)
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage(input.files?.[0])
  })
}

/** Runs in the page: opens the file with window.capscope and watches the page's main thread meanwhile. */
async function openCapture() {
  const { capscope } = /** @type {any} */ (globalThis)
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench'))
  let longestTask = 0
  let longestFrame = 0
  let reading = true
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
  })
  observer.observe({ type: 'longtask' })
  let before = performance.now()
  const glance = (/** @type {number} */ now) => {
    longestFrame = Math.max(longestFrame, now - before)
    before = now
    if (reading) requestAnimationFrame(glance)
  }
  requestAnimationFrame(glance)
  const started = performance.now()
  await capscope.open([...(input.files ?? [])])
  await capscope.whenRead()
  const open = performance.now() - started
  reading = false
  const { frames, sessions } = await capscope.status()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  observer.disconnect()
  return { open, packets: frames, sessions, longestTask, longestFrame }
}

/** @param {string[]} parameters */
function underNode(parameters) {
  const started = performance.now()
  const command = [join(root, 'dist/analyze.mjs'), ...parameters, capture]
  const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) fail(`analyze.mjs ended with ${status}`)
  return performance.now() - started
}

/**
 * The largest renderer below this process in MB; 0 where there is no /proc.
 * @param {'VmRSS' | 'VmHWM'} field now, or at its peak
 */
function memory(field) {
  if (!existsSync('/proc/self/status')) return 0
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const statuses = new Map(processes.map((id) => [id, textOf(`/proc/${id}/status`)]))
  const isOurs = (/** @type {string} */ id) => {
    for (let at = id; at && at !== '0'; at = /PPid:\s+(\d+)/.exec(statuses.get(at) ?? '')?.[1] ?? '')
      if (at === String(process.pid)) return true
    return false
  }
  const renderers = processes.filter((id) => isOurs(id) && textOf(`/proc/${id}/cmdline`).includes('--type=renderer'))
  const sizes = renderers.map((id) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(statuses.get(id) ?? '')?.[1] ?? 0))
  return (Math.max(0, ...sizes) * 1024) / 1e6
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
