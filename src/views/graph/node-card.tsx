import { Button } from '@mantine/core'
import { MiddleText } from '../../components/middle-text.tsx'
import { protocolColor } from '../../components/palette.ts'
import { addressValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { exactBytes, formatBytes, formatCount } from '../../components/units.ts'
import { isPinned } from './graph-layout.ts'
import { RoleMark, roleLabel } from './graph-legend.tsx'
import type { Measure, PlacedLink, PlacedNode } from './graph-layout.ts'
import classes from './graph-view.module.css'

/** Neighbours that a card lists. */
const MOST = 8

type Numbers = { sessions: number; packets: number; bytes: number }

function Counts({ of }: { of: Numbers }) {
  return (
    <dl className={classes.counts}>
      <div>
        <dt>Bytes</dt>
        <dd title={exactBytes(of.bytes)}>{formatBytes(of.bytes)}</dd>
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
}) {
  const { node, measure } = props
  const links = [...props.links].sort((a, b) => b[measure] - a[measure])
  const format = measure === 'bytes' ? formatBytes : formatCount
  return (
    <section className={classes.card} aria-label={`Node ${node.id}`}>
      <h2>
        <RoleMark type={node.type} />
        <ValueHandle value={addressValue(node.id)}>
          <MiddleText text={node.id} />
        </ValueHandle>
        <Button size="compact-xs" variant="default" onClick={() => props.onTogglePin(node.id)}>
          {isPinned(node) ? 'Unpin' : 'Pin'}
        </Button>
      </h2>
      <p>
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

export function LinkCard({ link }: { link: PlacedLink }) {
  return (
    <section className={classes.card} aria-label="Link">
      <h2>
        <ValueHandle value={addressValue(link.source.id)}>
          <MiddleText text={link.source.id} />
        </ValueHandle>
        <span aria-label="to">→</span>
        <ValueHandle value={addressValue(link.target.id)}>
          <MiddleText text={link.target.id} />
        </ValueHandle>
      </h2>
      <p>{link.services.join(', ') || 'No application protocol recognised'}</p>
      <Counts of={link} />
    </section>
  )
}
