import { ACCEPTED, type CredentialTable, REFUSED } from '../tables/credentials.ts'
import type { Field } from './field.ts'
import { type RowWalk, sessionsColumn, texts } from './row-columns.ts'

/** A value of every log-in but those for which `read` answers NaN. */
function logins(read: (table: CredentialTable, row: number) => number): RowWalk {
  return ({ credentials: table }, visit) => {
    for (let row = 0; row < table.rows; row++) {
      const value = read(table, row)
      if (!Number.isNaN(value)) visit({ session: table.session[row], frames: [table.frame[row]] }, value)
    }
  }
}

const text = (column: 'secret' | 'mechanism' | 'domain') =>
  sessionsColumn(
    logins((table, row) => table[column][row] || Number.NaN),
    texts,
  )

/** Beside those of login-fields.ts. */
export const credentialFields: readonly Field[] = [
  {
    name: 'password',
    aliases: [],
    family: 'zeek',
    type: 'text',
    meaning: 'secret that a session says in clear text; an SNMP community, too',
    example: 'password == public',
    columns: [text('secret')],
  },
  {
    name: 'auth_success',
    aliases: [],
    family: 'zeek',
    type: 'boolean',
    meaning: 'a log-in of the session was accepted (1) or refused (0)',
    example: 'auth_success == 0',
    columns: [
      sessionsColumn(
        logins((table, row) => (table.outcome[row] === ACCEPTED ? 1 : table.outcome[row] === REFUSED ? 0 : Number.NaN)),
        'number',
      ),
    ],
  },
  {
    name: 'auth.method',
    aliases: [],
    family: 'arkime',
    type: 'text',
    folded: true,
    meaning: 'how a session logs in',
    example: 'auth.method == basic',
    columns: [text('mechanism')],
  },
  {
    name: 'domainname',
    aliases: [],
    family: 'zeek',
    type: 'text',
    folded: true,
    meaning: 'Windows domain of the user that a session logs in as',
    example: 'domainname == EXAMPLE',
    columns: [text('domain')],
  },
]
