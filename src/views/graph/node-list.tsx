import { TextInput } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { BarCell } from '../../components/bar-cell.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount } from '../../components/units.ts'
import { type FieldValue, useValueActions } from '../../components/value-actions.ts'
import { isMenuKey } from '../../components/value-handle.tsx'
import type { ConnectionNode } from '../../engine/analysis/connections.ts'
import type { Measure } from './graph-layout.ts'
import { formatMeasure } from './measure-words.ts'
import { newsOf } from './graph-options.ts'
import { RoleMark, roleLabel } from './graph-legend.tsx'
import classes from './graph-view.module.css'

/** Pixels; `.option` in the style sheet. */
const ROW = 24
/** Rows that are in the page: those in sight and a few around them. */
const WINDOW = 60

/** Every node as a list, with a search: what the picture shows, for the keyboard and for screen readers. */
export function NodeList(props: {
  nodes: readonly ConnectionNode[]
  measure: Measure
  selected: string | null
  onSelect: (id: string | null) => void
  /** Bring it to the middle of the picture. */
  onReveal: (id: string) => void
  onTogglePin: (id: string) => void
  onToggleExpand: (id: string) => void
  onHide: (id: string) => void
  valueOf: (id: string) => FieldValue | null
}) {
  const { measure, selected, onSelect, onReveal } = props
  const [search, setSearch] = useState('')
  const [top, setTop] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const nodes = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    const found = wanted === '' ? [...props.nodes] : props.nodes.filter(({ id }) => id.toLowerCase().includes(wanted))
    return found.sort((a, b) => b[measure] - a[measure])
  }, [props.nodes, measure, search])
  const largest = nodes[0]?.[measure] ?? 0
  const at = nodes.findIndex(({ id }) => id === selected)
  const first = Math.max(0, Math.min(nodes.length - WINDOW, Math.floor(top / ROW) - 15))

  const choose = (id: string) => {
    onSelect(id)
    onReveal(id)
  }
  const go = (index: number) => {
    const place = list.current
    const target = Math.max(0, Math.min(nodes.length - 1, index))
    if (nodes.length === 0 || place === null) return
    choose(nodes[target].id)
    if (target * ROW < place.scrollTop) place.scrollTop = target * ROW
    else if ((target + 1) * ROW > place.scrollTop + place.clientHeight)
      place.scrollTop = (target + 1) * ROW - place.clientHeight
  }
  const actions = useValueActions()
  const openMenu = (id: string, x: number, y: number) => {
    const value = props.valueOf(id)
    if (value !== null && list.current !== null) actions?.openMenu(value, x, y, list.current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isMenuKey(event)) {
      event.preventDefault()
      const box = document.getElementById(`graph-node-${at}`)?.getBoundingClientRect()
      if (selected !== null && box !== undefined) openMenu(selected, box.left + 32, box.bottom)
      return
    }
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 12,
      PageUp: at - 12,
      Home: 0,
      End: nodes.length - 1,
    }
    if (Object.hasOwn(steps, event.key)) go(steps[event.key])
    else if (event.key === 'Escape') onSelect(null)
    else if (event.key === 'p' && selected !== null) props.onTogglePin(selected)
    else if (event.key === 'e' && selected !== null) props.onToggleExpand(selected)
    else if (event.key === 'h' && selected !== null) props.onHide(selected)
    else return
    event.preventDefault()
  }
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
    event.preventDefault()
    go(0)
    list.current?.focus()
  }

  return (
    <div className={classes.list}>
      <TextInput
        size="xs"
        type="search"
        aria-label="Search a node"
        placeholder="Search a node"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          list.current?.scrollTo({ top: 0 })
        }}
        onKeyDown={onSearchKey}
      />
      <div
        ref={list}
        className={classes.options}
        role="listbox"
        aria-label={`${formatCount(nodes.length)} nodes by ${measure}`}
        aria-activedescendant={at >= first && at < first + WINDOW ? `graph-node-${at}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="presentation" style={{ height: nodes.length * ROW, paddingTop: first * ROW }}>
          {nodes.slice(first, first + WINDOW).map((node, index) => (
            <Option
              key={node.id}
              node={node}
              index={first + index}
              total={nodes.length}
              measure={measure}
              largest={largest}
              isSelected={node.id === selected}
              onChoose={choose}
              onMenu={openMenu}
            />
          ))}
        </div>
        {nodes.length === 0 && <p className={classes.nothing}>No node contains “{search}”.</p>}
      </div>
    </div>
  )
}

function Option(props: {
  node: ConnectionNode
  index: number
  total: number
  measure: Measure
  largest: number
  isSelected: boolean
  onChoose: (id: string) => void
  onMenu: (id: string, x: number, y: number) => void
}) {
  const { node, index, measure, largest } = props
  const amount = formatMeasure(measure)(node[measure])
  const news = newsOf(node)
  return (
    <div
      id={`graph-node-${index}`}
      role="option"
      aria-selected={props.isSelected}
      aria-posinset={index + 1}
      aria-setsize={props.total}
      aria-label={`${escapeCaptureText(node.id, 200)}, ${roleLabel(node.type)}, ${news === null ? '' : `${news}, `}${amount} ${measure}, ${node.cnt} ${node.cnt === 1 ? 'link' : 'links'}`}
      className={classes.option}
      onClick={() => props.onChoose(node.id)}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onChoose(node.id)
        props.onMenu(node.id, event.clientX, event.clientY)
      }}
    >
      <RoleMark type={node.type} />
      <span className={classes.address}>
        <MiddleText text={node.id} />
      </span>
      {news !== null && <span className={classes.news}>{news}</span>}
      <span className={classes.amount}>
        <BarCell fraction={largest > 0 ? node[measure] / largest : 0} text={amount} />
      </span>
    </div>
  )
}
