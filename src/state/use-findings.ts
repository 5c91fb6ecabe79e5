import type { Finding } from '../engine/detections/detection.ts'
import { useBeaconChoices } from './beacon-choices.ts'
import { findingKey, useFindingChoices } from './finding-choices.ts'
import { type Answer, useAnalysis } from './use-analysis.ts'

/** The findings of the selection, with the thresholds that the person has set. */
export function useFindings(): Answer<Finding[]> {
  const thresholds = useFindingChoices((state) => state.thresholds)
  const allowed = useBeaconChoices((state) => state.allowed)
  return useAnalysis('findings', { thresholds, allowed })
}

/** The findings that are not marked as known; undefined before the first answer. */
export function useNews(): Finding[] | undefined {
  const { result } = useFindings()
  const known = useFindingChoices((state) => state.known)
  return result?.filter((finding) => !known.includes(findingKey(finding)))
}
