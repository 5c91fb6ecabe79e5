import type { SshTable } from '../tables/ssh.ts'
import type { Family, Field } from './field.ts'
import { type RowWalk, sessionsColumn } from './row-columns.ts'

type TextColumn =
  | 'clientVersion'
  | 'serverVersion'
  | 'keyExchange'
  | 'hostKey'
  | 'cipher'
  | 'mac'
  | 'compression'
  | 'hassh'
  | 'hasshServer'

const walk =
  (column: TextColumn): RowWalk =>
  ({ ssh }, visit) => {
    const values: SshTable[TextColumn] = ssh[column]
    for (let row = 0; row < ssh.rows; row++)
      if (values[row] !== 0) visit({ session: ssh.session[row], frames: [ssh.frame[row]] }, values[row])
  }

function ssh(name: string, family: Family, columns: readonly TextColumn[], meaning: string, example: string): Field {
  return {
    name,
    aliases: [],
    family,
    type: 'text',
    meaning,
    example,
    columns: columns.map((column) => sessionsColumn(walk(column))),
    folded: family === 'arkime',
  }
}

/** Zeek's ssh log and Arkime's session. */
export const sshFields: readonly Field[] = [
  ssh(
    'ssh.ver',
    'arkime',
    ['clientVersion', 'serverVersion'],
    'what client or server calls itself',
    'ssh.ver == *openssh*',
  ),
  ssh(
    'ssh.hassh',
    'arkime',
    ['hassh'],
    'HASSH fingerprint of the client',
    'ssh.hassh == 06046964c022c6407d15a27b12a6a4fb',
  ),
  ssh(
    'ssh.hasshServer',
    'arkime',
    ['hasshServer'],
    'HASSH fingerprint of the server',
    'ssh.hasshServer == b12d2871a1189eff20364cf5333619ee',
  ),
  ssh('kex_alg', 'zeek', ['keyExchange'], 'key exchange that both sides agree on', 'kex_alg == curve25519-sha256'),
  ssh('host_key_alg', 'zeek', ['hostKey'], 'kind of the key of the server', 'host_key_alg == ssh-ed25519'),
  ssh('cipher_alg', 'zeek', ['cipher'], 'cipher from client to server', 'cipher_alg == aes256-ctr'),
  ssh('mac_alg', 'zeek', ['mac'], 'message authentication from client to server', 'mac_alg == hmac-sha2-256'),
  ssh('compression_alg', 'zeek', ['compression'], 'compression from client to server', 'compression_alg == none'),
]
