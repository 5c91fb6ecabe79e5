import { useState } from 'react'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import { addressValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { CertificateUser } from '../../engine/analysis/certificate-users.ts'
import type { Certificate } from '../../engine/analysis/certificates.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import classes from './certificates-view.module.css'

/** Who sent a certificate and who got it, as rows of the list of its details. */
export function CertificateUsers({ certificate }: { certificate: Certificate }) {
  const { src, srcport, dst, sha256 } = certificate
  const { result, pending } = useAnalysis('certificateUsers', { sha256: sha256 ?? '' })
  // Without a fingerprint nothing says that two are the same: what is known is this message.
  const isKnown = sha256 !== null && result !== undefined && !pending
  const senders = isKnown ? result.senders : [{ address: src, port: srcport, sessions: 1 }]
  const receivers = isKnown ? result.receivers : [{ address: dst, port: null, sessions: 1 }]
  return (
    <>
      <dt>Sent by</dt>
      <dd>
        <Users users={senders} total={isKnown ? result.sender_count : 1} />
      </dd>
      <dt>To</dt>
      <dd>
        <Users users={receivers} total={isKnown ? result.receiver_count : 1} />
      </dd>
    </>
  )
}

/** Users shown before "more". */
const SHOWN = 12

function Users({ users, total }: { users: readonly CertificateUser[]; total: number }) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? users : users.slice(0, SHOWN)
  return (
    <span className={classes.values}>
      {shown.map(({ address, port, sessions }) => (
        <span key={`${address} ${port}`} title={formatNumberOf(sessions, 'session')}>
          <ValueHandle value={addressValue(address)}>{address}</ValueHandle>
          {port !== null && `:${port}`}
          {sessions > 1 && <span className={classes.note}> × {formatCount(sessions)}</span>}
        </span>
      ))}
      {users.length > SHOWN && (
        <button type="button" className={classes.more} onClick={() => setAll(!isAll)}>
          {isAll ? 'fewer' : `${formatCount(users.length - SHOWN)} more`}
        </button>
      )}
      {isAll && total > users.length && (
        <span className={classes.note}>and {formatCount(total - users.length)} others</span>
      )}
    </span>
  )
}
