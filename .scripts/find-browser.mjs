// Prints the path of a Chromium that starts; gets one where there is none. Exit status 1: none could be had.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './terminal.mjs'

const windows = process.platform === 'win32'

/** @param {string} text */
const note = (text) => process.stderr.write(`browser: ${text}\n`)

/**
 * @param {string} command
 * @param {string[]} parameters
 */
const succeeds = (command, parameters) => {
  note(`${command} ${parameters.join(' ')}`)
  const options = { cwd: root, stdio: /** @type {['ignore', 2, 2]} */ (['ignore', 2, 2]), timeout: 600_000 }
  return spawnSync(command, parameters, options).status === 0
}

/** @param {string} name */
const whereIs = (name) => {
  const { status, stdout } = spawnSync(windows ? 'where' : 'which', [name], { encoding: 'utf8' })
  return status === 0 ? stdout.split(/\r?\n/)[0] : ''
}

function installedOnes() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (windows)
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => [
      join(process.env[variable] ?? '', 'Google/Chrome/Application/chrome.exe'),
      join(process.env[variable] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
    ])
  const names = [
    'chromium',
    'chromium-headless-shell',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
    'chromium-browser',
  ]
  return names.map(whereIs)
}

function downloaded() {
  const client = join(root, 'node_modules/@playwright/test/cli.js')
  return succeeds(process.execPath, [client, 'install', 'chromium']) ? [chromium.executablePath()] : []
}

function fromPackages() {
  if (!whereIs('apt-get')) return []
  const before = process.getuid?.() === 0 ? [] : whereIs('sudo') ? ['sudo', '-n'] : null
  if (!before) return []
  for (const parameters of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...before, 'apt-get', ...parameters]
    if (!succeeds(command, rest)) return []
  }
  return installedOnes()
}

/**
 * Only a start tells: Ubuntu's chromium-browser may be a stub, a download may lack libraries.
 * @param {string} path
 */
async function starts(path) {
  if (!path || !existsSync(path)) return false
  try {
    const browser = await chromium.launch({ executablePath: path, timeout: 30_000 })
    note(`${path}, ${browser.version()}`)
    await browser.close()
    return true
  } catch (error) {
    note(`${path} does not start: ${String(error).split('\n')[0]}`)
    return false
  }
}

const ways = [
  () => [process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE ?? '', process.env.CHROME_BIN ?? ''],
  () => [chromium.executablePath()],
  installedOnes,
  downloaded,
  fromPackages,
]
for (const way of ways)
  for (const path of way())
    if (await starts(path)) {
      process.stdout.write(`${path}\n`)
      process.exit(0)
    }
note('none found. Install Chrome or Chromium, or name one in PLAYWRIGHT_CHROMIUM_EXECUTABLE')
process.exit(1)
