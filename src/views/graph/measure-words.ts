import { formatBytes, formatCount } from '../../components/units.ts'
import type { Measure } from './graph-layout.ts'

/** How numbers of a measure are written. */
export const formatMeasure = (measure: Measure) =>
  measure === 'bytes' || measure === 'payload' ? formatBytes : formatCount
