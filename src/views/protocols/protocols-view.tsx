import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { hierarchyRows, hierarchyTotals, innerPaths } from './hierarchy-rows.ts'
import { Icicle } from './icicle.tsx'
import { ProtocolTree } from './protocol-tree.tsx'
import classes from './protocols-view.module.css'

/** Wireshark's Protocol Hierarchy: the tree with its numbers, beside the same as a picture. */
export function ProtocolsView() {
  const { result: trees, error } = useAnalysis('hierarchy')
  const duration = useAnalysis('status').result?.duration ?? 0
  const empty = useEmptyText('No packets in what is selected.')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState('')
  const [focus, setFocus] = useState('')
  const [measure, setMeasure] = useState<'frames' | 'bytes'>('frames')
  const rows = useMemo(() => hierarchyRows(trees ?? [], closed), [trees, closed])
  const totals = useMemo(() => ({ ...hierarchyTotals(trees ?? []), duration }), [trees, duration])

  if (trees === undefined) {
    return error === null ? (
      <AnswerState kind="loading" title="Counting protocols…" />
    ) : (
      <AnswerState kind="error" title="The protocols could not be counted.">
        {error}
      </AnswerState>
    )
  }
  if (trees.length === 0) return <AnswerState kind="empty" title={empty} />

  const toggle = (path: string, open: boolean) => {
    const next = new Set(closed)
    if (open) next.delete(path)
    else next.add(path)
    setClosed(next)
    // The cursor must not stay on a line that is hidden now.
    if (!open && current.startsWith(`${path}/`)) setCurrent(path)
  }
  const zoom = (path: string) => setFocus(path === focus ? '' : path)
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <Button size="compact-xs" variant="default" onClick={() => setClosed(new Set())} disabled={closed.size === 0}>
          Expand all
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setClosed(new Set(innerPaths(trees)))}>
          Collapse all
        </Button>
        <span className={classes.gap} />
        {focus !== '' && (
          <Button size="compact-xs" variant="default" onClick={() => setFocus('')}>
            Zoom out
          </Button>
        )}
        <SegmentedControl
          size="xs"
          aria-label="Height by"
          value={measure}
          onChange={(value) => setMeasure(value === 'bytes' ? 'bytes' : 'frames')}
          data={[
            { value: 'frames', label: 'Packets' },
            { value: 'bytes', label: 'Bytes' },
          ]}
        />
      </div>
      <div className={classes.split}>
        <ProtocolTree
          rows={rows}
          totals={totals}
          current={current}
          onMove={setCurrent}
          onToggle={toggle}
          onZoom={zoom}
        />
        <Icicle
          trees={trees}
          measure={measure}
          focus={focus}
          onFocus={setFocus}
          current={current}
          onPick={setCurrent}
        />
      </div>
    </div>
  )
}
