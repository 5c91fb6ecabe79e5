import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { compileExpression } from './compile.ts'
import { selectedOf } from './flags.ts'
import { type FieldType, isOpenLog } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { parseExpression } from './parse.ts'
import { fieldsToRead, type Needed } from './reread-fields.ts'
import { partsOf, type ExpressionPart } from './parts.ts'
import { ExpressionError } from './syntax.ts'

/** Whether an expression can be applied, and the conditions that `and` joins in it; if not, why, where ([from, to) in characters), and what would be right there. */
export type ExpressionCheck =
  | { ok: true; parts: ExpressionPart[] }
  | { ok: false; message: string; from: number; to: number; expected: readonly string[] }

/** One field for the reference page. */
export type FieldDescription = {
  name: string
  aliases: readonly string[]
  family: 'wireshark' | 'arkime' | 'zeek'
  type: FieldType
  meaning: string
  example: string
  /** Where its values come from: the tables, at once; or the packets, which are read again. */
  source: 'column' | 'packets'
}

/** What an expression selects; an empty one selects all: null. Throws ExpressionError. */
export function select(text: string, registry: FieldRegistry, tables: CaptureTables): Selected | null {
  return text.trim() === '' ? null : selectedOf(tables, compileExpression(parseExpression(text), registry, tables)())
}

/** As select, but nothing is evaluated and nothing thrown. */
export function checkText(text: string, registry: FieldRegistry, tables: CaptureTables): ExpressionCheck {
  try {
    if (text.trim() === '') return { ok: true, parts: [] }
    const expression = parseExpression(text)
    compileExpression(expression, registry, tables)
    return { ok: true, parts: partsOf(expression, text) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const { message, from, to, expected } = error
    return { ok: false, message, from, to, expected }
  }
}

/** What the packets must be read again for before select can answer; null = nothing. Throws ExpressionError. */
export function neededFields(text: string, registry: FieldRegistry, tables: CaptureTables): Needed | null {
  if (text.trim() === '') return null
  const needed = fieldsToRead(parseExpression(text), registry, tables)
  return needed.fields.length + needed.tests.length === 0 ? null : needed
}

/** Without those of logs that are not open. */
export function describeFields(registry: FieldRegistry, tables: CaptureTables): FieldDescription[] {
  const fields = registry.all().filter(({ log }) => isOpenLog(log, tables))
  return fields.map(({ name, aliases, family, type, meaning, example, isReread }) => ({
    name,
    aliases,
    family,
    type,
    meaning,
    example,
    source: isReread === true ? 'packets' : 'column',
  }))
}
