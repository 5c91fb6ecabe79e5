import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

// Workers load this file too: what was found once is handed on in the environment.
const ask = (...parameters: string[]) =>
  execFileSync(process.execPath, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
const browserFinder = fileURLToPath(new URL('../.scripts/find-browser.mjs', import.meta.url))
const freePort =
  'const server = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close() })'

process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE ??= ask(browserFinder)
process.env.CAPSCOPE_PORT ??= ask('-e', freePort)

const port = process.env.CAPSCOPE_PORT
const baseURL = `http://127.0.0.1:${port}/`

/** The journeys run on the built product (`npm run build`), never on the development server. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Two browsers on two cores starve each other's engines.
  workers: process.env.CI ? 1 : undefined,
  // A journey that passes only at the second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE },
  },
  webServer: { command: `node .scripts/serve.mjs ${port}`, cwd: '..', url: baseURL, reuseExistingServer: false },
})
