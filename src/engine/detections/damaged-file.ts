import type { Detection, Found } from './detection.ts'
import { nobody } from './packet-facts.ts'

/** Files that could not be read to their end or break their format's rules. */
export const damagedFile: Detection<never> = {
  id: 'damaged-file',
  title: 'Damaged or unknown file',
  meaning:
    'A file is cut short, breaks the rules of its format, or is of a kind that is not read: what was behind that place may be missing.',
  counts: 'place',
  severity: 'medium',
  thresholds: {},
  falsePositives:
    'A recording that still goes on, or was stopped by pulling the plug: only its last packet is missing.',
  blindSpots: 'Damage that still reads as packets. It looks at the whole capture, whatever is selected.',
  needs: [],
  detect({ warnings }) {
    const byFile = new Map<string, typeof warnings>()
    for (const warning of warnings) byFile.set(warning.file, [...(byFile.get(warning.file) ?? []), warning])
    return Array.from(byFile, ([file, all]): Found => {
      const worst = all.find(({ fatal }) => fatal) ?? all[0]
      return {
        severity: worst.fatal ? 'medium' : 'low',
        confidence: 'certain',
        title: `${file === '' ? 'A file' : file}: ${worst.message}`,
        ...nobody,
        count: all.length,
        evidence: '',
        why: {
          places: all.length,
          ...(worst.offset !== null && { first_at_byte: worst.offset }),
          ...(worst.packet !== null && { packet: worst.packet }),
        },
      }
    })
  },
}
