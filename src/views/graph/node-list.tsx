import { TextInput } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { BarCell } from '../../components/bar-cell.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatBytes, formatCount } from '../../components/units.ts'
import type { ConnectionNode } from '../../engine/analysis/connections.ts'
import type { Measure } from './graph-layout.ts'
import { RoleMark, roleLabel } from './graph-legend.tsx'
import classes from './graph-view.module.css'

/** Every node as a list, with a search: what the picture shows, for the keyboard and for screen readers. */
export function NodeList(props: {
  nodes: readonly ConnectionNode[]
  measure: Measure
  selected: string | null
  onSelect: (id: string | null) => void
  /** Enter: bring it to the middle of the picture. */
  onReveal: (id: string) => void
  onTogglePin: (id: string) => void
}) {
  const { measure, selected, onSelect, onReveal } = props
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const nodes = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    const found = wanted === '' ? [...props.nodes] : props.nodes.filter(({ id }) => id.toLowerCase().includes(wanted))
    return found.sort((a, b) => b[measure] - a[measure])
  }, [props.nodes, measure, search])
  const largest = nodes[0]?.[measure] ?? 0
  const at = nodes.findIndex(({ id }) => id === selected)
  const format = measure === 'bytes' ? formatBytes : formatCount

  const go = (index: number) => {
    const node = nodes[Math.max(0, Math.min(nodes.length - 1, index))]
    if (node === undefined) return
    onSelect(node.id)
    onReveal(node.id)
    list.current?.querySelector(`[data-at="${nodes.indexOf(node)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
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
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={onSearchKey}
      />
      <div
        ref={list}
        className={classes.options}
        role="listbox"
        aria-label={`${formatCount(nodes.length)} nodes by ${measure}`}
        aria-activedescendant={at >= 0 ? `graph-node-${at}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {nodes.map((node, index) => (
          <div
            key={node.id}
            id={`graph-node-${index}`}
            data-at={index}
            role="option"
            aria-selected={node.id === selected}
            aria-label={`${node.id}, ${roleLabel(node.type)}, ${format(node[measure])} ${measure === 'bytes' ? '' : measure}, ${node.cnt} links`}
            className={classes.option}
            onClick={() => {
              onSelect(node.id)
              onReveal(node.id)
            }}
          >
            <RoleMark type={node.type} />
            <span className={classes.address}>
              <MiddleText text={node.id} />
            </span>
            <span className={classes.amount}>
              <BarCell fraction={largest > 0 ? node[measure] / largest : 0} text={format(node[measure])} />
            </span>
          </div>
        ))}
        {nodes.length === 0 && <p className={classes.nothing}>No node contains “{search}”.</p>}
      </div>
    </div>
  )
}
