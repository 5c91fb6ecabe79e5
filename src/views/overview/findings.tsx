import { Modal } from '@mantine/core'
import { useState } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { severities } from '../../components/palette.ts'
import { formatNumberOf } from '../../components/units.ts'
import { viewHref } from '../../state/route-store.ts'
import { useCapture } from '../../state/capture-store.ts'
import { useAnalysis, usePage } from '../../state/use-analysis.ts'
import { findingList, type Finding } from './finding-list.ts'
import classes from './findings.module.css'

/** Findings that the strip has room for. */
const SHOWN = 2
const BEACONS = 200

/** Findings, worst first, and which checks have run: silence means nothing when nobody has looked. */
export function Findings() {
  const reading = useCapture((state) => state.progress.state === 'reading')
  const status = useAnalysis('status').result
  const beacons = usePage('beacons', {}, { order: 'score:desc', start: 0, length: BEACONS }).result
  const [open, setOpen] = useState(false)
  const found = findingList(status, beacons?.rows ?? [])
  const checks = `damage of the files, cut, dropped and malformed packets, beacons${
    beacons === undefined ? '' : ` (${formatNumberOf(beacons.total, 'pair')} scored)`
  }`
  return (
    <section className={classes.findings} aria-label="Findings">
      <header className={classes.head}>
        <h2>Findings</h2>
        <span className={classes.checks} title={`Checked for: ${checks}. Nothing else has been checked.`}>
          Checked{reading ? ' so far' : ''}: {checks}
        </span>
        {found.length > SHOWN && (
          <button type="button" className={classes.all} onClick={() => setOpen(true)}>
            All {found.length}
          </button>
        )}
      </header>
      <ul className={classes.list}>
        {found.slice(0, SHOWN).map((finding) => (
          <FindingLine key={finding.key} finding={finding} />
        ))}
        {found.length === 0 && status !== undefined && (
          <li className={classes.nothing}>{reading ? 'Nothing so far.' : 'Nothing found by these checks.'}</li>
        )}
      </ul>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={`${found.length} findings`}
        size={960}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ul className={classes.list}>
          {found.map((finding) => (
            <FindingLine key={finding.key} finding={finding} />
          ))}
        </ul>
      </Modal>
    </section>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const { color, mark, label } = severities[finding.severity]
  return (
    <li className={classes.finding}>
      <span className={classes.severity} style={{ color }}>
        <span aria-hidden>{mark}</span> {label}
      </span>
      <span className={classes.what}>{finding.what}</span>
      <span className={classes.text}>
        <CaptureText text={finding.who} max={80} />
      </span>
      <span className={classes.text}>
        <CaptureText text={finding.evidence} max={110} />
      </span>
      {finding.view !== null && (
        <a className={classes.open} href={viewHref(finding.view)}>
          Show
        </a>
      )}
    </li>
  )
}
