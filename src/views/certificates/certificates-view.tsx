import { useMemo, useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { ViewTabs } from '../../components/view-tabs.tsx'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource, usePage } from '../../state/use-analysis.ts'
import { useTab } from '../../state/use-tab.ts'
import { certificateColumns, validityScale } from './certificate-columns.tsx'
import { CertificateDetails } from './certificate-details.tsx'
import type { Certificate } from '../../engine/analysis/certificates.ts'
import classes from './certificates-view.module.css'

const TABS = ['once', 'sent'] as const
const NONE = { start: 0, length: 0 }
const ONCE = { once: true }

/** Certificates that were sent in the clear, each once or every time, and who used them. */
export function CertificatesView() {
  const [tab, open] = useTab('certificates', TABS)
  const tabs = [
    { id: 'once' as const, label: 'Certificates', count: usePage('certificates', ONCE, NONE).result?.total },
    { id: 'sent' as const, label: 'Each time sent', count: usePage('certificates', {}, NONE).result?.total },
  ]
  return (
    <ViewTabs label="Certificates" tabs={tabs} value={tab} onChange={open}>
      <Certificates key={tab} isOnce={tab === 'once'} />
    </ViewTabs>
  )
}

function Certificates({ isOnce }: { isOnce: boolean }) {
  const [now] = useState(() => Date.now() / 1000)
  const source = useGridSource('certificates', isOnce ? ONCE : {})
  const status = useAnalysis('status', undefined, 'all').result
  const [chosen, setChosen] = useState<{ of: string; certificate: Certificate } | null>(null)
  const first = status?.first_epoch ?? null
  const last = status?.last_epoch ?? null
  const columns = useMemo(() => {
    const seen = [first, last].flatMap((time) => (time === null ? [] : [Number(time)]))
    return certificateColumns(now, validityScale(seen, now))
  }, [now, first, last])
  return (
    <div className={classes.view}>
      <div className={classes.grid}>
        <Grid
          label="Certificates"
          columns={columns}
          {...source}
          onSelect={(row) => setChosen(row === null ? null : { of: source.sourceKey, certificate: row })}
          empty={useEmptyText('No certificates in the clear in what is selected. From TLS 1.3 on they are encrypted.')}
        />
      </div>
      {chosen !== null && chosen.of === source.sourceKey && (
        <CertificateDetails certificate={chosen.certificate} now={now} />
      )}
    </div>
  )
}
