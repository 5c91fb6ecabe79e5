import { MultiSelect } from '@mantine/core'
import { useMemo } from 'react'
import { bytesColumn, countColumn } from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { Grid } from '../../components/grid.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount } from '../../components/units.ts'
import { conditionOf, fieldValue } from '../../components/value-actions.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'
import type { UniqueValue } from '../../engine/analysis/unique.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useGridSource, usePage } from '../../state/use-analysis.ts'
import classes from './field-values.module.css'

/** Fields whose combinations are counted together. */
const MOST_FIELDS = 5

/** Every value of a field with its counts, or every combination of the values of several. */
export function FieldUnique(props: {
  fields: readonly FieldDescription[]
  chosen: readonly string[]
  onChoose: (names: readonly string[]) => void
}) {
  const { fields, chosen, onChoose } = props
  const names = useMemo(() => fields.filter(({ type }) => type !== 'presence').map(({ name }) => name), [fields])
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <MultiSelect
          size="xs"
          className={classes.picker}
          aria-label="Fields to count"
          placeholder={chosen.length === 0 ? 'Choose a field' : 'and a field'}
          data={names}
          value={[...chosen]}
          onChange={onChoose}
          searchable
          limit={60}
          maxValues={MOST_FIELDS}
          nothingFoundMessage="No field has this name"
        />
        {chosen.length > 0 && <ValueCount chosen={chosen} />}
      </div>
      {chosen.length === 0 ? (
        <p className={classes.none}>Choose one field for its values, several for their combinations.</p>
      ) : (
        <UniqueGrid key={chosen.join(',')} chosen={chosen} />
      )}
    </div>
  )
}

function ValueCount({ chosen }: { chosen: readonly string[] }) {
  const total = usePage('unique', { fields: chosen }, { start: 0, length: 0 }).result?.total
  return (
    <>
      <span role="status">
        {total === undefined ? 'Counting…' : `${formatCount(total)} ${total === 1 ? 'value' : 'values'}`}
      </span>
      <span className={classes.hint}>The menu of the list copies values and rows, its corner saves them.</span>
    </>
  )
}

function valueColumn(name: string, at: number): GridColumn<UniqueValue> {
  return {
    id: name,
    header: name,
    width: 220,
    grow: true,
    // The list orders by the whole combination.
    ...(at === 0 && { order: 'value' }),
    cell: ({ values }) => <MiddleText text={values[at]} none="(empty)" />,
    text: ({ values }) => values[at],
    value: ({ values }) => fieldValue(name, values[at]),
  }
}

function UniqueGrid({ chosen }: { chosen: readonly string[] }) {
  const columns = useMemo((): readonly GridColumn<UniqueValue>[] => {
    const fields = chosen.map(valueColumn)
    const both: GridColumn<UniqueValue> = {
      id: 'combination',
      header: 'Combination',
      width: 110,
      explain: 'Its menu applies all of the values together',
      cell: () => 'all of them',
      text: ({ value }) => value,
      value: ({ value, values }) => ({
        field: chosen[0],
        value,
        condition: values.map((one, at) => conditionOf({ field: chosen[at], value: one })).join(' and '),
      }),
    }
    return [
      ...fields,
      ...(chosen.length > 1 ? [both] : []),
      countColumn<UniqueValue>('Sessions', 'sessions', { width: 100 }),
      countColumn<UniqueValue>('Packets', 'packets', { width: 100 }),
      bytesColumn<UniqueValue>('Bytes', 'bytes', { width: 100 }),
    ]
  }, [chosen])
  return (
    <div className={classes.grid}>
      <Grid
        label="Values"
        columns={columns}
        {...useGridSource('unique', { fields: chosen })}
        empty={useEmptyText('No value in what is selected.')}
      />
    </div>
  )
}
