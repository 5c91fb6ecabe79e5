import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import {
  type Detection,
  type Finding,
  type FindingChoices,
  type Found,
  MOST_NAMED,
  SEVERITIES,
  type Severity,
} from './detection.ts'
import { detectionRegistry } from './detection-registry.ts'
import { missing } from './needs.ts'

export type FindingQuery = FindingChoices & {
  /** Detection id -> threshold name -> value; what is not named keeps its default, what is out of bounds is brought in. */
  thresholds?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined
}

/** How many of the checks are done. */
export type CheckProgress = { done: number; all: number }

/** A check as people read it, with what it lacks in what is open. */
export type DetectionDescription = Omit<Detection, 'detect' | 'needs'> & {
  /** What it needs and what is not there: then it says nothing. */
  missing: string[]
}

/** Findings of one detection beyond this are counted in one. */
const MOST_FINDINGS = 500

const RANK = Object.fromEntries(SEVERITIES.map((severity, rank) => [severity, rank])) as Record<Severity, number>

/** The checks, in the order of the registry. */
export function describeDetections(tables: CaptureTables): DetectionDescription[] {
  return detectionRegistry.map((detection) => {
    const { id, title, meaning, counts, severity, thresholds, falsePositives, blindSpots, needs } = detection
    const lacks = missing(tables, needs)
    return { id, title, meaning, counts, severity, thresholds, falsePositives, blindSpots, missing: lacks }
  })
}

/**
 * Runs every check, one a step; what is answered in the end are all findings: worst detection first, its findings together,
 * worst and largest first.
 */
export function* runDetections(
  tables: CaptureTables,
  selected: Selected | null,
  { thresholds = {}, ...choices }: FindingQuery,
  detections: readonly Detection[] = detectionRegistry,
): Generator<CheckProgress, Finding[]> {
  const groups: Finding[][] = []
  for (const [done, detection] of detections.entries()) {
    yield { done, all: detections.length }
    if (missing(tables, detection.needs).length > 0) continue
    const asked = Object.hasOwn(thresholds, detection.id) ? thresholds[detection.id] : {}
    const found = detection.detect(tables, selected, effective(detection, asked), choices)
    if (found.length > 0) groups.push(bounded(found.sort(worstFirst)).map((one) => named(detection.id, one)))
  }
  return groups.sort((x, y) => RANK[x[0].severity] - RANK[y[0].severity]).flat()
}

/** As runDetections, in one go. */
export function allFindings(tables: CaptureTables, selected: Selected | null, query: FindingQuery): Finding[] {
  const run = runDetections(tables, selected, query)
  for (;;) {
    const step = run.next()
    if (step.done === true) return step.value
  }
}

/** The thresholds of a detection with those a person gave, each within its bounds. */
function effective(detection: Detection, asked: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(detection.thresholds).map(([name, { default: standard, min, max }]) => {
      const value = Object.hasOwn(asked, name) ? asked[name] : standard
      return [name, Number.isFinite(value) ? Math.max(min, Math.min(max, value)) : standard]
    }),
  )
}

function worstFirst(x: Found, y: Found): number {
  return RANK[x.severity] - RANK[y.severity] || y.count - x.count || (x.first ?? '').localeCompare(y.first ?? '')
}

function named(detection: string, { src, dst, ...rest }: Found): Finding {
  return { detection, ...rest, src: src.slice(0, MOST_NAMED), dst: dst.slice(0, MOST_NAMED) }
}

/** The worst of many; a last one counts the rest, so that nobody takes the list for whole. */
function bounded(found: Found[]): Found[] {
  if (found.length <= MOST_FINDINGS) return found
  const rest = found.slice(MOST_FINDINGS)
  const more: Found = {
    severity: rest[0].severity,
    confidence: rest[0].confidence,
    title: `${rest.length} more of these are not listed`,
    src: [],
    dst: [],
    count: rest.reduce((sum, { count }) => sum + count, 0),
    first: null,
    last: null,
    evidence: '',
    why: { findings: found.length, findings_threshold: MOST_FINDINGS },
  }
  return [...found.slice(0, MOST_FINDINGS), more]
}
