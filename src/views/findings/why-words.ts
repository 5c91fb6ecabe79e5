import type { Finding } from '../../engine/detections/detection.ts'
import { formatBytes, formatCount } from '../../components/units.ts'

/** One measure of a finding beside what it was held against. */
export type Reason = { measure: string; value: string; threshold: string | null }

const THRESHOLD = '_threshold'

/** The numbers of a finding in its own order; a threshold stands beside its measure. */
export function reasonsOf(why: Finding['why']): Reason[] {
  const values = new Map(Object.entries(why))
  const reasons: Reason[] = []
  for (const [name, value] of values) {
    if (name.endsWith(THRESHOLD) && values.has(name.slice(0, -THRESHOLD.length))) continue
    const threshold = values.get(`${name}${THRESHOLD}`)
    reasons.push({
      measure: name
        .replace(/_threshold$/, '')
        .replaceAll('_', ' ')
        .replace(/ percent$/, ''),
      value: valueText(name, value),
      threshold: threshold === undefined ? null : valueText(name, threshold),
    })
  }
  return reasons
}

function valueText(name: string, value: number | string): string {
  if (typeof value === 'string') return value
  if (/(?:^|_)bytes(?:_threshold)?$/.test(name)) return formatBytes(value)
  const text = Number.isInteger(value) ? formatCount(value) : String(Math.round(value * 1000) / 1000)
  return /percent/.test(name) ? `${text} %` : text
}
