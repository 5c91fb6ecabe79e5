import type { Field, FieldType } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { ExpressionError, type FieldReference } from './syntax.ts'

/** What a comparison looks at: the field's values, or what functions and slices make of them. */
export type Subject = Exclude<FieldType, 'presence'> | 'bytes' | 'length' | 'count'

/** What one name stands for; `distinct`: the number of its different values was asked for (Arkime's `….cnt`). */
export type Resolved = { field: Field; distinct: boolean }

const COUNT = '.cnt'

/** Constructs of other tools that this language does not have. */
const FOREIGN: readonly [RegExp, string][] = [
  [/#/, 'Layer numbers (`#1`) are not part of this language'],
  [/^@/, 'Raw fields (`@name`) are not part of this language'],
  [/^\$/, 'Macros, references and shortcuts (`$name`) are not part of this language'],
  [/^(?:vals|dec|hex|float|double|tcpflags)$/, 'This function is not part of this language'],
]

/** The field that a name means. Throws ExpressionError: unknown, with names that are near; or only the packets know it. */
export function resolveField({ name, from, to }: FieldReference, registry: FieldRegistry): Resolved {
  const field = registry.find(name)
  if (field !== undefined) return { field, distinct: false }
  for (const [pattern, message] of FOREIGN) if (pattern.test(name)) throw new ExpressionError(message, from, to)
  if (name.endsWith(COUNT)) {
    const counted = registry.find(name.slice(0, -COUNT.length))
    if (counted !== undefined) return { field: counted, distinct: true }
  }
  if (registry.needsPackets(name))
    throw new ExpressionError(`\`${name}\` is a field of Wireshark's that this program does not read`, from, to)
  throw new ExpressionError(`There is no field \`${name}\``, from, to, registry.near(name))
}

/** Throws ExpressionError where a function or a slice does not fit the field. */
export function subjectOf(reference: FieldReference, field: Field, distinct: boolean): Subject {
  const { functions, slice, from, to } = reference
  const refuse = (message: string, expected: readonly string[] = []): never => {
    throw new ExpressionError(message, from, to, expected)
  }
  const { type } = field
  const isCount = distinct || functions.includes('count')
  if (isCount) {
    if (functions.length > (distinct ? 0 : 1) || slice !== null) refuse('`count` stands alone before a field')
    if (field.columns.some(({ lifted }) => lifted === true)) refuse(`\`${field.name}\` cannot be counted`)
    return 'count'
  }
  if (type === 'presence')
    return refuse(`\`${field.name}\` is a protocol: it is there or not, and has no value`, [
      field.name,
      `!${field.name}`,
    ])
  const isText = type === 'text'
  const isBytes = type === 'mac' || type === 'address' || type === 'bytes'
  if (slice !== null && !isText && !isBytes) refuse(`A slice does not fit \`${field.name}\``)
  for (const [index, name] of functions.entries()) {
    if (name === 'len') {
      if (!isText && !isBytes) refuse(`\`len\` does not fit \`${field.name}\``)
      if (index < functions.length - 1) refuse('`len` is a number: no function fits it')
    } else if (!isText) refuse(`\`${name}\` fits texts only`)
  }
  if (functions.includes('len')) return 'length'
  return slice !== null && isBytes ? 'bytes' : type
}
