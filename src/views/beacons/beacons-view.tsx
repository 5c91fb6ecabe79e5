import { useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { useEmptyText } from '../../state/empty-text.ts'
import { useGridSource, usePage } from '../../state/use-analysis.ts'
import { useBeaconQuery } from '../../state/use-findings.ts'
import { beaconColumns } from './beacon-columns.tsx'
import { BeaconSettingsPanel } from './beacon-settings-panel.tsx'
import { BeaconDetails } from './beacon-details.tsx'
import type { Beacon } from '../../engine/analysis/beacon.ts'
import classes from './beacons-view.module.css'

/** Pairs that talk like a clock, best score first, and why. */
export function BeaconsView() {
  const choices = useBeaconQuery()
  const [chosen, setChosen] = useState<Beacon | null>(null)
  const source = useGridSource('beacons', choices)
  const best = usePage('beacons', choices, { start: 0, length: 1 }).result
  const shown = best?.total === 0 ? null : (chosen ?? best?.rows[0] ?? null)
  return (
    <div className={classes.view}>
      <BeaconSettingsPanel />
      <div className={classes.grid}>
        <Grid
          label="Beacons"
          columns={beaconColumns}
          {...source}
          onSelect={setChosen}
          empty={useEmptyText(
            'No pair of hosts has the four connections at different seconds that a score needs, and no domain has a hundred names that were asked for. Networks says which pairs are looked at.',
          )}
        />
      </div>
      {shown !== null && <BeaconDetails beacon={shown} />}
    </div>
  )
}
