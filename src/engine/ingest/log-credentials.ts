import type { CaptureTables } from '../tables/capture-tables.ts'
import { ACCEPTED, REFUSED } from '../tables/credentials.ts'
import type { TypedLog } from '../tables/typed-log.ts'
import type { ZeekLogName } from '../tables/zeek-logs.ts'
import type { LogRows } from './log-rows.ts'

/** Log-ins beyond these are not kept. */
const MOST_ROWS = 500_000
/** What Zeek writes in place of a password that it was told not to record. */
const HIDDEN = '<hidden>'

/** What a row of a log says of a log-in. Texts are TextPool ids, 0 = not said; `isAccepted` null = not said. */
export type LogLogin = {
  mechanism: string
  user: number
  secret?: number
  domain?: number
  hostname?: number
  isAccepted: boolean | null
}

type Reader = (log: TypedLog, row: number, texts: CaptureTables['texts']) => LogLogin | null

/** Logs that name who logs in, and what they say of it. */
const readers: { readonly [path in ZeekLogName]?: Reader } = {
  ftp: (log, row, texts) => {
    const code = log.value('reply_code', row)
    const isLogin = /^(USER|PASS)$/i.test(texts.text(log.id('command', row)))
    // Whoever transfers files was let in.
    const isAccepted = code === 530 ? false : code === 230 || (!isLogin && code < 400) ? true : null
    return { mechanism: 'PASS', user: log.id('user', row), secret: log.id('password', row), isAccepted }
  },
  kerberos: (log, row, texts) => {
    if (texts.text(log.id('request_type', row)) !== 'AS') return null
    const [user, realm = ''] = texts.text(log.id('client', row)).split('/')
    return {
      mechanism: 'Kerberos',
      user: user === '' ? 0 : texts.internText(user),
      domain: realm === '' ? 0 : texts.internText(realm),
      isAccepted: log.flag('success', row),
    }
  },
  ldap: (log, row, texts) => {
    if (!/^bind/i.test(texts.text(log.id('opcode', row)))) return null
    const result = texts.text(log.id('result', row))
    return {
      mechanism: 'simple',
      user: log.id('object', row),
      isAccepted: result === 'success' ? true : result === 'invalidCredentials' ? false : null,
    }
  },
  mysql: (log, row, texts) =>
    texts.text(log.id('cmd', row)) === 'login'
      ? { mechanism: 'login', user: log.id('arg', row), isAccepted: log.flag('success', row) }
      : null,
  ntlm: (log, row, texts) => ({
    mechanism: 'NTLM',
    user: log.id('username', row),
    domain: log.id('domainname', row),
    hostname: log.id('hostname', row),
    isAccepted: log.flag('success', row) ?? (texts.text(log.id('status', row)) === 'SUCCESS' ? true : null),
  }),
  radius: (log, row, texts) => {
    const result = texts.text(log.id('result', row))
    return {
      mechanism: 'RADIUS',
      user: log.id('username', row),
      isAccepted: result === 'success' ? true : result === 'failed' ? false : null,
    }
  },
  rdp: (log, row, texts) => {
    const cookie = texts.text(log.id('cookie', row)).replace(/^mstshash=/i, '')
    return { mechanism: 'mstshash', user: cookie === '' ? 0 : texts.internText(cookie), isAccepted: null }
  },
  snmp: (log, row, texts) => {
    const version = texts.text(log.id('version', row))
    const mechanism = version === '1' ? 'SNMPv1' : version === '2c' ? 'SNMPv2c' : 'SNMP'
    return { mechanism, user: 0, secret: log.id('community', row), isAccepted: null }
  },
  socks: (log, row, texts) => ({
    mechanism: 'password',
    user: log.id('user', row),
    secret: log.id('password', row),
    isAccepted: texts.text(log.id('status', row)) === 'succeeded' ? true : null,
  }),
}

/** What a log's service is called here, where that is not its #path. */
const SERVICES: Readonly<Record<string, string>> = { kerberos: 'krb' }

/** Log-ins that logs tell of -> rows of credentials, the repetitions of one session in one row. */
export class LogCredentials {
  private readonly rows: LogRows
  private readonly tables: CaptureTables
  private readonly known = new Map<string, number>()
  private readonly seen = new Map<string, number>()
  private readonly hidden: number

  constructor(rows: LogRows) {
    this.rows = rows
    this.tables = rows.tables
    this.hidden = this.tables.texts.internText(HIDDEN)
  }

  /** Takes what the logs told since the last call. */
  finish(): void {
    const { typedLogs, texts, sessions } = this.tables
    for (const [path, log] of typedLogs.all()) {
      const read = readers[path]
      if (read === undefined) continue
      const protocol = this.rows.services.idOf(SERVICES[path] ?? path)
      for (let row = this.seen.get(path) ?? 0; row < log.rows; row++) {
        const login = read(log, row, texts)
        const session = log.session[row]
        // NTLM is spoken inside of others: SMB, HTTP, LDAP.
        const carrier = path === 'ntlm' ? sessions.service[session] || protocol : protocol
        if (login !== null) this.add(session, log.frame[row], carrier, login)
      }
      this.seen.set(path, log.rows)
    }
  }

  /** `protocol`: its id. */
  add(session: number, frame: number, protocol: number, login: LogLogin): void {
    const { credentials: t, sessions, texts } = this.tables
    const { user, domain = 0, hostname = 0, isAccepted } = login
    const secret = login.secret === this.hidden ? 0 : (login.secret ?? 0)
    if ((user === 0 && secret === 0) || session === 0 || this.rows.isTold(t, session)) return
    const key = `${session}/${protocol}/${user}/${secret}/${domain}`
    let row = this.known.get(key)
    if (row === undefined) {
      if (t.rows >= MOST_ROWS) return
      row = t.addRow()
      this.known.set(key, row)
      t.protocol[row] = protocol
      t.mechanism[row] = texts.internText(login.mechanism)
      t.frame[row] = frame
      t.session[row] = session
      t.client[row] = sessions.origHost[session]
      t.server[row] = sessions.respHost[session]
      t.clientPort[row] = sessions.origPort[session]
      t.serverPort[row] = sessions.respPort[session]
      t.user[row] = user
      t.secret[row] = secret
      t.domain[row] = domain
      t.hostname[row] = hostname
    }
    t.count[row]++
    if (isAccepted === true) t.outcome[row] = ACCEPTED
    else if (isAccepted === false) {
      t.outcome[row] = REFUSED
      t.refusals[row]++
    }
  }
}
