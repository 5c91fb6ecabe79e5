import { AnswerState } from '../../components/answer-state.tsx'
import { saveBlob } from '../../state/save-blob.ts'
import { formatNumberOf } from '../../components/units.ts'
import type { Finding } from '../../engine/detections/detection.ts'
import { callEngine, useCapture } from '../../state/capture-store.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { findingQuery, useFindings } from '../../state/use-findings.ts'
import { CheckList } from './check-list.tsx'
import { FindingGroup } from './finding-group.tsx'
import classes from './findings-view.module.css'

async function save(format: 'csv' | 'json'): Promise<void> {
  const { blob, name } = await callEngine('exportList', {
    list: 'findings',
    format,
    ...findingQuery(),
    ...useSelection.getState().selection,
  })
  saveBlob(blob, name)
}

/** Findings by their detection, in the order in which they come. */
function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.detection)
    if (group === undefined) groups.set(finding.detection, [finding])
    else group.push(finding)
  }
  return groups
}

/** What is suspicious, worst first, and what was looked for. */
export function FindingsView() {
  const { result: findings, pending, error } = useFindings()
  const checks = useAnalysis('detections').result
  const checking = useCapture((state) => state.progress.checking)
  const reading = useCapture((state) => state.progress.state === 'reading')
  const nothing = useEmptyText('Nothing found.')
  if (error !== null)
    return (
      <AnswerState kind="error" title="The checks did not run">
        {error}
      </AnswerState>
    )
  if (findings === undefined || checks === undefined)
    return <AnswerState kind="loading" title={progressText(checking, reading)} />
  const groups = grouped(findings)
  return (
    <div className={classes.view}>
      <header className={classes.bar}>
        <h1>{formatNumberOf(findings.length, 'finding')}</h1>
        <span className={classes.meaning} role="status">
          {pending
            ? progressText(checking, reading)
            : `${formatNumberOf(checks.filter(({ missing }) => missing.length === 0).length, 'check')} ran over what is selected`}
        </span>
        <span className={classes.export}>
          <button type="button" disabled={findings.length === 0} onClick={() => void save('json')}>
            Save as JSON
          </button>
          <button type="button" disabled={findings.length === 0} onClick={() => void save('csv')}>
            Save as CSV
          </button>
        </span>
      </header>
      {findings.length === 0 && <p className={classes.nothing}>{nothing}</p>}
      {Array.from(groups, ([id, list]) => {
        const check = checks.find((one) => one.id === id)
        return check === undefined ? null : <FindingGroup key={id} check={check} findings={list} />
      })}
      <CheckList checks={checks.filter(({ id }) => !groups.has(id))} />
    </div>
  )
}

function progressText(checking: { done: number; all: number } | undefined, reading: boolean): string {
  if (checking === undefined) return reading ? 'Checks run when more is read' : 'Checking'
  return `Checking: ${checking.done} of ${checking.all} checks done`
}
