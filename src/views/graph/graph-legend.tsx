import { protocolColor } from '../../components/palette.ts'
import { protocolValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import classes from './graph-view.module.css'

/** Roles by shape and colour; the same shapes as nodePath draws. */
const ROLES = [
  { type: 1, label: 'only begins sessions', color: 'var(--graph-source)', shape: <circle cx="7" cy="7" r="5" /> },
  {
    type: 2,
    label: 'only answers',
    color: 'var(--graph-target)',
    shape: <rect x="2.5" y="2.5" width="9" height="9" />,
  },
  { type: 3, label: 'both', color: 'var(--graph-both)', shape: <path d="M7 0.7 13.3 7 7 13.3 0.7 7Z" /> },
] as const

export const roleLabel = (type: number) => ROLES.find((role) => role.type === type)?.label ?? ''

export function RoleMark({ type }: { type: number }) {
  const role = ROLES.find((role) => role.type === type) ?? ROLES[2]
  return (
    <svg className={classes.mark} viewBox="0 0 14 14" aria-hidden fill={role.color}>
      {role.shape}
    </svg>
  )
}

const MOST = 7

/** The protocols that most links are about; the rest is counted. */
export function linkProtocols(graph: ConnectionGraph): { protocol: string; links: number }[] {
  const counts = new Map<string, number>()
  for (const { services } of graph.links) counts.set(services[0] ?? '', (counts.get(services[0] ?? '') ?? 0) + 1)
  return [...counts].map(([protocol, links]) => ({ protocol, links })).sort((a, b) => b.links - a.links)
}

export function GraphLegend({ graph, measure }: { graph: ConnectionGraph; measure: string }) {
  const protocols = linkProtocols(graph)
  const hasNews = graph.nodes.some(({ inresult }) => inresult !== undefined)
  return (
    <div className={classes.legend} aria-label="Legend" role="note">
      {ROLES.map(({ type, label }) => (
        <span key={type} className={classes.entry}>
          <RoleMark type={type} />
          {label}
        </span>
      ))}
      {hasNews && (
        <>
          <span className={classes.entry}>
            <svg className={classes.mark} viewBox="0 0 14 14" aria-hidden fill="none" stroke="currentColor">
              <circle cx="7" cy="7" r="6" />
              <circle cx="7" cy="7" r="3" fill="currentColor" />
            </svg>
            ring: new
          </span>
          <span className={classes.entry}>
            <svg className={classes.mark} viewBox="0 0 14 14" aria-hidden fill="none" stroke="currentColor">
              <circle cx="7" cy="7" r="5" strokeDasharray="3 2" strokeWidth="2" />
            </svg>
            dashed: gone
          </span>
        </>
      )}
      {protocols.slice(0, MOST).map(({ protocol }) => (
        <span key={protocol} className={classes.entry}>
          <span className={classes.stroke} style={{ background: protocolColor(protocol || 'other') }} />
          <ValueHandle value={protocol === '' ? null : protocolValue(protocol)}>{protocol || 'other'}</ValueHandle>
        </span>
      ))}
      {protocols.length > MOST && <span className={classes.entry}>and {protocols.length - MOST} more</span>}
      <span className={classes.entry}>Size: {measure} · dot inside: pinned</span>
    </div>
  )
}
