import type { Detection } from './detection.ts'
import { portScanVertical } from './port-scan-vertical.ts'

/** Every check, in the order in which they run and, where equally bad, are shown. */
export const detectionRegistry: readonly Detection[] = [portScanVertical]
