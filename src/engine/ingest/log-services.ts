import type { CaptureTables } from '../tables/capture-tables.ts'

/** What Zeek calls a protocol -> what Wireshark does, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  ssl: 'tls',
  krb: 'kerberos',
  krb_tcp: 'kerberos',
  dce_rpc: 'dcerpc',
  gssapi: 'gss-api',
  ntlm: 'ntlmssp',
  rfb: 'vnc',
  pop3: 'pop',
  postgresql: 'pgsql',
  ldap_tcp: 'ldap',
  ldap_udp: 'ldap',
  gtpv1: 'gtp',
  enip: 'enip',
  dtls: 'dtls',
}

/** Protocol ids of services as logs name them; a service that no dissector knows becomes a protocol of its own. */
export class LogServices {
  private readonly tables: CaptureTables
  private readonly byText = new Map<number, readonly number[]>()
  private readonly byName = new Map<string, number>()

  constructor(tables: CaptureTables) {
    this.tables = tables
    for (const [id, name] of tables.protocolNames.entries()) if (!this.byName.has(name)) this.byName.set(name, id)
  }

  /** Of a list ('http,ssl') by its TextPool id, in its order; empty for 0. */
  of(text: number): readonly number[] {
    let ids = this.byText.get(text)
    if (ids === undefined) {
      const names = this.tables.texts.text(text).split(',')
      ids = [
        ...new Set(names.filter((name) => name !== '' && name !== '-').map((name) => this.idOf(name.toLowerCase()))),
      ]
      this.byText.set(text, ids)
    }
    return ids
  }

  /** Of one name, Zeek's or Wireshark's. */
  idOf(zeekName: string): number {
    const name = Object.hasOwn(NAMES, zeekName) ? NAMES[zeekName] : zeekName.replace(/^spicy_/, '')
    const known = this.byName.get(name)
    if (known !== undefined) return known
    const { tables } = this
    const id = tables.protocolNames.length
    tables.protocolNames = [...tables.protocolNames, name]
    tables.protocolKinds = [...tables.protocolKinds, 'layer']
    this.byName.set(name, id)
    return id
  }
}
