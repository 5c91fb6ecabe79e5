import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'
import { defineConfig } from 'vitest/config'
import { withPolicy } from './.scripts/policy.mjs'

/** Puts the policy first into the head of the page whose assets lie beside it. */
const policy = (): Plugin => ({
  name: 'capscope:policy',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, "'self'") },
})

/**
 * `import('…/office.pcapng?capture')` answers a function that makes the File. The bytes are part of the script (gzip and
 * base64), so that the samples open under connect-src 'none' and from file://.
 */
const captureModules = (): Plugin => ({
  name: 'capscope:capture',
  enforce: 'pre',
  resolveId: {
    filter: { id: /\?capture$/ },
    async handler(source, importer) {
      const file = await this.resolve(source.slice(0, -'?capture'.length), importer, { skipSelf: true })
      return file && `\0capture:${file.id}.js`
    },
  },
  load: {
    // oxlint-disable-next-line no-control-regex -- the mark of a module that is no file
    filter: { id: /^\0capture:/ },
    handler(id) {
      const path = id.slice('\0capture:'.length, -'.js'.length)
      this.addWatchFile(path)
      const bytes = gzipSync(readFileSync(path), { level: 9 }).toString('base64')
      return `export default async () => {
  const packed = Uint8Array.from(atob(${JSON.stringify(bytes)}), (character) => character.charCodeAt(0))
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new File([await new Response(unpacked).arrayBuffer()], ${JSON.stringify(basename(path))})
}`
    },
  },
})

/** Modes: 'single' = the one-file page, 'headless' = analyze.mjs, any other = the page with its assets beside it. */
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [captureModules(), react(), ...(mode === 'single' ? [viteSingleFile()] : [policy()])],
  // a module worker made from a blob does not start on file:// in Chromium
  worker: { format: 'iife' },
  server: { port: 4173 },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { pluginTimings: false } },
    ...(mode === 'single' && { copyPublicDir: false }),
    ...(mode === 'headless' && {
      ssr: 'src/headless/analyze.ts',
      copyPublicDir: false,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: { entryFileNames: 'analyze.mjs', codeSplitting: false },
      },
    }),
  },
  ...(mode === 'headless' && { ssr: { noExternal: true } }),
  // no module keeps state between tests, so the files of a thread share what is loaded: a quarter of the time
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    pool: 'threads',
    isolate: false,
  },
}))
