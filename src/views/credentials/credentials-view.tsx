import { useCallback, useMemo, useState } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Grid } from '../../components/grid.tsx'
import type { Credential } from '../../engine/analysis/credentials.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource } from '../../state/use-analysis.ts'
import { credentialColumns, credentialKey } from './credential-columns.tsx'
import classes from './credentials-view.module.css'

/** Who logged in where, with secrets that were readable on the wire: covered until somebody asks for one. */
export function CredentialsView() {
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((row: Credential) => {
    const key = credentialKey(row)
    setShown((former) => {
      const next = new Set(former)
      if (!next.delete(key) && row.secret !== null) next.add(key)
      return next
    })
  }, [])
  const status = useAnalysis('status').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => credentialColumns(day, shown, toggle), [day, shown, toggle])
  return (
    <div className={classes.view}>
      <p className={classes.note}>
        Secrets that were readable on the wire stay covered. Enter, or the button, shows the one of a row; only what is
        shown is copied.
      </p>
      <div className={classes.grid}>
        <Grid
          label="Credentials"
          columns={columns}
          {...useGridSource('credentials', {})}
          onOpen={toggle}
          empty={useEmptyText(
            'Nobody logs in readably in what is selected: no HTTP, FTP, mail, Telnet, LDAP, SNMP, SIP, NTLM or RDP log-ins. Those over TLS and SSH are encrypted.',
          )}
        />
      </div>
    </div>
  )
}
