// Installs the packages of package-lock.json when they are missing or others are there. Node's own modules only.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run, say } from './terminal.mjs'

const oldest = [20, 19]

export function installMissing() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    fail(`Node ${process.versions.node} is too old: ${oldest.join('.')} or newer is needed`)
  if (isInstalled()) return
  say('Installing packages …')
  // npm's own script where npm runs us: on Windows `npm` is a batch file
  const npm = process.env.npm_execpath
  // not `npm ci`: it refuses a lock file that lacks another system's optional packages, as one from a mirror does
  const parameters = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm?.endsWith('.js') ? run(process.execPath, [npm, ...parameters]) : run('npm', parameters)
  if (!done) fail('npm could not install the packages')
}

/** Whether node_modules holds what the lock file says. Packages for other systems may be absent. */
function isInstalled() {
  const [wanted, present] = ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesOf)
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional),
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }> | null}
 */
function packagesOf(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}
