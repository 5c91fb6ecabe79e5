import type { LayerSummary } from './layer-values.ts'

/** RFC 5905 section 7.3. */
const MODES = [
  'reserved',
  'symmetric active',
  'symmetric passive',
  'client',
  'server',
  'broadcast',
  'control',
  'private',
]

export const ntpSummary: LayerSummary = (ntp) => ({
  text: `NTP Version ${ntp.first('ntp.flags.vn')}, ${MODES[ntp.number('ntp.flags.mode')] ?? 'unknown'}`,
})
