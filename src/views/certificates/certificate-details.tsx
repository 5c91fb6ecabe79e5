import type { ReactNode } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { formatNumberOf } from '../../components/units.ts'
import { fieldValue, type FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { Certificate } from '../../engine/analysis/certificates.ts'
import { certificateRemarks, secondsOf } from './certificate-columns.tsx'
import { CertificateUsers } from './certificate-users.tsx'
import { ValidityBar } from './validity-bar.tsx'
import classes from './certificates-view.module.css'

/** Everything known of a certificate. `now`: seconds since 1970. */
export function CertificateDetails({ certificate, now }: { certificate: Certificate; now: number }) {
  const { subject, subject_cn, issuer, issuer_cn, san, not_before, not_after, time, chain } = certificate
  const remarks = certificateRemarks(certificate).join(', ')
  return (
    <section className={classes.details} aria-label="Certificate">
      <h2>
        <CaptureText text={subject_cn ?? subject ?? '(no subject)'} />{' '}
        {remarks !== '' && <span className={classes.remarks}>{remarks}</span>}
      </h2>
      <dl>
        <Row name="Subject">
          <Value text={subject ?? subject_cn} value={fieldValue('cert.subject.cn', subject_cn)} />
        </Row>
        <Row name="Issuer">
          <Value text={issuer ?? issuer_cn} value={fieldValue('cert.issuer.cn', issuer_cn)} />
        </Row>
        <Row name="Alternative names">
          <span className={classes.values}>
            {san.length === 0 && <span className={classes.note}>none</span>}
            {san.map((name, index) => (
              <Value key={`${index} ${name}`} text={name} value={fieldValue('cert.alt', name)} />
            ))}
          </span>
        </Row>
        <Row name="Valid (UTC)">
          {not_before ?? '?'} to {not_after ?? '?'}{' '}
          <span className={classes.validity}>
            <ValidityBar
              from={secondsOf(not_before)}
              to={secondsOf(not_after)}
              seen={time === null ? null : Number(time)}
              now={now}
            />
          </span>{' '}
          <span className={classes.note}>disc: seen in the capture, line: now</span>
        </Row>
        <Row name="Chain as sent">
          <span className={classes.values}>
            {chain.map((name, index) => (
              <Value
                key={`${index} ${name}`}
                text={`${index}: ${name ?? '(no common name)'}`}
                value={fieldValue('cert.subject.cn', name)}
              />
            ))}
          </span>
        </Row>
        <Row name="Serial number">
          <Value text={certificate.serial} value={fieldValue('cert.serial', certificate.serial)} />
        </Row>
        <Row name="Signature algorithm">
          <Value text={certificate.signature} value={null} />
        </Row>
        <Row name="SHA-256">
          <Value text={certificate.sha256} value={fieldValue('fingerprint', certificate.sha256)} />
        </Row>
        <Row name="SHA-1">
          <Value text={certificate.sha1} value={fieldValue('cert.hash', certificate.sha1)} />
        </Row>
        <Row name="Seen in">
          <ValueHandle value={fieldValue('fingerprint', certificate.sha256)}>
            {formatNumberOf(certificate.sessions, 'session')}
          </ValueHandle>
        </Row>
        <CertificateUsers certificate={certificate} />
      </dl>
    </section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Value({ text, value }: { text: string | null; value: FieldValue | null }) {
  if (text === null || text === '') return <span className={classes.note}>not known</span>
  return (
    <ValueHandle value={value}>
      <CaptureText text={text} />
    </ValueHandle>
  )
}
