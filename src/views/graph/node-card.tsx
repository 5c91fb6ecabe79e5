import { Button } from '@mantine/core'
import { MiddleText } from '../../components/middle-text.tsx'
import { protocolColor } from '../../components/palette.ts'
import type { FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { exactBytes, formatBytes, formatCount } from '../../components/units.ts'
import { isPinned } from './graph-layout.ts'
import { newsOf } from './graph-options.ts'
import { formatMeasure } from './measure-words.ts'
import { RoleMark, roleLabel } from './graph-legend.tsx'
import type { Measure, PlacedLink, PlacedNode } from './graph-layout.ts'
import classes from './graph-view.module.css'

/** Neighbours that a card lists. */
const MOST = 8

type Numbers = { sessions: number; packets: number; bytes: number; payload: number }

function Counts({ of }: { of: Numbers }) {
  return (
    <dl className={classes.counts}>
      <div>
        <dt>Bytes</dt>
        <dd title={exactBytes(of.bytes)}>{formatBytes(of.bytes)}</dd>
      </div>
      <div>
        <dt>Payload</dt>
        <dd title={exactBytes(of.payload)}>{formatBytes(of.payload)}</dd>
      </div>
      <div>
        <dt>Packets</dt>
        <dd>{formatCount(of.packets)}</dd>
      </div>
      <div>
        <dt>Sessions</dt>
        <dd>{formatCount(of.sessions)}</dd>
      </div>
    </dl>
  )
}

/** The numbers of a node and its heaviest neighbours. */
export function NodeCard(props: {
  node: PlacedNode
  links: readonly PlacedLink[]
  measure: Measure
  onSelect: (id: string) => void
  onTogglePin: (id: string) => void
  onToggleExpand: (id: string) => void
  onHide: (id: string) => void
  isExpanded: boolean
  valueOf: (id: string) => FieldValue | null
}) {
  const { node, measure } = props
  const news = newsOf(node)
  const links = [...props.links].sort((a, b) => b[measure] - a[measure])
  const format = formatMeasure(measure)
  return (
    <section className={classes.card} aria-label={`Node ${node.id}`}>
      <h2>
        <RoleMark type={node.type} />
        <ValueHandle value={props.valueOf(node.id)}>
          <MiddleText text={node.id} />
        </ValueHandle>
      </h2>
      <div className={classes.actions}>
        <Button
          size="compact-xs"
          variant="default"
          title={
            node.members === undefined
              ? 'Its 200 heaviest neighbours, whatever the limits leave out (key E)'
              : 'The members of the group (key E)'
          }
          onClick={() => props.onToggleExpand(node.id)}
        >
          {props.isExpanded ? 'Collapse' : 'Expand'}
        </Button>
        <Button size="compact-xs" variant="default" title="Key H" onClick={() => props.onHide(node.id)}>
          Hide
        </Button>
        <Button size="compact-xs" variant="default" title="Key P" onClick={() => props.onTogglePin(node.id)}>
          {isPinned(node) ? 'Unpin' : 'Pin'}
        </Button>
      </div>
      <p>
        {news !== null && `${news === 'new' ? 'New: not in the time before' : 'Gone: only in the time before'} · `}
        {node.members !== undefined && `${formatCount(node.members)} members · `}
        {roleLabel(node.type)} · {formatCount(links.length)} {links.length === 1 ? 'neighbour' : 'neighbours'}
      </p>
      <Counts of={node} />
      <ul>
        {links.slice(0, MOST).map((link) => {
          const isSource = link.source === node
          const other = isSource ? link.target : link.source
          return (
            <li key={`${link.source.id} ${link.target.id}`}>
              <button type="button" onClick={() => props.onSelect(other.id)}>
                <span aria-label={isSource ? 'to' : 'from'}>{isSource ? '→' : '←'}</span>
                <span className={classes.address}>
                  <MiddleText text={other.id} />
                </span>
                <span className={classes.service}>
                  <span className={classes.dot} style={{ background: protocolColor(link.services[0] ?? 'other') }} />
                  {link.services[0] ?? ''}
                </span>
                <span className={classes.amount}>{format(link[measure])}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {links.length > MOST && <p>and {formatCount(links.length - MOST)} more</p>}
    </section>
  )
}

export function LinkCard({ link, valueOf }: { link: PlacedLink; valueOf: (id: string) => FieldValue | null }) {
  return (
    <section className={classes.card} aria-label="Link">
      <h2>
        <ValueHandle value={valueOf(link.source.id)}>
          <MiddleText text={link.source.id} />
        </ValueHandle>
        <span aria-label="to">→</span>
        <ValueHandle value={valueOf(link.target.id)}>
          <MiddleText text={link.target.id} />
        </ValueHandle>
      </h2>
      <p>{link.services.join(', ') || 'No application protocol recognised'}</p>
      <Counts of={link} />
    </section>
  )
}
