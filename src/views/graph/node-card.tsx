import { Button } from '@mantine/core'
import { MiddleText } from '../../components/middle-text.tsx'
import { protocolColor } from '../../components/palette.ts'
import { type FieldValue, useValueActions } from '../../components/value-actions.ts'
import { isMenuKey, ValueHandle } from '../../components/value-handle.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { formatCount } from '../../components/units.ts'
import { Amounts } from './amounts.tsx'
import { isPinned } from './graph-layout.ts'
import { newsOf } from './graph-options.ts'
import { formatMeasure } from './measure-words.ts'
import { RoleMark, roleLabel } from './graph-legend.tsx'
import type { Measure, PlacedLink, PlacedNode } from './graph-layout.ts'
import classes from './graph-view.module.css'

/** Neighbours that a card lists. */
const MOST = 8

/** The numbers of a node and its heaviest neighbours. */
export function NodeCard(props: {
  node: PlacedNode
  links: readonly PlacedLink[]
  measure: Measure
  onSelect: (id: string) => void
  onTogglePin: (id: string) => void
  onToggleExpand: (id: string) => void
  onHide: (id: string) => void
  onHideLink: (link: PlacedLink) => void
  isExpanded: boolean
  valueOf: (id: string) => FieldValue | null
  linkValueOf: (link: PlacedLink) => FieldValue | null
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
      <Amounts of={node} value={props.valueOf(node.id)} />
      <ul>
        {links.slice(0, MOST).map((link) => (
          <Neighbour
            key={`${link.source.id} ${link.target.id}`}
            link={link}
            isSource={link.source === node}
            amount={format(link[measure])}
            value={props.linkValueOf(link)}
            onSelect={props.onSelect}
            onHide={() => props.onHideLink(link)}
          />
        ))}
      </ul>
      {links.length > MOST && <p>and {formatCount(links.length - MOST)} more</p>}
    </section>
  )
}

/** A click goes to the neighbour; the menu is of the link, and H or the cross hides it. */
function Neighbour(props: {
  link: PlacedLink
  /** The node of the card begins the sessions. */
  isSource: boolean
  amount: string
  value: FieldValue | null
  onSelect: (id: string) => void
  onHide: () => void
}) {
  const { link, isSource, value } = props
  const actions = useValueActions()
  const other = isSource ? link.target : link.source
  const open = (x: number, y: number, element: HTMLElement) => value !== null && actions?.openMenu(value, x, y, element)
  return (
    <li className={classes.neighbour}>
      <button
        type="button"
        onClick={() => props.onSelect(other.id)}
        onContextMenu={(event) => {
          event.preventDefault()
          open(event.clientX, event.clientY, event.currentTarget)
        }}
        onKeyDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          if (isMenuKey(event)) open(box.left + 24, box.bottom, event.currentTarget)
          else if (event.key === 'h') props.onHide()
          else return
          event.preventDefault()
        }}
      >
        <span aria-label={isSource ? 'to' : 'from'}>{isSource ? '→' : '←'}</span>
        <span className={classes.address}>
          <MiddleText text={other.id} />
        </span>
        <span className={classes.service}>
          <span className={classes.dot} style={{ background: protocolColor(link.services[0] ?? 'other') }} />
          {link.services[0] ?? ''}
        </span>
        <span className={classes.amount}>{props.amount}</span>
      </button>
      <button
        type="button"
        className={classes.hideLink}
        aria-label={`Hide the link ${isSource ? 'to' : 'from'} ${escapeCaptureText(other.id, 200)}`}
        title="Hide this link (key H on it)"
        onClick={props.onHide}
      >
        ×
      </button>
    </li>
  )
}
