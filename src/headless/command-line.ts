import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EXPORT_FORMATS, type ExportTarget, exportTarget } from './export-file.ts'
import { DEFAULT_SECTIONS, SECTIONS } from './document.ts'

export const USAGE = `node analyze.mjs [--sections a,b] [--expression E] [--fields a,b] [--together] [--secrets]
                [--export FORMAT [--output FILE] [--mapping FILE]] FILE…
Prints what is in capture files, one JSON document a line, in the order of the files.
  --sections a,b   only these: ${Object.keys(SECTIONS).join(', ')}
                   (without it those that tshark knows, too: not arp, beacons, credentials, dhcp, files,
                   findings, sessions and smb)
  --expression E   everything answers for the packets that E selects: 'ip.addr == 10.0.0.0/8 && dns'
  --fields a,b     adds packets: these fields of each, as tshark -T fields prints them: 'ip.ttl,tcp.len'
  --export FORMAT  writes what is selected to a file; the document says which one: pcap or pcapng (packets),
                   csv, json, ndjson, zeek, parquet or arrow (sessions; 'csv:dns' another table: dns, http, ssl, x509, ssh)
                   features:conn is a matrix of numbers of a table as CSV, also features-parquet and features-arrow;
                   its mapping is written beside it
  --mapping FILE   makes the matrix by the mapping of an earlier one: the same columns of another capture
  --output FILE    its name; without it a name in this folder that says what was selected
  --secrets        with the secrets of credentials, which are covered without it
  --together       all files are one capture: one document. A folder stands for the files in it
  --help           this text`

export type Command = {
  sections: readonly string[]
  expression?: string
  fields?: readonly string[]
  target?: ExportTarget
  output?: string
  isTogether: boolean
  hasSecrets?: boolean
  paths: readonly string[]
}

/** What is wrong with the command line, in words for the person who typed it. */
export class UsageError extends Error {}

/** Null: help was asked for. Throws UsageError. */
export function commandOf(parameters: readonly string[]): Command | null {
  const { values, positionals } = parse(parameters)
  if (values.help === true) return null
  if (positionals.length === 0) throw new UsageError('no file was given')
  const sections = values.sections?.split(',') ?? DEFAULT_SECTIONS
  for (const name of sections)
    if (!Object.hasOwn(SECTIONS, name))
      throw new UsageError(`there is no section '${name}'; there are ${Object.keys(SECTIONS).join(', ')}`)
  const { expression, together, output, secrets } = values
  const target = targetOf(values.export, values.mapping)
  if (output !== undefined && target === undefined) throw new UsageError('--output needs --export')
  if (output !== undefined && together !== true && positionals.length > 1)
    throw new UsageError('--output holds one export: give one file, or --together')
  const fields = values.fields?.split(',').filter((name) => name !== '')
  return {
    sections,
    expression,
    fields,
    target,
    output,
    isTogether: together === true,
    hasSecrets: secrets,
    paths: positionals,
  }
}

function targetOf(text: string | undefined, mapping: string | undefined): ExportTarget | undefined {
  const target = text === undefined ? undefined : exportTarget(text)
  if (target === null)
    throw new UsageError(`there is no export format '${text}'; there are pcap, pcapng and ${EXPORT_FORMATS}`)
  if (mapping === undefined) return target
  if (target === undefined || !('features' in target)) throw new UsageError('--mapping needs --export features')
  try {
    return { ...target, mapping: readFileSync(mapping, 'utf8') }
  } catch (error) {
    throw new UsageError(`${mapping}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What is wrong with an expression, with a mark below the place. */
export function expressionProblem(
  expression: string,
  { message, from, to, expected }: { message: string; from: number; to: number; expected: readonly string[] },
): string {
  const mark = `${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`
  const hint = expected.length === 0 ? '' : `\nexpected: ${expected.join(', ')}`
  return `${message}\n  ${expression}\n  ${mark}${hint}`
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        sections: { type: 'string' },
        expression: { type: 'string' },
        fields: { type: 'string' },
        export: { type: 'string' },
        mapping: { type: 'string' },
        output: { type: 'string' },
        together: { type: 'boolean' },
        secrets: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A folder stands for the files in it, at any depth, by name. */
export function filesIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted()
    return names.map((name) => join(path, name)).filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
  })
}
