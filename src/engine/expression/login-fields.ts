import type { CredentialTable } from '../tables/credentials.ts'
import type { Field } from './field.ts'
import { type RowWalk, sessionsColumn } from './row-columns.ts'

type LoginColumn = 'user' | 'domain' | 'hostname'

/** A text of every log-in; `protocol`: of that one only. */
function logins(column: LoginColumn, protocol?: string): RowWalk {
  return ({ credentials, protocolNames }, visit) => {
    const table: CredentialTable = credentials
    for (let row = 0; row < table.rows; row++) {
      if (table[column][row] === 0) continue
      if (protocol !== undefined && protocolNames[table.protocol[row]] !== protocol) continue
      visit({ session: table.session[row], frames: [table.frame[row]] }, table[column][row])
    }
  }
}

/** name, values, meaning, value of the example, other names. */
const rows: readonly (readonly [string, RowWalk, string, string, (readonly string[])?])[] = [
  ['user', logins('user'), 'account of any log-in', 'admin*'],
  ['ntlm.domain', logins('domain'), 'domain of a log-in by NTLM', 'CORP'],
  ['ntlm.host', logins('hostname'), 'machine of a log-in by NTLM', 'PC-*'],
  ['mysql.user', logins('user', 'mysql'), 'account of MySQL', 'root'],
  ['postgresql.user', logins('user', 'pgsql'), 'account of PostgreSQL', 'postgres'],
  ['socks.user', logins('user', 'socks'), 'account of SOCKS', 'proxy*'],
  ['smb.user', logins('user', 'smb'), 'account of SMB 1', 'admin*'],
  ['ldap.bindname', logins('user', 'ldap'), 'name of an LDAP bind', '*admin*'],
  ['sip.user', logins('user', 'sip'), 'account of SIP', '1001'],
]

/** Fields of log-ins. */
export const loginFields: readonly Field[] = rows.map(([name, walk, meaning, value, aliases = []]) => ({
  name,
  aliases,
  family: 'arkime',
  type: 'text',
  meaning,
  example: value === '*' ? name : `${name} == ${value}`,
  columns: [sessionsColumn(walk)],
  folded: true,
}))
