// npm test: every check and every test, from a fresh clone. A suite runs even when an earlier one failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installMissing } from './install.mjs'
import { root, run, say } from './terminal.mjs'

installMissing()
const reports = mkdtempSync(join(tmpdir(), 'capscope-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const broken = []

check('types', ['tsc', '-p', '.'])
check('types of the engine without a page', ['tsc', '-p', 'src/engine'])
check('lint', ['oxlint', '--type-aware', '--deny-warnings'])
check('format', ['biome', 'format'])
check('dead code', ['knip'])
suite('unit tests', ['vitest', 'run', '--reporter=dot', '--reporter=json'], unitCounts, (report) => [
  `--outputFile.json=${report}`,
])
const built = check('build', [process.execPath, '.scripts/build.mjs'])
if (built && findBrowser())
  suite('journeys in the browser', ['playwright', 'test', '-c', 'e2e', '--reporter=line,json'], journeyCounts)
else count('journeys in the browser', { passed: 0, failed: 1 })

rmSync(reports, { recursive: true, force: true })
say('')
for (const name of broken) say(`failed: ${name}`)
if (total.skipped) say(`${total.skipped} skipped`)
say(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

/**
 * One thing that holds or does not.
 * @param {string} name
 * @param {string[]} command
 */
function check(name, command) {
  const [program, ...parameters] = resolved(command)
  say(`\n== ${name}`)
  const good = run(program, parameters)
  count(name, { passed: good ? 1 : 0, failed: good ? 0 : 1 })
  return good
}

/**
 * A suite that counts its own tests in a JSON report; without one, or with a bad exit and no failed test, it failed.
 * @param {string} name
 * @param {string[]} command
 * @param {(report: any) => { passed: number, failed: number, skipped?: number }} counts
 * @param {(report: string) => string[]} [more]
 */
function suite(name, command, counts, more = () => []) {
  const report = join(reports, 'report.json')
  rmSync(report, { force: true })
  const [program, ...parameters] = resolved(command)
  say(`\n== ${name}`)
  const good = run(program, [...parameters, ...more(report)], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const told = existsSync(report) ? counts(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  const failed = Math.max(told.failed, good && told.passed > 0 ? 0 : 1)
  count(name, { ...told, failed })
}

/**
 * @param {string} name
 * @param {{ passed: number, failed: number, skipped?: number }} counted
 */
function count(name, { passed, failed, skipped = 0 }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  if (failed) broken.push(name)
}

/**
 * Of vitest's report: a file that cannot be loaded has no tests, but fails.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report
 */
function unitCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length)
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped: numPendingTests + numTodoTests }
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report */
function journeyCounts({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

function findBrowser() {
  say('\n== browser')
  const found = spawnSync(process.execPath, ['.scripts/find-browser.mjs'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (found.status === 0) process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE = found.stdout.trim()
  return found.status === 0
}

/**
 * A package's program runs under this Node: no shell and no npx in between.
 * @param {string[]} command
 */
function resolved([program, ...parameters]) {
  /** @type {Record<string, string>} */
  const packages = {
    tsc: 'typescript',
    oxlint: 'oxlint',
    biome: '@biomejs/biome',
    knip: 'knip',
    vitest: 'vitest',
    playwright: '@playwright/test',
  }
  const name = packages[program]
  if (!name) return [program, ...parameters]
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[program]), ...parameters]
}
