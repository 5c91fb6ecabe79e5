// Serves dist/ on this computer only. Node's own modules only.
//   node .scripts/serve.mjs PORT     (for the journeys; `npm start` looks for a free port itself)
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { securityHeaders } from './policy.mjs'
import { root } from './terminal.mjs'

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Resolves with the server when it listens; rejects when the port is taken.
 * @param {number} port
 * @param {string} prefix the path below which dist/ is, with slashes at both ends
 * @returns {Promise<import('node:http').Server>}
 */
export const serve = (port, prefix = '/') =>
  new Promise((resolve, reject) => {
    const server = createServer(async (request, response) => {
      const path = pathOf(request.url ?? '/', prefix)
      const refused = path === null ? 400 : request.method !== 'GET' && request.method !== 'HEAD' ? 405 : 0
      if (path === null || refused) {
        response.writeHead(refused).end()
        return
      }
      try {
        const bytes = await readFile(join(root, 'dist', path))
        response.writeHead(200, { ...headersOf(path, bytes), 'content-length': bytes.length })
        response.end(request.method === 'HEAD' ? undefined : bytes)
      } catch {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
      }
    })
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

/**
 * Path of a file in dist/; null: not to be served.
 * @param {string} url
 * @param {string} prefix
 */
function pathOf(url, prefix) {
  try {
    // the URL parser takes out a plain '..', this an encoded one: what begins with '/' stays below it
    const asked = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    const path = posix.normalize(asked.replaceAll('\\', '/'))
    if (path.includes('\0') || !path.startsWith(prefix)) return null
    const below = path.slice(prefix.length)
    return below === '' || below.endsWith('/') ? `${below}index.html` : below
  } catch {
    return null
  }
}

/**
 * A page's own policy also as a header: the one-file page has another than the page beside its assets.
 * @param {string} path
 * @param {Buffer} bytes
 */
function headersOf(path, bytes) {
  const headers = {
    ...securityHeaders,
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  }
  const own =
    extname(path) === '.html' &&
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(bytes.toString('utf8', 0, 4096))
  return own ? { ...headers, 'content-security-policy': `${own[1]}; frame-ancestors 'none'` } : headers
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(Number(process.argv[2] ?? 4173))
