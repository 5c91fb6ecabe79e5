import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { saveBlob } from '../../state/save-blob.ts'
import { formatCount } from '../../components/units.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { firstOptions, type GraphOptions, nothingHidden, queryOf, withoutHidden } from './graph-options.ts'
import { GraphPicture } from './graph-picture.tsx'
import { GraphToolbar } from './graph-toolbar.tsx'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import type { Stage } from './graph-stage.ts'
import classes from './graph-view.module.css'

/** Who talks to whom, or any two fields, as a picture: Arkime's connections. */
export function GraphView() {
  const [options, setOptions] = useState(firstOptions)
  const [hidden, setHidden] = useState(nothingHidden)
  const { result, error } = useAnalysis('connections', queryOf(options))
  const graph = useMemo(() => (result === undefined ? undefined : withoutHidden(result, hidden)), [result, hidden])
  const empty = useEmptyText('No sessions have both fields in what is selected.')
  const [stage, setStage] = useState<Stage | null>(null)
  const change = (changes: Partial<GraphOptions>) => {
    if (changes.source !== undefined || changes.destination !== undefined || changes.group !== undefined)
      setHidden(nothingHidden)
    setOptions((former) => ({ ...former, ...changes }))
  }
  const limits = options.minSessions > 1 || options.minConn > 1

  return (
    <div className={classes.view}>
      <GraphToolbar options={options} onChange={change}>
        <span className={classes.shown} role="status">
          {graph === undefined ? '' : shownText(graph)}
        </span>
        {graph !== undefined &&
          result !== undefined &&
          result.nodes.length < result.totalNodes &&
          options.group === 'none' && (
            <Button
              size="compact-xs"
              variant="default"
              title="There are more nodes than are shown"
              onClick={() => change({ group: 'subnet' })}
            >
              Group by subnet
            </Button>
          )}
        {graph !== undefined && graph.nodes.length > 0 && <Saves stage={stage} graph={graph} options={options} />}
      </GraphToolbar>
      {graph === undefined ? (
        error === null ? (
          <AnswerState kind="loading" title="Adding up sessions…" />
        ) : (
          <AnswerState kind="error" title="The graph could not be made.">
            {error}
          </AnswerState>
        )
      ) : graph.nodes.length === 0 ? (
        <AnswerState kind="empty" title={empty}>
          {hidden.nodes.size > 0 ? (
            <Button size="compact-sm" variant="default" onClick={() => setHidden(nothingHidden)}>
              Show what is hidden
            </Button>
          ) : limits ? (
            'Lower limits of links and sessions may show some.'
          ) : (
            'The graph is made of TCP, UDP and other IP sessions.'
          )}
        </AnswerState>
      ) : (
        <GraphPicture
          stage={stage}
          onStage={setStage}
          graph={graph}
          options={options}
          onChange={change}
          hidden={hidden}
          onHidden={setHidden}
        />
      )}
    </div>
  )
}

function Saves({ stage, graph, options }: { stage: Stage | null; graph: ConnectionGraph; options: GraphOptions }) {
  const save = (blob: Blob | null | undefined, ending: string) => {
    if (blob !== null && blob !== undefined) saveBlob(blob, `capscope-graph.${ending}`)
  }
  const json = () =>
    new Blob([JSON.stringify({ query: queryOf(options), ...graph }, null, 2)], { type: 'application/json' })
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => stage?.fit()}
        title="Key 0, or double click on the paper"
      >
        Fit
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title="The picture as it is now"
        onClick={() => void stage?.png().then((blob) => save(blob, 'png'))}
      >
        Save PNG
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title="The picture as it is now"
        onClick={() => save(stage?.svg(), 'svg')}
      >
        Save SVG
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title="Nodes and links with their numbers"
        onClick={() => save(json(), 'json')}
      >
        Save JSON
      </Button>
    </>
  )
}

function shownText({ nodes, links, totalNodes, totalLinks }: ConnectionGraph): string {
  const part = (shown: number, total: number, what: string) =>
    shown < total ? `${formatCount(shown)} of ${formatCount(total)} ${what}` : `${formatCount(total)} ${what}`
  return `${part(nodes.length, totalNodes, 'nodes')} · ${part(links.length, totalLinks, 'links')}`
}
