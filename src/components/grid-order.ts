/** One key of an order and its direction. */
export type OrderKey = { key: string; direction: 'asc' | 'desc' }

/** 'bytes:desc,start:asc' as its keys, the first one first. */
export function orderKeys(order: string | undefined): OrderKey[] {
  if (order === undefined || order === '') return []
  return order.split(',').map((part) => {
    const [, key = part, direction] = /^(.*?)(?::(asc|desc))?$/.exec(part) ?? []
    return { key, direction: direction === 'desc' ? 'desc' : 'asc' }
  })
}

/**
 * The order after a click on a column: by that column alone, the other way round where it was already; with `add` the
 * column comes behind the others, is turned, and the third time taken out.
 */
export function orderAfterClick(
  order: string | undefined,
  key: string,
  first: 'asc' | 'desc',
  add: boolean,
): string | undefined {
  const keys = orderKeys(order)
  const known = keys.find((one) => one.key === key)
  const turned = known?.direction === 'asc' ? 'desc' : 'asc'
  if (!add) return `${key}:${known === undefined || keys[0] !== known ? first : turned}`
  const next =
    known === undefined
      ? [...keys, { key, direction: first }]
      : known.direction === first
        ? keys.map((one) => (one === known ? { key, direction: turned } : one))
        : keys.filter((one) => one !== known)
  return next.length === 0 ? undefined : next.map((one) => `${one.key}:${one.direction}`).join(',')
}
