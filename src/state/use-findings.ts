import { useMemo } from 'react'
import type { Finding } from '../engine/detections/detection.ts'
import { useBeaconChoices } from './beacon-choices.ts'
import { findingKey, useFindingChoices } from './finding-choices.ts'
import { type Answer, useAnalysis } from './use-analysis.ts'
import { useWatchlist } from './watchlist.ts'

/** The findings of the selection, with the thresholds that the person has set. */
export function useFindings(): Answer<Finding[]> {
  const thresholds = useFindingChoices((state) => state.thresholds)
  return useAnalysis('findings', { thresholds, ...useBeaconQuery() }, 'selection', true)
}

/** What a person has said about beacons and networks, with what they look out for, as the engine takes it. */
export function useBeaconQuery() {
  const choices = useBeaconChoices()
  const entries = useWatchlist((state) => state.entries)
  const watched = useMemo(() => entries.map(({ value }) => value), [entries])
  return { ...choices, watched }
}

/** As useFindings asks, for those who ask once. */
export function findingQuery() {
  const { thresholds } = useFindingChoices.getState()
  const watched = useWatchlist.getState().entries.map(({ value }) => value)
  return { thresholds, ...useBeaconChoices.getState(), watched }
}

/** The findings that are not marked as known; undefined before the first answer. */
export function useNews(): Finding[] | undefined {
  const { result } = useFindings()
  const known = useFindingChoices((state) => state.known)
  return result?.filter((finding) => !known.includes(findingKey(finding)))
}
