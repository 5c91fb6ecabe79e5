import type { BeaconSigns } from './beacon-signs.ts'
import type { BeaconSettings } from './beacon-settings.ts'

/** What is added to the largest bucket of a row or taken from it. */
export type Modifier = {
  name: 'prevalence' | 'missing host' | 'rare signature' | 'MIME mismatch' | 'threat intel' | 'direct connection'
  value: number
}

/**
 * RITA's modifiers that have an effect. First seen has none: it speaks of data sets that go on from day to day, and a
 * capture does not.
 */
export function modifiersOf(
  { rareSignature, mimeMismatches, listed }: BeaconSigns,
  facts: { prevalence: number; missingHost: boolean; bytes: number; isDirect: boolean },
  settings: BeaconSettings,
): Modifier[] {
  const rare = facts.prevalence <= settings.prevalence_rare ? settings.prevalence_rare_adds : 0
  const frequent = facts.prevalence >= settings.prevalence_frequent ? -settings.prevalence_frequent_takes : 0
  const isLarge = listed !== null && facts.bytes >= settings.threat_intel_bytes
  const found: Modifier[] = [
    { name: 'prevalence', value: rare + frequent },
    { name: 'missing host', value: facts.missingHost ? settings.missing_host : 0 },
    { name: 'rare signature', value: rareSignature === null ? 0 : settings.rare_signature_adds },
    { name: 'MIME mismatch', value: mimeMismatches > 0 ? settings.mime_mismatch_adds : 0 },
    { name: 'threat intel', value: isLarge ? settings.threat_intel_adds : 0 },
    { name: 'direct connection', value: facts.isDirect ? settings.c2_direct_adds : 0 },
  ]
  return found.filter(({ value }) => value !== 0)
}

/** RITA's words for a final score. */
export function severityOf(final: number): 'critical' | 'high' | 'medium' | 'low' | 'none' {
  if (final > 0.8) return 'critical'
  if (final >= 0.6) return 'high'
  if (final >= 0.4) return 'medium'
  return final >= 0.2 ? 'low' : 'none'
}
