// What every script needs before anything is installed: Node's own modules only.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} text */
export const say = (text) => process.stdout.write(`${text}\n`)

/**
 * @param {string} text
 * @returns {never}
 */
export const fail = (text) => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

/**
 * Runs a command in the project's root with its output on ours; answers whether it succeeded.
 * @param {string} command
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} [variables]
 */
export const run = (command, parameters, variables = {}) =>
  spawnSync(command, parameters, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...variables },
    shell: process.platform === 'win32',
  }).status === 0
