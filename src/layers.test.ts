import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

type Rule = {
  /** Layers that may be imported; 'type engine' = by `import type` only. A layer may always import itself. */
  from: readonly string[]
  /** npm packages; 'd3-*' = any that begins so. */
  npm: readonly string[]
}

const kit = ['@mantine/*', '@codemirror/*']

/** DESIGN section 3, executed. A layer is a folder of src, inside engine a folder of engine. */
const rules: Record<string, Rule> = {
  'engine/bytes': { from: [], npm: ['@noble/*'] },
  'engine/formats': { from: ['engine/bytes'], npm: ['fflate', 'fzstd'] },
  'engine/dissect': { from: ['engine/bytes'], npm: [] },
  'engine/tables': { from: ['engine/bytes'], npm: [] },
  'engine/protocols': { from: ['engine/dissect', 'engine/bytes'], npm: ['@noble/*', 'asn1js'] },
  'engine/sessions': { from: ['engine/tables', 'engine/bytes'], npm: [] },
  'engine/ingest': {
    from: ['formats', 'dissect', 'protocols', 'sessions', 'tables', 'bytes'].map((name) => `engine/${name}`),
    npm: ['fflate', 'fzstd'],
  },
  'engine/expression': { from: ['engine/tables', 'engine/bytes'], npm: ['re2js'] },
  'engine/analysis': { from: ['engine/tables', 'engine/bytes'], npm: ['tldts'] },
  'engine/export': { from: ['engine/tables', 'engine/bytes'], npm: ['hyparquet-writer', '@uwdata/flechette'] },
  'engine/detections': { from: ['engine/analysis', 'engine/tables', 'engine/bytes'], npm: [] },
  'engine/packets': {
    from: ['ingest', 'dissect', 'tables', 'bytes'].map((name) => `engine/${name}`),
    npm: [],
  },
  engine: {
    from: 'packets ingest analysis detections expression export sessions protocols dissect formats tables bytes'
      .split(' ')
      .map((name) => `engine/${name}`),
    npm: [],
  },
  worker: { from: ['engine', 'type engine/analysis'], npm: ['comlink'] },
  headless: { from: ['engine', 'type engine/analysis'], npm: ['node:*'] },
  state: { from: ['worker', 'type engine'], npm: ['react', 'zustand', 'comlink'] },
  components: { from: [], npm: ['react', '@tanstack/*', 'd3-*', ...kit] },
  views: { from: ['state', 'components', 'type engine'], npm: ['react', 'd3-*', ...kit] },
  app: { from: ['views', 'state', 'components', 'type engine'], npm: ['react', 'd3-*', '@codemirror/*', ...kit] },
  // main.tsx mounts the app
  '.': { from: ['app'], npm: ['react', 'react-dom'] },
}

/** The lists that know all of a kind: DESIGN's registries, and the only files of their layer that may. */
const isRegistry = (file: string) => basename(file).endsWith('-registry.ts')

const words = /^(manager|helpers?|utils?|common|misc|data|info|impl|service)$/
const source = dirname(fileURLToPath(import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file))
const modules = files.filter((file) => !/\.test\.tsx?$|\.d\.ts$/.test(file) && !file.startsWith('engine/testing/'))

function layerOf(file: string): string {
  const [first, second] = dirname(file).split('/')
  return first === 'engine' && second !== undefined ? `engine/${second}` : first
}

type Import = { to: string; isType: boolean }

/** Static, re-exported, bare and dynamic imports, and import types, with what is asked of the build after '?' left out. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const statements = /(?:^|[;}\n])\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/g
  const calls = /\bimport\(\s*['"]([^'"]+)['"]/g
  const found = [
    ...Array.from(text.matchAll(statements), ([, type, to]) => ({ to, isType: type !== undefined })),
    ...Array.from(text.matchAll(calls), ([, to]) => ({ to, isType: false })),
  ]
  return found.map(({ to, isType }) => ({ to: to.split('?')[0], isType }))
}

const resolved = (file: string, to: string) => relative(source, join(source, dirname(file), to)).replaceAll('\\', '/')

/** Whether the layer may import the layer; a type of any engine file may go where the engine's types may. */
function mayImport(from: string, to: string, isType: boolean): boolean {
  const allowed = rules[from].from
  if (from === to || allowed.includes(to)) return true
  return isType && (allowed.includes(`type ${to}`) || (to.startsWith('engine') && allowed.includes('type engine')))
}

function mayUse(layer: string, name: string): boolean {
  return rules[layer].npm.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern || name.startsWith(`${pattern}/`),
  )
}

test('the rules find the files and their imports', () => {
  expect(modules.length).toBeGreaterThan(50)
  expect(modules.flatMap(importsOf).length).toBeGreaterThan(200)
  expect(importsOf('main.tsx')).toContainEqual({ to: './app/app.tsx', isType: false })
  expect(importsOf('engine/engine-api.ts').filter(({ isType }) => !isType)).toEqual([])
})

test('every folder has a rule', () => {
  expect(modules.map(layerOf).filter((layer) => rules[layer] === undefined)).toEqual([])
})

test.each(modules)('%s imports what its folder may', (file) => {
  const layer = layerOf(file)
  const wrong = importsOf(file)
    .filter(({ to, isType }) =>
      to.startsWith('.') ? !mayImport(layer, layerOf(resolved(file, to)), isType) : !mayUse(layer, to),
    )
    // types of React and Node are no code
    .filter(({ to, isType }) => to.startsWith('.') || !isType)
    .map(({ to, isType }) => `${layer} may not import ${isType ? 'types of ' : ''}${to}`)
  expect(wrong).toEqual([])
})

/** Protocols that are another's messages in another wrapping: SSDP is HTTP in datagrams. */
const kin: Record<string, string> = { ssdp: 'http' }

/** A long protocol has parts, named after it: http.ts, http-headers.ts. */
function family(file: string): string {
  const name = basename(file).split(/[-.]/)[0]
  return kin[name] ?? name
}

test.each(modules.filter((file) => file.startsWith('engine/protocols/') && !isRegistry(file)))(
  '%s imports no other protocol',
  (file) => {
    const others = importsOf(file)
      .map(({ to }) => to)
      .filter((to) => to.startsWith('.') && layerOf(resolved(file, to)) === 'engine/protocols')
      .filter((to) => family(to) !== family(file))
    expect(others).toEqual([])
  },
)

test.each(modules.filter((file) => file.startsWith('views/') && !isRegistry(file)))(
  '%s imports no other view',
  (file) => {
    const others = importsOf(file)
      .map(({ to }) => resolved(file, to))
      .filter((to) => to.startsWith('views/') && to.split('/')[1] !== file.split('/')[1])
    expect(others).toEqual([])
  },
)

test.each(files)('%s has a name and a length as the others', (file) => {
  const name = basename(file).replace(/\.(test|worker|d)?\.?tsx?$/, '')
  expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  // a protocol's file has the protocol's name
  if (!file.startsWith('engine/protocols/')) expect(name.split('-').filter((word) => words.test(word))).toEqual([])
  expect(name).not.toBe('index')
  const lines = readFileSync(join(source, file), 'utf8').split('\n').length
  if (!isRegistry(file) && !file.startsWith('engine/testing/') && !/-(names|oids)\.ts$/.test(file))
    expect(lines).toBeLessThanOrEqual(400)
})
