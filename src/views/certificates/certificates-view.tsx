import { useMemo, useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { useEmptyText } from '../../state/empty-text.ts'
import { useGridSource } from '../../state/use-analysis.ts'
import { certificateColumns } from './certificate-columns.tsx'
import { CertificateDetails } from './certificate-details.tsx'
import type { Certificate } from '../../engine/analysis/certificates.ts'
import classes from './certificates-view.module.css'

/** Every certificate that was sent in the clear, and who used it. */
export function CertificatesView() {
  const [now] = useState(() => Date.now() / 1000)
  const source = useGridSource('certificates', {})
  const [chosen, setChosen] = useState<{ of: string; certificate: Certificate } | null>(null)
  const columns = useMemo(() => certificateColumns(now), [now])
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
