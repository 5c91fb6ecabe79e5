import { create } from 'zustand'
import type { Finding } from '../engine/detections/detection.ts'

/** What a person has decided about findings; it stays in this browser. */
export type FindingChoices = {
  /** Contents of findings (findingKey) that are known and no news, oldest first. */
  known: readonly string[]
  /** Detection id -> threshold name -> value. */
  thresholds: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const KEY = 'capscope-findings'
const KNOWN_MOST = 2000
const LONGEST = 20_000

export const useFindingChoices = create<FindingChoices>(() => read())

function read(): FindingChoices {
  try {
    return choicesOf(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return { known: [], thresholds: {} }
  }
}

/** What makes a finding the same one in another file: the check, who did it and to whom, and what its evidence asks for, but for the time. */
export function findingKey({ detection, src, dst, evidence, title }: Finding): string {
  const about = evidence.replaceAll(/(?: and)? ?(?:ts|frame\.time) [<>]= [\d.]+/g, '')
  return JSON.stringify(
    src.length + dst.length + about.length === 0 ? [detection, title] : [detection, src, dst, about],
  )
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function choicesOf(json: string): FindingChoices {
  const found = entriesOf(JSON.parse(json))
  const known = found.get('known')
  const thresholds = new Map<string, Record<string, number>>()
  for (const [detection, values] of entriesOf(found.get('thresholds'))) {
    const numbers = Array.from(entriesOf(values)).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    )
    if (numbers.length > 0) thresholds.set(detection, Object.fromEntries(numbers))
  }
  return {
    known: Array.isArray(known)
      ? known.filter((one): one is string => typeof one === 'string' && one.length <= LONGEST).slice(-KNOWN_MOST)
      : [],
    thresholds: Object.fromEntries(thresholds),
  }
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function keep(change: Partial<FindingChoices>): void {
  useFindingChoices.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(useFindingChoices.getState()))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}

export function setKnown(finding: Finding, isKnown: boolean): void {
  const key = findingKey(finding)
  if (key.length > LONGEST) return
  const others = useFindingChoices.getState().known.filter((one) => one !== key)
  keep({ known: (isKnown ? [...others, key] : others).slice(-KNOWN_MOST) })
}

/** null: back to the default. */
export function setThreshold(detection: string, name: string, value: number | null): void {
  const { thresholds } = useFindingChoices.getState()
  const own = new Map(Object.entries(Object.hasOwn(thresholds, detection) ? thresholds[detection] : {}))
  if (value === null) own.delete(name)
  else own.set(name, value)
  const all = new Map(Object.entries(thresholds))
  if (own.size === 0) all.delete(detection)
  else all.set(detection, Object.fromEntries(own))
  keep({ thresholds: Object.fromEntries(all) })
}
