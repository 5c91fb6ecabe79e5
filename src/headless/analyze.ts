import { once } from 'node:events'
import { Engine } from '../engine/engine.ts'
import { type Command, commandOf, expressionProblem, filesIn, USAGE, UsageError } from './command-line.ts'
import { openFile } from './disk-file.ts'
import { exportFile } from './export-file.ts'
import { documentOf } from './document.ts'
import { jsonPieces } from './json-pieces.ts'

const { stdout, stderr } = process

/** Waits where the reader of our output is slower than we are. */
async function print(text: string): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain')
}

async function analyze(
  paths: readonly string[],
  { sections, expression, fields, target, output, hasSecrets }: Command,
): Promise<void> {
  const engine = new Engine({ refuseAsTshark: true })
  const check = engine.checkExpression(expression ?? '')
  if (!check.ok) throw new UsageError(expressionProblem(expression ?? '', check))
  if (fields !== undefined)
    await engine.packetFields({ fields }).catch((error: Error) => Promise.reject(new UsageError(error.message)))
  let failure: string | null = null
  const files: File[] = []
  for (const path of paths)
    try {
      files.push(await openFile(path))
    } catch (error) {
      failure ??= reasonOf(path, error)
    }
  await engine.open(files)
  await engine.whenRead()
  await engine.readFields(expression ?? '')
  const document = documentOf(engine, paths, failure, sections, { expression }, hasSecrets)
  const packets = fields && (await engine.packetFields({ fields, expression }))
  const exported = target && (await exportFile(engine, target, output, { expression, secrets: hasSecrets }))
  let waiting = ''
  for (const piece of jsonPieces({ ...document, ...(packets && { packets }), ...(exported && { export: exported }) })) {
    waiting += piece
    if (waiting.length < 65_536) continue
    await print(waiting)
    waiting = ''
  }
  await print(`${waiting}\n`)
}

function reasonOf(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `${path}: there is no such file`
  if (code === 'EACCES') return `${path}: no permission to read it`
  return message
}

async function main(): Promise<number> {
  // whoever reads us may have read enough: `| head -1`
  stdout.on('error', () => process.exit(0))
  try {
    const command = commandOf(process.argv.slice(2))
    if (command === null) await print(`${USAGE}\n`)
    else if (command.isTogether) await analyze(filesIn(command.paths), command)
    else for (const path of command.paths) await analyze([path], command)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    stderr.write(`${error.message}\n\n${USAGE}\n`)
    return 2
  }
}

process.exitCode = await main()
