import { countColumn, numberColumn, textColumn, timeColumn } from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { fieldValue } from '../../components/value-actions.ts'
import type { Credential } from '../../engine/analysis/credentials.ts'
import classes from './credentials-view.module.css'

/** As long for every secret: its length is nobody's business either. */
export const COVER = '••••••••'

/** What tells one credential of a capture from another. */
export function credentialKey({ protocol, client, server, serverport, user, secret, domain }: Credential): string {
  return JSON.stringify([protocol, client, server, serverport, user, secret, domain])
}

/** How the server answered, in a word. */
export function outcomeText({ accepted }: Pick<Credential, 'accepted'>): string {
  return accepted === null ? 'no answer seen' : accepted ? 'accepted' : 'refused'
}

/** What of a secret may be shown and copied. */
export function secretText(credential: Credential, shown: ReadonlySet<string>): string {
  if (credential.secret === null) return ''
  return shown.has(credentialKey(credential)) ? credential.secret : COVER
}

function secretColumn(shown: ReadonlySet<string>, toggle: (row: Credential) => void): GridColumn<Credential> {
  return {
    id: 'secret',
    header: 'Secret',
    width: 210,
    grow: true,
    explain: 'Covered until it is asked for: with the button, Enter or a double click. Copied only while it is shown',
    cell: (row) => {
      if (row.secret === null)
        return <span className={classes.none}>{row.frame === null ? 'not recorded' : 'not readable'}</span>
      const isShown = shown.has(credentialKey(row))
      const word = isShown ? 'Hide' : 'Show'
      return (
        <span className={classes.secret}>
          <button
            type="button"
            tabIndex={-1}
            className={classes.toggle}
            aria-label={`${word} the secret of ${row.user ?? row.protocol}`}
            onClick={(event) => {
              // The focus goes back to the grid: its keys work on, and Enter is not heard twice.
              event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus()
              toggle(row)
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            {word}
          </button>
          {isShown ? <MiddleText text={row.secret} /> : COVER}
        </span>
      )
    },
    text: (row) => secretText(row, shown),
    value: (row) => (shown.has(credentialKey(row)) ? fieldValue('password', row.secret) : null),
  }
}

export function credentialColumns(
  day: string | null,
  shown: ReadonlySet<string>,
  toggle: (row: Credential) => void,
): readonly GridColumn<Credential>[] {
  return [
    timeColumn<Credential>('Time', (row) => row.time, { id: 'time', day, explain: 'Of the first message with it' }),
    numberColumn<Credential>('No.', 'frame', { width: 72, field: 'frame.number' }),
    textColumn<Credential>('Protocol', 'protocol', { width: 82 }),
    textColumn<Credential>('Method', 'mechanism', { width: 92, explain: 'How it is said', field: 'auth.method' }),
    textColumn<Credential>('Client', 'client', { width: 128, field: 'address' }),
    textColumn<Credential>('Server', 'server', { width: 128, field: 'address' }),
    numberColumn<Credential>('Port', 'serverport', { field: 'port' }),
    textColumn<Credential>('User', 'user', { width: 150, grow: true, field: 'user' }),
    secretColumn(shown, toggle),
    {
      id: 'accepted',
      header: 'Outcome',
      width: 128,
      explain: 'What the server answered last',
      cell: (row) => (
        <span className={classes.outcome} data-outcome={String(row.accepted)}>
          {outcomeText(row)}
        </span>
      ),
      text: outcomeText,
    },
    countColumn<Credential>('Tries', 'attempts', { width: 70, explain: 'How often it was said' }),
    countColumn<Credential>('Refused', 'refused', { width: 76 }),
    countColumn<Credential>('Sessions', 'sessions', { width: 80 }),
    textColumn<Credential>('Domain', 'domain', { width: 110, explain: 'Of Windows', field: 'domainname' }),
    textColumn<Credential>('Machine', 'hostname', { width: 110, explain: 'Name that the client gives itself (NTLM)' }),
  ]
}
