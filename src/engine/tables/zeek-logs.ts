/**
 * Columns of Zeek's logs that have no table of their own, as `name:type`, a string where no type stands (docs.zeek.org,
 * "Log files"; also names of older versions). `ts` is the record's time; of logs of sessions uid and id are the session's.
 */
const ENDS = 'uid id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port'

/** By #path. Rows belong to the session that carries the protocol. */
const ofSessions = {
  dce_rpc: 'rtt:interval named_pipe endpoint operation',
  dnp3: 'fc_request fc_reply iin:count',
  ftp: 'user password command arg mime_type file_size:count reply_code:count reply_msg data_channel.passive:bool data_channel.orig_h:addr data_channel.resp_h:addr data_channel.resp_p:port fuid',
  irc: 'nick user command value addl dcc_file_name dcc_file_size:count dcc_mime_type fuid',
  kerberos:
    'request_type client service success:bool error_msg from:time till:time cipher forwardable:bool renewable:bool client_cert_subject client_cert_fuid server_cert_subject server_cert_fuid',
  ldap: 'message_id:int version:int opcode result diagnostic_message object argument',
  ldap_search:
    'message_id:int scope deref_aliases base_object result_count:count result diagnostic_message filter attributes:vector[string]',
  modbus: 'tid:count unit:count func pdu_type exception',
  mqtt_connect: 'proto_name proto_version client_id connect_status will_topic will_payload',
  mqtt_publish: 'from_client:bool retain:bool qos status topic payload payload_len:count',
  mqtt_subscribe: 'action topics:vector[string] qos_levels:vector[string] granted_qos_level:count ack:bool',
  mysql: 'cmd arg success:bool rows:count response',
  ntlm: 'username hostname domainname server_nb_computer_name server_dns_computer_name server_tree_name success:bool status',
  ntp: 'version:count mode:count stratum:count poll:interval precision:interval root_delay:interval root_disp:interval ref_id ref_time:time org_time:time rec_time:time xmt_time:time num_exts:count',
  quic: 'version client_initial_dcid client_scid server_scid server_name client_protocol history',
  radius:
    'username mac framed_addr:addr tunnel_client remote_ip:addr connect_info reply_msg result ttl:interval logged:bool',
  rdp: 'cookie result security_protocol client_channels:vector[string] keyboard_layout client_build client_name client_dig_product_id desktop_width:count desktop_height:count requested_color_depth cert_type cert_count:count cert_permanent:bool encryption_level encryption_method',
  rfb: 'client_major_version client_minor_version server_major_version server_minor_version authentication_method auth:bool share_flag:bool desktop_name width:count height:count',
  sip: 'trans_depth:count method uri date request_from request_to response_from response_to reply_to call_id seq subject request_path:vector[string] response_path:vector[string] user_agent status_code:count status_msg warning request_body_len:count response_body_len:count content_type',
  smb_cmd: 'command sub_command argument status rtt:interval version username tree tree_service',
  smb_files:
    'fuid action:enum path name size:count prev_name times.modified:time times.accessed:time times.created:time times.changed:time',
  smb_mapping: 'path service native_file_system share_type',
  smtp: 'trans_depth:count helo mailfrom rcptto:set[string] date from to:set[string] cc:set[string] reply_to msg_id in_reply_to subject x_originating_ip:addr first_received second_received last_reply path:vector[addr] user_agent tls:bool fuids:vector[string] is_webmail:bool',
  snmp: 'duration:interval version community get_requests:count get_bulk_requests:count get_responses:count set_requests:count display_string up_since:time',
  socks:
    'version:count user password status request.host:addr request.name request_p:port bound.host:addr bound.name bound_p:port',
  ssh: 'version:count auth_success:bool auth_attempts:count direction:enum remote_location.country_code',
  syslog: 'proto:enum facility severity message',
} as const

/**
 * Rows that belong to a session where they name one, and that make none (but Suricata's alerts and anomalies, where no
 * other event tells of the flow).
 */
const remarks = {
  alert:
    'uid id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port proto app_proto direction flow.src_ip:addr flow.src_port:port flow.dest_ip:addr flow.dest_port:port alert.action alert.gid:count alert.signature_id:count alert.rev:count alert.signature alert.category alert.severity:count',
  analyzer: `cause analyzer_kind analyzer_name fuid ${ENDS} proto:enum failure_reason failure_data`,
  anomaly: `${ENDS} proto anomaly.app_proto anomaly.type anomaly.event anomaly.code:count anomaly.layer`,
  dhcp: 'uids:set[string] client_addr:addr server_addr:addr client_port:port mac host_name client_fqdn domain requested_addr:addr assigned_addr:addr lease_time:interval client_message server_message msg_types:vector[string] duration:interval trans_id:count',
  dpd: `${ENDS} proto:enum analyzer failure_reason`,
  files: `fuid ${ENDS} conn_uids:set[string] tx_hosts:set[addr] rx_hosts:set[addr] source depth:count analyzers:set[string] mime_type filename duration:interval local_orig:bool is_orig:bool seen_bytes:count total_bytes:count missing_bytes:count overflow_bytes:count timedout:bool parent_fuid md5 sha1 sha256 magic extracted extracted_cutoff:bool extracted_size:count`,
  intel: `${ENDS} fuid file_mime_type file_desc seen.indicator seen.indicator_type:enum seen.where:enum seen.node matched:set[enum] sources:set[string]`,
  known_certs: 'host:addr port_num:port subject issuer_subject serial',
  known_hosts: 'host:addr',
  known_modbus: 'host:addr device_type:enum',
  known_services: 'host:addr port_num:port port_proto:enum service:set[string]',
  notice: `${ENDS} fuid file_mime_type file_desc proto:enum note:enum msg sub src:addr dst:addr p:port n:count peer_descr actions:set[enum] email_dest:set[string] suppress_for:interval remote_location.country_code remote_location.region remote_location.city dropped:bool`,
  ocsp: 'id hashAlgorithm issuerNameHash issuerKeyHash serialNumber certStatus revoketime:time revokereason thisUpdate:time nextUpdate:time',
  pe: 'id machine compile_ts:time os subsystem is_exe:bool is_64bit:bool uses_aslr:bool uses_dep:bool uses_code_integrity:bool uses_seh:bool has_import_table:bool has_export_table:bool has_cert_table:bool has_debug_data:bool section_names:vector[string]',
  signatures: `uid src_addr:addr src_port:port dst_addr:addr dst_port:port note:enum sig_id event_msg sub_msg sig_count:count host_count:count`,
  software:
    'host:addr host_p:port software_type:enum name version.major:count version.minor:count version.minor2:count version.minor3:count version.addl unparsed_version',
  traceroute: 'proto src:addr dst:addr',
  tunnel: `${ENDS} tunnel_type:enum action:enum`,
  weird: `${ENDS} name addl notice:bool peer source`,
} as const

/** What columns were called before, by log. */
const FORMER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dhcp: { uids: 'uid', client_addr: 'id.orig_h', server_addr: 'id.resp_h', assigned_addr: 'assigned_ip' },
}

export type ZeekLogName = keyof typeof ofSessions | keyof typeof remarks
export type ZeekLogColumn = { readonly name: string; readonly type: string }

const columnsOf = (text: string): ZeekLogColumn[] =>
  text.split(' ').map((column) => {
    const colon = column.indexOf(':')
    return colon < 0
      ? { name: column, type: 'string' }
      : { name: column.slice(0, colon), type: column.slice(colon + 1) }
  })

const columnsByPath = new Map<string, readonly ZeekLogColumn[]>(
  [...Object.entries(ofSessions), ...Object.entries(remarks)].map(([path, text]) => [path, columnsOf(text)]),
)

export const zeekLogNames = [...columnsByPath.keys()] as ZeekLogName[]

export function isZeekLog(path: string): path is ZeekLogName {
  return columnsByPath.has(path)
}

/** In Zeek's order. */
export function zeekLogColumns(path: ZeekLogName): readonly ZeekLogColumn[] {
  return columnsByPath.get(path) ?? []
}

/** The names that a column has had, the newest first. */
export function namesOfColumn(path: ZeekLogName, column: string): string[] {
  const former = FORMER[path]?.[column]
  return former === undefined ? [column] : [column, former]
}

/** Where Wireshark has a field of the name, which means something else or is read otherwise. */
const WIRESHARKS: ReadonlySet<string> = new Set([
  'ntp.precision',
  'ntp.stratum',
  'quic.version',
  'ssh.direction',
  'snmp.community',
  'snmp.version',
  'syslog.facility',
])

/** What a column of a log is called in expressions: `weird.name`; `zeek.ntp.stratum` where Wireshark has the name. */
export function zeekFieldName(path: ZeekLogName, column: string): string {
  // Suricata's columns begin with the kind of event.
  const name = column.startsWith(`${path}.`) ? column : `${path}.${column}`
  return WIRESHARKS.has(name) ? `zeek.${name}` : name
}

/** Whether rows of the log name their session themselves, if they belong to one. */
export function isRemark(path: ZeekLogName): boolean {
  return Object.hasOwn(remarks, path)
}
