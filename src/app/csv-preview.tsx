import { CaptureText } from '../components/capture-text.tsx'
import { escapeCaptureText } from '../components/escape-text.ts'
import type { CsvSample } from '../engine/csv-sample.ts'
import type { CsvField, CsvMapping } from '../engine/formats/csv-mapping.ts'
import classes from './csv-columns-dialog.module.css'

const ROWS = 5

/** The first rows as they are written, and what their columns are said to be. */
export function CsvPreview({
  sample: { header, rows },
  mapping,
  labels,
}: {
  sample: CsvSample
  mapping: CsvMapping
  labels: readonly (readonly [CsvField, string])[]
}) {
  const usedAs = new Map(labels.map(([field, label]) => [mapping.columns[field], label]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keyboard
    <div className={classes.preview} role="region" aria-label="The first rows" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map((name) => (
              <th key={name} data-used={usedAs.has(name) || undefined}>
                <CaptureText text={name} max={40} />
                <span className={classes.use}>{usedAs.get(name) ?? 'not used'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- the list does not change
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={header[column]} title={escapeCaptureText(cell, 200)}>
                  <CaptureText text={cell} max={40} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
