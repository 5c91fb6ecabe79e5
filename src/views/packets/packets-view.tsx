import { useMemo, useState } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Grid } from '../../components/grid.tsx'
import type { Packet } from '../../engine/analysis/packets.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource } from '../../state/use-analysis.ts'
import { PacketBytes } from './packet-bytes.tsx'
import { packetColumns } from './packet-columns.tsx'
import classes from './packets-view.module.css'

/** Every packet of the selection; Enter opens the bytes of one. */
export function PacketsView() {
  const status = useAnalysis('status', undefined, 'all').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => packetColumns(day), [day])
  const [chosen, setChosen] = useState<Packet | null>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.view}>
      <div className={classes.grid}>
        <Grid
          label="Packets"
          columns={columns}
          {...useGridSource('packets', {})}
          onSelect={setChosen}
          onOpen={(row) => {
            setOpen(!isOpen || chosen?.frame !== row.frame)
            setChosen(row)
          }}
          empty={useEmptyText('No packets in what is selected. Records of logs are no packets.')}
        />
      </div>
      {isOpen && chosen !== null && <PacketBytes number={chosen.frame} onClose={() => setOpen(false)} />}
    </div>
  )
}
