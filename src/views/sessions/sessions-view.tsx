import { useCallback, useMemo, useState } from 'react'
import { ColumnChooser } from '../../components/column-chooser.tsx'
import { useColumnLayout } from '../../components/column-layout.ts'
import { commonDay } from '../../components/columns.tsx'
import { Grid } from '../../components/grid.tsx'
import { formatCount } from '../../components/units.ts'
import type { Session } from '../../engine/analysis/sessions.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource, usePage } from '../../state/use-analysis.ts'
import { useFields } from '../../state/use-fields.ts'
import {
  FIRST_COLUMNS,
  fieldColumn,
  fieldColumnId,
  fieldOfColumn,
  FULL_NAMES,
  sessionColumns,
} from './session-columns.tsx'
import { SessionDetails } from './session-details.tsx'
import classes from './sessions-view.module.css'

/** The day of the capture, null while that is not known and when there are several; whether it is one file. */
function useWhole(): { day: string | null; isOne: boolean } {
  const status = useAnalysis('status', undefined, 'all').result
  return { day: commonDay(status?.first_epoch, status?.last_epoch), isOne: (status?.files.length ?? 1) < 2 }
}

const sessionKey = ({ row }: Session) => row

/** Sessions as Arkime lists them: who spoke to whom, when, how much and about what. */
export function SessionsView() {
  const { day, isOne } = useWhole()
  const { fields } = useFields()
  const own = useMemo(() => sessionColumns(day, isOne), [day, isOne])
  const described = useMemo(() => new Map(fields.map((field) => [field.name, field])), [fields])
  const columnOf = useCallback(
    (id: string) => {
      const name = fieldOfColumn(id)
      if (name === null) return own.find((column) => column.id === id) ?? null
      const field = described.get(name)
      return field === undefined ? null : fieldColumn(field)
    },
    [own, described],
  )
  const layout = useColumnLayout('sessions', FIRST_COLUMNS, columnOf)
  const asked = layout.columns.flatMap(({ id }) => fieldOfColumn(id) ?? [])
  const source = useGridSource('sessions', asked.length === 0 ? {} : { fields: asked })
  const total = usePage('sessions', {}, { start: 0, length: 0 }).result?.total
  const [chosen, setChosen] = useState<Session | null>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <span role="status">
          {total === undefined ? '' : `${formatCount(total)} ${total === 1 ? 'session' : 'sessions'}`}
        </span>
        <span className={classes.hint}>
          Enter opens a session. Shift and a click on a header order by several columns.
        </span>
        <ColumnChooser
          options={own.map(({ id, header, explain }) => ({ id, label: FULL_NAMES[id] ?? header, explain }))}
          more={fields
            .filter(({ type }) => type !== 'presence')
            .map(({ name, meaning }) => ({ id: fieldColumnId(name), label: name, explain: meaning }))}
          shown={layout.shown}
          onToggle={layout.toggle}
          onReset={layout.reset}
        />
      </div>
      <div className={classes.grid}>
        <Grid
          key={layout.resets}
          label="Sessions"
          columns={layout.columns}
          {...source}
          rowKey={sessionKey}
          onSelect={setChosen}
          onOpen={(row) => {
            setOpen(!isOpen || chosen?.row !== row.row)
            setChosen(row)
          }}
          onMoveColumn={layout.move}
          onResizeColumn={layout.resize}
          empty={useEmptyText('No sessions in what is selected. Packets without IP, such as ARP, are in no session.')}
        />
      </div>
      {isOpen && chosen !== null && <SessionDetails session={chosen} onClose={() => setOpen(false)} />}
    </div>
  )
}
