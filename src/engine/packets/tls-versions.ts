import type { CaptureTables } from '../tables/capture-tables.ts'
import { tlsVersionName } from '../tables/tls-names.ts'

/** TlsHelloTable.kind */
const SERVER_HELLO = 2

/**
 * By session the version that its server chose, and the frame that says so: from there on Wireshark names the protocol
 * by it, 'TLSv1.3'.
 */
export class TlsVersions {
  private rows = 0
  private readonly chosen = new Map<number, { frame: number; label: string }>()

  /** Null before a server's hello, and where there is none. */
  labelOf({ tlsHellos: table, packets }: CaptureTables, row: number): string | null {
    for (; this.rows < table.rows; this.rows++) {
      const session = table.session[this.rows]
      if (table.kind[this.rows] !== SERVER_HELLO || session === 0 || this.chosen.has(session)) continue
      const name = tlsVersionName(table.selectedVersion[this.rows] || table.version[this.rows])
      this.chosen.set(session, { frame: table.frame[this.rows], label: labelOf(name) })
    }
    const found = this.chosen.get(packets.session[row])
    return found === undefined || row + 1 < found.frame ? null : found.label
  }
}

/** 'TLSv1.3' of 'TLS 1.3', 'TLSv1' of 'TLS 1.0', 'DTLSv1.2' of 'DTLS 1.2'. */
function labelOf(name: string): string {
  return name
    .replace(/^(D?TLS) /, '$1v')
    .replace(/^TLSv1\.0$/, 'TLSv1')
    .replace(/^SSL (\d)\.0$/, 'SSLv$1')
}
