import { useCapture } from '../../state/capture-store.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { BeaconCard } from './beacon-card.tsx'
import { ConversationCard } from './conversation-card.tsx'
import { DnsCard } from './dns-card.tsx'
import { Facts } from './facts.tsx'
import { Findings } from './findings.tsx'
import { HierarchyCard } from './hierarchy-card.tsx'
import { HttpCard } from './http-card.tsx'
import { NothingRead } from './nothing-read.tsx'
import { TalkerCard } from './talker-card.tsx'
import { TimelineCard } from './timeline-card.tsx'
import { TlsCard } from './tls-card.tsx'
import classes from './overview-view.module.css'

/** What happened, on one screen. */
export function OverviewView() {
  const reading = useCapture((state) => state.progress.state === 'reading')
  const whole = useAnalysis('status', {}, 'all').result
  if (!reading && whole?.frames === 0 && whole.records === 0) return <NothingRead problems={whole.warnings} />
  return (
    <div className={classes.overview}>
      <Facts />
      <Findings />
      <TimelineCard />
      <div className={classes.cards}>
        <HierarchyCard />
        <TalkerCard />
        <ConversationCard />
      </div>
      <div className={`${classes.cards} ${classes.names}`}>
        <DnsCard />
        <TlsCard />
        <HttpCard />
        <BeaconCard />
      </div>
    </div>
  )
}
