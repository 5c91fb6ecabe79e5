import { JsonColumns } from './json-columns.ts'
import { JSON_NULL } from './json-scanner.ts'
import { beginsAsObject, JsonLinesReader } from './json-lines.ts'
import type { LogFormat } from './log.ts'

const ends = {
  ts: 'timestamp',
  uid: 'flow_id',
  'id.orig_h': 'src_ip',
  'id.orig_p': 'src_port',
  'id.resp_h': 'dest_ip',
  'id.resp_p': 'dest_port',
}

/**
 * Events of EVE (https://docs.suricata.io/en/latest/output/eve/eve-json-format.html) that tables take, and what they call
 * Zeek's fields. flow.age is whole seconds; the bytes of a flow are those of its packets. Other events are shown as they
 * are, under a path of their own: their names are those of Zeek's logs, their fields are not.
 */
const events: Readonly<Record<string, { path: string; names: Readonly<Record<string, string>> }>> = {
  flow: {
    path: 'conn',
    names: {
      ...ends,
      ts: 'flow.start',
      service: 'app_proto',
      duration: 'flow.age',
      orig_pkts: 'flow.pkts_toserver',
      resp_pkts: 'flow.pkts_toclient',
      orig_ip_bytes: 'flow.bytes_toserver',
      resp_ip_bytes: 'flow.bytes_toclient',
    },
  },
  tls: {
    path: 'ssl',
    names: {
      ...ends,
      version: 'tls.version',
      not_valid_before: 'tls.notbefore',
      not_valid_after: 'tls.notafter',
      ja4: 'tls.ja4',
      server_name: 'tls.sni',
      subject: 'tls.subject',
      issuer: 'tls.issuerdn',
      ja3: 'tls.ja3.hash',
      ja3s: 'tls.ja3s.hash',
    },
  },
  http: {
    path: 'http',
    names: {
      ...ends,
      trans_depth: 'tx_id',
      method: 'http.http_method',
      host: 'http.hostname',
      uri: 'http.url',
      referrer: 'http.http_refer',
      user_agent: 'http.http_user_agent',
      status_code: 'http.status',
      response_body_len: 'http.length',
      resp_mime_types: 'http.http_content_type',
    },
  },
  dns: { path: 'eve_dns', names: ends },
  alert: { path: 'alert', names: ends },
  anomaly: { path: 'anomaly', names: ends },
  fileinfo: {
    path: 'files',
    names: {
      ...ends,
      fuid: 'fileinfo.file_id',
      source: 'app_proto',
      filename: 'fileinfo.filename',
      seen_bytes: 'fileinfo.size',
      md5: 'fileinfo.md5',
      sha1: 'fileinfo.sha1',
      sha256: 'fileinfo.sha256',
      magic: 'fileinfo.magic',
    },
  },
  ssh: {
    path: 'ssh',
    names: {
      ...ends,
      client: 'ssh.client.software_version',
      server: 'ssh.server.software_version',
      hassh: 'ssh.client.hassh.hash',
      hasshServer: 'ssh.server.hassh.hash',
    },
  },
  smtp: {
    path: 'smtp',
    names: {
      ...ends,
      helo: 'smtp.helo',
      mailfrom: 'smtp.mail_from',
      rcptto: 'smtp.rcpt_to',
      from: 'email.from',
      to: 'email.to',
      cc: 'email.cc',
      subject: 'email.subject',
    },
  },
}

/** Suricata's events, one JSON object a line, of which `event_type` says what each is. */
export const suricataEve: LogFormat = {
  name: 'suricata-eve',
  sniff: isEve,
  open: (report, path) => new JsonLinesReader(report, path, 'event_type', (event) => new EveColumns(event)),
}

export function isEve(head: Uint8Array): boolean {
  if (!beginsAsObject(head)) return false
  const newline = head.indexOf(10)
  const line = new TextDecoder('latin1').decode(head.subarray(0, newline < 0 ? Math.min(head.length, 65_536) : newline))
  return /"event_type"\s*:\s*"/.test(line)
}

/** Columns that answer to Zeek's names where the event is a row of one of Zeek's logs. */
class EveColumns extends JsonColumns {
  private readonly zeekNames: Readonly<Record<string, string>>

  constructor(event: string) {
    const known = Object.hasOwn(events, event) ? events[event] : null
    super(known?.path ?? `eve_${event}`, event)
    this.zeekNames = known?.names ?? {}
  }

  override columnOf(...names: readonly string[]): number {
    const { zeekNames } = this
    return super.columnOf(...names.map((name) => (Object.hasOwn(zeekNames, name) ? zeekNames[name] : name)))
  }

  /** Zeek writes the names of protocols in small letters; what Suricata could not tell apart is 'failed'. */
  override adapt(column: number, kind: number, bytes: Uint8Array, from: number, to: number): number {
    const name = this.names[column]
    if (name === 'proto') for (let at = from; at < to; at++) if (bytes[at] >= 65 && bytes[at] <= 90) bytes[at] |= 32
    return name === 'app_proto' && isText(bytes, from, to, 'failed') ? JSON_NULL : kind
  }
}

function isText(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text.charCodeAt(i)) return false
  return true
}
