import { CaptureText } from '../../components/capture-text.tsx'
import { severities } from '../../components/palette.ts'
import type { FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { formatNumberOf } from '../../components/units.ts'
import type { Finding } from '../../engine/detections/detection.ts'
import { useCapture } from '../../state/capture-store.ts'
import { viewHref } from '../../state/route-store.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { useNews } from '../../state/use-findings.ts'
import classes from './findings.module.css'

/** Findings that the strip has room for; the lower ones are cut off in a low window. */
const SHOWN = 4

/** The worst findings, and how many checks have run: silence means nothing when nobody has looked. */
export function Findings() {
  const reading = useCapture((state) => state.progress.state === 'reading')
  const checking = useCapture((state) => state.progress.checking)
  const checks = useAnalysis('detections').result
  const found = useNews()
  return (
    <section className={classes.findings} aria-label="Findings">
      <header className={classes.head}>
        <h2>Findings</h2>
        <span className={classes.checks}>
          {found === undefined ? progressText(checking, reading) : checksText(checks, reading)}
        </span>
        {found !== undefined && (
          <a className={classes.all} href={viewHref('findings')}>
            Open
          </a>
        )}
      </header>
      <ul className={classes.list}>
        {found?.slice(0, SHOWN).map((finding) => (
          <FindingLine key={`${finding.detection} ${finding.title}`} finding={finding} checks={checks} />
        ))}
        {found?.length === 0 && (
          <>
            <li className={classes.nothing}>{reading ? 'Nothing so far.' : 'Nothing found by these checks.'}</li>
            <Blind checks={checks} />
          </>
        )}
      </ul>
    </section>
  )
}

type Checks = { id: string; title: string; counts: string; missing: string[] }[] | undefined

/** What was not looked for, as nothing here shows it. */
function Blind({ checks }: { checks: Checks }) {
  const blind = checks?.filter(({ missing }) => missing.length > 0) ?? []
  if (blind.length === 0) return null
  return <li className={classes.nothing}>Had nothing to look at: {blind.map(({ title }) => title).join(', ')}.</li>
}

function checksText(checks: Checks, reading: boolean): string {
  if (checks === undefined) return ''
  const blind = checks.filter(({ missing }) => missing.length > 0).length
  const ran = formatNumberOf(checks.length - blind, 'check')
  const rest = blind === 0 ? '' : `, ${blind} had nothing to look at`
  return `${ran} ran${reading ? ' so far' : ''}${rest}`
}

function progressText(checking: { done: number; all: number } | undefined, reading: boolean): string {
  if (checking === undefined) return reading ? 'Checks run when more is read' : 'Checking'
  return `Checking: ${checking.done} of ${checking.all} checks done`
}

function FindingLine({ finding, checks }: { finding: Finding; checks: Checks }) {
  const { color, mark, label } = severities[finding.severity]
  const check = checks?.find(({ id }) => id === finding.detection)
  return (
    <li className={classes.finding}>
      <span className={classes.severity} style={{ color }}>
        <span aria-hidden>{mark}</span> {label}
      </span>
      <span className={classes.what}>{check?.title}</span>
      <span className={classes.text}>
        <ValueHandle value={evidenceOf(finding)} label={finding.title}>
          <CaptureText text={finding.title} max={140} />
        </ValueHandle>
      </span>
      <span className={classes.text}>
        {formatNumberOf(finding.count, check?.counts ?? 'time')}, {finding.confidence}
      </span>
    </li>
  )
}

/** What selects the evidence; counting its values says nothing. */
function evidenceOf({ title, evidence }: Finding): FieldValue | null {
  return evidence === '' ? null : { field: '', value: title, condition: evidence, counted: null }
}
