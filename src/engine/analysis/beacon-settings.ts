import { INTERNAL_NETWORKS, NEVER_NETWORKS, type NetworkLists } from './address-scope.ts'
import { allowEntry } from './allow-list.ts'
import { BEACON_THRESHOLDS, C2_THRESHOLDS, LONG_CONNECTION_THRESHOLDS, type Thresholds } from './beacon-score.ts'

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
  c2_base: setting('Names below one domain from which on C2 over DNS counts', 'names', C2_THRESHOLDS.base, 2, 1e6),
  c2_low: setting('Names below one domain for medium', 'names', C2_THRESHOLDS.low, 2, 1e6),
  c2_medium: setting('Names below one domain for high', 'names', C2_THRESHOLDS.medium, 2, 1e6),
  c2_high: setting('Names below one domain that count in full', 'names', C2_THRESHOLDS.high, 2, 1e6),
  threat_intel: setting('What an entry of the watchlist counts', '0 to 1', 0.8, 0, 1),
  threat_intel_bytes: setting('Bytes with an entry of the watchlist from which it counts more', 'bytes', 25e6, 0, 1e12),
  threat_intel_adds: setting('What so many bytes add', '0 to 1', 0.15, 0, 1),
  prevalence_rare: setting('Share of hosts up to which it is rare', '0 to 1', 0.02, 0, 1),
  prevalence_rare_adds: setting('What a rare destination adds', '0 to 1', 0, 0, 1),
  prevalence_frequent: setting('Share of hosts from which it is frequent', '0 to 1', 0.5, 0, 1),
  prevalence_frequent_takes: setting('What a frequent destination takes', '0 to 1', 0, 0, 1),
  missing_host: setting('What HTTP requests without a Host add', '0 to 1', 0.1, 0, 1),
  rare_signature_adds: setting('What a user agent or JA3 used for nothing else adds', '0 to 1', 0, 0, 1),
  mime_mismatch_adds: setting('What responses of another type than asked for add', '0 to 1', 0.15, 0, 1),
  c2_direct_adds: setting('What C2 over DNS adds if only askers connect to its addresses', '0 to 1', 0.15, 0, 1),
  weight_timestamp: setting('Weight of the timestamps', '0 to 1', 0.25, 0, 1),
  weight_data_size: setting('Weight of the data sizes', '0 to 1', 0.25, 0, 1),
  weight_duration: setting('Weight of the duration', '0 to 1', 0.25, 0, 1),
  weight_histogram: setting('Weight of the histogram', '0 to 1', 0.25, 0, 1),
  hours_least: setting('Active parts of the window from which duration scores', 'of 24', 6, 1, 24),
  hours_ideal: setting('Run of active parts that scores in full', 'of 24', 12, 1, 24),
  burst: setting('Median interval below which it is a burst', 's', 1, 0, 3600),
} as const satisfies Record<string, BeaconSetting>

/** Lists that a person writes, one entry a line. */
export type BeaconLists = NetworkLists & { allowed?: readonly string[] | undefined }

export type BeaconSettingName = keyof typeof BEACON_SETTINGS
export type BeaconSettings = Record<BeaconSettingName, number>

type Unread = { line: number; text: string }

/** The settings as people read them, the default networks, and which lines (from 1) of the lists are no entry. */
export function describeBeaconSettings({ allowed = [], internal, never, always }: BeaconLists = {}): {
  settings: Readonly<Record<string, BeaconSetting>>
  networks: { internal: readonly string[]; never: readonly string[]; always: readonly string[] }
  notUnderstood: Record<keyof BeaconLists, Unread[]>
} {
  const unread = (lines: readonly string[] | null | undefined, isNetwork: boolean): Unread[] =>
    (lines ?? [])
      .map((text, index) => ({ line: index + 1, text: text.replace(/#.*$/, '').trim() }))
      .filter(({ text }) => {
        const entry = text === '' ? undefined : allowEntry(text)
        return entry === null || (isNetwork && entry !== undefined && entry.kind !== 'network')
      })
  return {
    settings: BEACON_SETTINGS,
    networks: { internal: INTERNAL_NETWORKS, never: NEVER_NETWORKS, always: [] },
    notUnderstood: {
      allowed: unread(allowed, false),
      internal: unread(internal, true),
      never: unread(never, true),
      always: unread(always, true),
    },
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

export function thresholdsOf(settings: BeaconSettings, indicator: 'beacon' | 'long' | 'c2'): Thresholds {
  return {
    base: settings[`${indicator}_base`],
    low: settings[`${indicator}_low`],
    medium: settings[`${indicator}_medium`],
    high: settings[`${indicator}_high`],
  }
}
