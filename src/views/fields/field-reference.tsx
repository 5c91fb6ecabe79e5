import { TextInput } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { formatCount } from '../../components/units.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'
import { prepareExpression } from '../../state/search.ts'
import { useFields } from '../../state/use-fields.ts'
import { fieldColumns } from './field-columns.tsx'
import { findFields, inOrder } from './find-fields.ts'
import classes from './fields-view.module.css'

/** Every field that an expression may name, with what it means. */
export function FieldReference() {
  const { fields, error } = useFields()
  const [search, setSearch] = useState('')
  const found = useMemo(() => findFields(fields, search), [fields, search])
  const fetchPage = useCallback(
    (start: number, length: number, order: string | undefined) =>
      Promise.resolve({ total: found.length, rows: inOrder(found, order).slice(start, start + length) }),
    [found],
  )
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <TextInput
          size="xs"
          type="search"
          aria-label="Search a field"
          placeholder="Search a field: port, user agent, certificate"
          className={classes.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span role="status" className={classes.count}>
          {found.length === fields.length
            ? `${formatCount(fields.length)} fields`
            : `${formatCount(found.length)} of ${formatCount(fields.length)} fields`}
        </span>
        <span className={classes.hint}>Enter or a double click puts the example into the search bar.</span>
      </div>
      <div className={classes.grid}>
        <Grid
          label="Fields"
          columns={fieldColumns}
          fetchPage={fetchPage}
          sourceKey={`${fields.length} ${search}`}
          version={0}
          onOpen={(row: FieldDescription) => prepareExpression(row.example)}
          empty={error ?? 'No field has these words.'}
        />
      </div>
    </div>
  )
}
