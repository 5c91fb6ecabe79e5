import { allowEntry } from './allow-list.ts'
import { BEACON_THRESHOLDS, LONG_CONNECTION_THRESHOLDS, type Thresholds } from './beacon-score.ts'

/** A number of the scoring that a person can change. */
export type BeaconSetting = { meaning: string; unit: string; default: number; min: number; max: number }

const setting = (meaning: string, unit: string, standard: number, min: number, max: number): BeaconSetting => ({
  meaning,
  unit,
  default: standard,
  min,
  max,
})

/** RITA v5's compiled defaults, and from `burst` on ours. */
export const BEACON_SETTINGS = {
  beacon_base: setting('Score from which it counts', 'of 100', BEACON_THRESHOLDS.base, 0, 100),
  beacon_low: setting('Score for medium', 'of 100', BEACON_THRESHOLDS.low, 0, 100),
  beacon_medium: setting('Score for high', 'of 100', BEACON_THRESHOLDS.medium, 0, 100),
  beacon_high: setting('Score that counts in full', 'of 100', BEACON_THRESHOLDS.high, 0, 100),
  long_base: setting('Summed duration from which it counts', 's', LONG_CONNECTION_THRESHOLDS.base, 1, 1e7),
  long_low: setting('Summed duration for medium', 's', LONG_CONNECTION_THRESHOLDS.low, 1, 1e7),
  long_medium: setting('Summed duration for high', 's', LONG_CONNECTION_THRESHOLDS.medium, 1, 1e7),
  long_high: setting('Summed duration that counts in full', 's', LONG_CONNECTION_THRESHOLDS.high, 1, 1e7),
  strobe: setting('What a strobe counts', '0 to 1', 0.8, 0, 1),
  prevalence_rare: setting('Share of hosts up to which it is rare', '0 to 1', 0.02, 0, 1),
  prevalence_rare_adds: setting('What a rare destination adds', '0 to 1', 0, 0, 1),
  prevalence_frequent: setting('Share of hosts from which it is frequent', '0 to 1', 0.5, 0, 1),
  prevalence_frequent_takes: setting('What a frequent destination takes', '0 to 1', 0, 0, 1),
  missing_host: setting('What HTTP requests without a Host add', '0 to 1', 0.1, 0, 1),
  burst: setting('Median interval below which it is a burst', 's', 1, 0, 3600),
} as const satisfies Record<string, BeaconSetting>

export type BeaconSettingName = keyof typeof BEACON_SETTINGS
export type BeaconSettings = Record<BeaconSettingName, number>

/** The settings as people read them, and which lines of an allow-list (from 1) are no entry. */
export function describeBeaconSettings(allowed: readonly string[] = []): {
  settings: Readonly<Record<string, BeaconSetting>>
  notUnderstood: { line: number; text: string }[]
} {
  const lines = allowed.map((text, index) => ({ line: index + 1, text: text.replace(/#.*$/, '').trim() }))
  return {
    settings: BEACON_SETTINGS,
    notUnderstood: lines.filter(({ text }) => text !== '' && allowEntry(text) === null),
  }
}

/** The defaults with what was asked for instead, each within its bounds. */
export function beaconSettings(asked: Readonly<Record<string, number>> = {}): BeaconSettings {
  return Object.fromEntries(
    Object.entries(BEACON_SETTINGS).map(([name, { default: standard, min, max }]) => {
      const value = Object.hasOwn(asked, name) ? asked[name] : standard
      return [name, Number.isFinite(value) ? Math.max(min, Math.min(max, value)) : standard]
    }),
  ) as BeaconSettings
}

export function thresholdsOf(settings: BeaconSettings, indicator: 'beacon' | 'long'): Thresholds {
  return {
    base: settings[`${indicator}_base`],
    low: settings[`${indicator}_low`],
    medium: settings[`${indicator}_medium`],
    high: settings[`${indicator}_high`],
  }
}
