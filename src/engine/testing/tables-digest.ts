import { createHash } from 'node:crypto'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { Table } from '../tables/column.ts'

/** Every column, pool and list of the tables, those of typed arrays as a hash of the rows in use: for comparing two. */
export function tablesDigest(tables: CaptureTables): Record<string, unknown> {
  const digest: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(tables)) {
    if (!(value instanceof Table)) digest[name] = plain(value)
    else
      for (const [column, content] of Object.entries(value)) {
        if (column === 'capacity') continue
        digest[`${name}.${column}`] = ArrayBuffer.isView(content) ? hash(content, value.rows) : plain(content)
      }
  }
  return digest
}

function hash(array: ArrayBufferView, length?: number): string {
  const size = 'BYTES_PER_ELEMENT' in array ? Number(array.BYTES_PER_ELEMENT) : 1
  const bytes = length === undefined ? array.byteLength : Math.min(array.byteLength, length * size)
  return createHash('sha1')
    .update(new Uint8Array(array.buffer, array.byteOffset, bytes))
    .digest('hex')
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return hash(value)
  if (value instanceof Map) return [...value].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'function' || value instanceof TextDecoder) return null
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
}
