import type { BeaconQuery } from '../analysis/beacon.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { Need } from './needs.ts'

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/**
 * How sure a finding is. certain: the capture says so itself (a date is over, a frame is cut) · likely: hardly anything
 * harmless looks like this · possible: harmless causes are common, and falsePositives names them.
 */
export type Confidence = 'certain' | 'likely' | 'possible'

/** A number that a person can change. */
export type Threshold = { meaning: string; unit: string; default: number; min: number; max: number }

/** What a person has said about networks, beacons and what is to be expected. */
export type FindingChoices = BeaconQuery

/** One thing that a detection has found. */
export type Finding = {
  /** Id of the detection. */
  detection: string
  severity: Severity
  confidence: Confidence
  title: string
  /** Who did it and to whom: addresses (of beacons also names), at most MOST_NAMED of each, in numeric order. */
  src: string[]
  dst: string[]
  /** Sessions, lookups, certificates or packets (the detection says which): what the evidence selects. */
  count: number
  /** Seconds since 1970, nine digits; null where nothing of it has a time. */
  first: string | null
  last: string | null
  /** Expression that selects the evidence and nothing else; '' = there are no packets or records of it. */
  evidence: string
  /** Measures and, under the name of a measure with _threshold behind it, what it was held against. */
  why: Record<string, number | string>
}

/** A finding as a detection makes it; the runner adds whose it is. */
export type Found = Omit<Finding, 'detection'>

/** Addresses that a finding names on each side. */
export const MOST_NAMED = 200

/**
 * One check. `detect` is a pure function of tables and selection; over many sessions it works in typed arrays. Texts are
 * sentences for a person. `Name`: the names of its thresholds.
 */
export type Detection<Name extends string = string> = {
  /** In kebab-case; never changes, since people keep what they said about findings under it. */
  id: string
  title: string
  /** What it means when this is found. */
  meaning: string
  /** What `count` of its findings counts: 'session', 'lookup' … */
  counts: string
  /** The worst that its findings have without further signs. */
  severity: Severity
  thresholds: Readonly<Record<Name, Threshold>>
  /** Harmless causes. */
  falsePositives: string
  /** What it cannot see even where it has what it needs. */
  blindSpots: string
  /** What must have been read; without any of them the check says nothing. */
  needs: readonly Need[]
  detect(
    tables: CaptureTables,
    selected: Selected | null,
    thresholds: Readonly<Record<Name, number>>,
    choices?: FindingChoices,
  ): Found[]
}
