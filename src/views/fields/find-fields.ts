import type { FieldDescription } from '../../engine/expression/search.ts'

/** The fields in which every word occurs: in a name, the meaning or the type; those that begin with the text first. */
export function findFields(fields: readonly FieldDescription[], search: string): FieldDescription[] {
  const text = search.trim().toLowerCase()
  if (text === '') return [...fields]
  const words = text.split(/\s+/)
  const found = fields.filter(({ name, aliases, meaning, type }) => {
    const said = [name, ...aliases, meaning, type].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
  const rank = ({ name, aliases }: FieldDescription) => {
    const names = [name, ...aliases].map((one) => one.toLowerCase())
    if (names.includes(text)) return 0
    if (names.some((one) => one.startsWith(text))) return 1
    return names.some((one) => one.includes(text)) ? 2 : 3
  }
  return found.sort((a, b) => rank(a) - rank(b))
}

/** By 'name:asc' and the like; undefined leaves the order of the list. */
export function inOrder(fields: readonly FieldDescription[], order: string | undefined): FieldDescription[] {
  const [key, direction] = order?.split(':') ?? []
  if (key !== 'name' && key !== 'type' && key !== 'meaning' && key !== 'family' && key !== 'source') return [...fields]
  const sign = direction === 'desc' ? -1 : 1
  return [...fields].sort((a, b) => sign * a[key].localeCompare(b[key], 'en'))
}
