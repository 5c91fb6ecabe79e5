import type { CaptureTables } from '../tables/capture-tables.ts'
import type { FieldColumn } from '../tables/field-column.ts'
import type { Column, Field, FieldType } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { type Computed, computedFields, termsOf } from './computed.ts'
import { isLayerTest, type LayerTest, layerTestOf } from './layer-tests.ts'
import { resolveField } from './resolve.ts'
import type { Expression } from './syntax.ts'

/** A field that reading the packets again gives, by Wireshark's name. */
export type RereadField = {
  name: string
  kind: 'number' | 'boolean' | 'ipv4' | 'ipv6' | 'mac' | 'text' | 'bytes' | 'time' | 'epoch' | 'duration' | 'presence'
  meaning: string
}

const TYPES: Readonly<Record<RereadField['kind'], FieldType>> = {
  number: 'number',
  boolean: 'boolean',
  ipv4: 'address',
  ipv6: 'address',
  mac: 'mac',
  text: 'text',
  bytes: 'bytes',
  time: 'time',
  epoch: 'time',
  duration: 'duration',
  presence: 'presence',
}

const EXAMPLES: Readonly<Record<FieldType, string>> = {
  number: ' == 1',
  boolean: ' == 1',
  address: '',
  mac: ' == 00:0c:29:11:22:33',
  text: ' contains "a"',
  bytes: ' contains 00:01',
  time: '',
  duration: ' > 0.1',
  presence: '',
}

/** The field as expressions name it; its column is tables.fieldColumns of the same name. */
export function rereadField({ name, kind, meaning }: RereadField): Field {
  const type = TYPES[kind]
  return {
    name,
    aliases: [],
    family: 'wireshark',
    type,
    meaning,
    example: `${name}${EXAMPLES[type]}`,
    columns: [columnOf(name, type)],
    isReread: true,
  }
}

function columnOf(name: string, type: FieldType): Column {
  const of = ({ fieldColumns }: CaptureTables): FieldColumn => {
    const column = fieldColumns.get(name)
    if (column === undefined) throw new Error(`the packets are not read again for ${name}`)
    return column
  }
  return {
    domain: 'packet',
    space:
      type === 'address' || type === 'mac'
        ? (tables) => of(tables).addresses
        : type === 'text'
          ? (tables) => of(tables).texts
          : type === 'bytes'
            ? (tables) => ({ size: of(tables).runs.length, text: (id) => of(tables).runs[id] })
            : 'number',
    each(tables, visit) {
      const { size, row, value } = of(tables)
      const { rows } = tables.packets
      for (let i = 0; i < size; i++) if (row[i] < rows) visit(row[i], value[i])
    },
  }
}

/** The fields that must be read again before this one has values. */
export function missing({ name, isReread, reread }: Field, tables: CaptureTables): string[] {
  if (isReread !== true) return []
  return (reread ?? [name]).filter((source) => isMissing(source, tables))
}

function isMissing(key: string, { fieldColumns, packets }: CaptureTables): boolean {
  const known = fieldColumns.get(key)
  return known === undefined || known.packets < packets.rows
}

/** What packets are read again for: fields by name, and comparisons with the bytes of layers. */
export type Needed = { fields: string[]; tests: LayerTest[] }

/** What of an expression needs the packets to be read again before it can be evaluated. Throws ExpressionError. */
export function fieldsToRead(expression: Expression, registry: FieldRegistry, tables: CaptureTables): Needed {
  const names = new Set<string>()
  const tests = new Map<string, LayerTest>()
  const computed = (part: Computed): void => {
    for (const name of computedFields(part, registry)) if (isMissing(name, tables)) names.add(name)
  }
  const walk = (part: Expression): void => {
    if (part.kind === 'not') walk(part.operand)
    else if (part.kind === 'computed') computed(part)
    else if (part.kind === 'exists' || part.kind === 'compare') {
      const terms = termsOf(part, registry)
      if (terms !== null) {
        computed(terms)
        return
      }
      const { field } = resolveField(part.field, registry)
      if (part.kind === 'compare' && isLayerTest(part, field)) {
        const test = layerTestOf(part, registry, tables)
        if (isMissing(test.key, tables)) tests.set(test.key, test)
        return
      }
      for (const name of missing(field, tables)) names.add(name)
    } else {
      walk(part.left)
      walk(part.right)
    }
  }
  walk(expression)
  return { fields: [...names], tests: [...tests.values()] }
}
