// npm start: from a fresh clone to the page in the browser.
import { spawn, spawnSync } from 'node:child_process'
import { installMissing } from './install.mjs'
import { serve } from './serve.mjs'
import { fail, run, say } from './terminal.mjs'

const firstPort = 4173

installMissing()
if (!run(process.execPath, ['.scripts/build.mjs'])) fail('the build failed')
const port = await serveOnFreePort()
const address = `http://127.0.0.1:${port}/`
openBrowser(address)
say(`Capscope is at ${address}   (Ctrl+C ends it)`)

async function serveOnFreePort() {
  for (let port = firstPort; port < firstPort + 100; port++)
    try {
      await serve(port)
      return port
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error)
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    }
  return fail(`no free port between ${firstPort} and ${firstPort + 99}`)
}

/** @param {string} url */
function openBrowser(url) {
  const wish = process.env.BROWSER
  if (wish === 'none' || process.env.CI) return
  const opener = wish ? [wish] : systemOpener()
  if (!opener) return
  const child = spawn(opener[0], [...opener.slice(1), url], { stdio: 'ignore', detached: true })
  // the address is printed: a browser that does not open is no error
  child.on('error', () => {})
  child.unref()
}

function systemOpener() {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""']
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return screen && spawnSync('which', ['xdg-open']).status === 0 ? ['xdg-open'] : null
}
