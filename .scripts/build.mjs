// npm run build: dist/ (page with its assets), dist/capscope.html (all in one file), dist/analyze.mjs (the Engine under Node).
import { createHash } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { build } from 'vite'
import { withPolicy } from './policy.mjs'
import { fail, root, say } from './terminal.mjs'

process.chdir(root)
const started = performance.now()
try {
  await build({ mode: 'production', logLevel: 'warn' })
  const page = onlyFile(await build({ mode: 'single', logLevel: 'warn', build: { write: false } }))
  writeFileSync('dist/capscope.html', sealed(page))
  await build({ mode: 'headless', logLevel: 'warn' })
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}

for (const file of ['dist/index.html', 'dist/capscope.html', 'dist/analyze.mjs'])
  say(`${file.padEnd(20)} ${(statSync(file).size / 1000).toFixed(0)} kB`)
say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)

/** @param {any} result */
function onlyFile(result) {
  const output = [result].flat()[0].output
  if (output.length !== 1)
    fail(`the one-file build has ${output.length} files: ${output.map((/** @type {any} */ file) => file.fileName)}`)
  return String(output[0].source)
}

/**
 * The policy names the inlined scripts by their hash, so it can only be written when nothing else changes the page.
 * @param {string} html
 */
function sealed(html) {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
  if (scripts.length === 0) fail('the one-file build has no script')
  for (const [, attributes] of scripts) if (/\ssrc=/.test(attributes)) fail(`a script was not inlined:${attributes}`)
  if (/<link\b[^>]*\bhref="(?!data:)/.test(html)) fail('a style or icon was not inlined')
  // a parser changes both before the browser hashes the text
  for (const [, , text] of scripts) if (/[\r\0]/.test(text)) fail('an inlined script holds a carriage return or a NUL')
  const hashes = scripts.map(([, , text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  return withPolicy(html, hashes.join(' '))
}
