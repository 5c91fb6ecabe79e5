import { CaptureText } from '../../components/capture-text.tsx'
import { severities } from '../../components/palette.ts'
import { formatNumberOf, formatTimeRange } from '../../components/units.ts'
import { addressValue, type FieldValue, literalOf } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { Finding } from '../../engine/detections/detection.ts'
import { setKnown } from '../../state/finding-choices.ts'
import { viewHref } from '../../state/route-store.ts'
import { applyExpression } from '../../state/search.ts'
import classes from './findings-view.module.css'
import { reasonsOf } from './why-words.ts'

/** Addresses that a line has room for. */
const SHOWN = 4

const CONFIDENCE: Record<Finding['confidence'], string> = {
  certain: 'the capture says so itself',
  likely: 'hardly anything harmless looks like this',
  possible: 'harmless causes are common',
}

/** Applies the evidence and goes where it is shown. */
async function show(finding: Finding, view: string): Promise<void> {
  try {
    const check = await applyExpression(finding.evidence)
    if (check.ok) location.hash = viewHref(view)
  } catch {
    // Reading the packets for it was cancelled.
  }
}

/** One finding: what, who, when, how sure, why, and what can be done with it. */
export function FindingItem({ finding, counts, isKnown }: { finding: Finding; counts: string; isKnown: boolean }) {
  const { color, mark, label } = severities[finding.severity]
  return (
    <li className={classes.finding} data-known={isKnown || undefined}>
      <p className={classes.title}>
        <span className={classes.severity} style={{ color }}>
          <span aria-hidden>{mark}</span> {label}
        </span>
        <CaptureText text={finding.title} max={160} />
      </p>
      <p className={classes.who}>
        <Addresses list={finding.src} />
        {finding.src.length > 0 && finding.dst.length > 0 && <span aria-label="to"> → </span>}
        <Addresses list={finding.dst} />
        <span className={classes.fact}>{formatNumberOf(finding.count, counts)}</span>
        {finding.first !== null && (
          <span className={classes.fact}>{formatTimeRange(finding.first, finding.last ?? finding.first)}</span>
        )}
        <span className={classes.fact} title={CONFIDENCE[finding.confidence]}>
          {finding.confidence}: {CONFIDENCE[finding.confidence]}
        </span>
      </p>
      <dl className={classes.why} aria-label="Why">
        {reasonsOf(finding.why).map(({ measure, value, threshold }) => (
          <div key={measure}>
            <dt>{measure}</dt>
            <dd>
              <CaptureText text={value} max={160} />
              {threshold !== null && <span className={classes.threshold}> (threshold {threshold})</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.actions}>
        {finding.evidence !== '' && (
          <>
            <button type="button" title={finding.evidence} onClick={() => void show(finding, 'sessions')}>
              Show the sessions
            </button>
            <button type="button" title={finding.evidence} onClick={() => void show(finding, 'packets')}>
              Show the packets
            </button>
          </>
        )}
        <button type="button" aria-pressed={isKnown} onClick={() => setKnown(finding, !isKnown)}>
          {isKnown ? 'Known: undo' : 'Mark as known'}
        </button>
      </p>
    </li>
  )
}

/** Of beacons a name stands in an address's place. */
function isAddress(text: string): boolean {
  return /^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/.test(text)
}

/** A name that was asked for, over TLS or HTTP. */
function nameValue(name: string): FieldValue {
  const text = literalOf(name)
  return { field: 'server_name', value: name, condition: `(server_name == ${text} or host.http == ${text})` }
}

function Addresses({ list }: { list: readonly string[] }) {
  return (
    <>
      {list.slice(0, SHOWN).map((address) => (
        <span key={address} className={classes.address}>
          <ValueHandle value={isAddress(address) ? addressValue(address) : nameValue(address)}>
            <CaptureText text={address} max={80} />
          </ValueHandle>
        </span>
      ))}
      {list.length > SHOWN && (
        <span className={classes.fact} title={list.slice(SHOWN, 60).join(', ')}>
          and {list.length - SHOWN} more
        </span>
      )}
    </>
  )
}
