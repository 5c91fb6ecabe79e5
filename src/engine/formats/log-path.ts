/** The logs that Zeek and its common packages write, by their #path (https://docs.zeek.org/en/master/script-reference/log-files.html). */
const zeekPaths = new Set(
  `analyzer app_stats bacnet broker capture_loss cluster config conn conn_long dce_rpc dhcp dnp3 dns dpd enip ethercat files ftp
  http intel irc kerberos known_certs known_devices known_hosts known_modbus known_services ldap ldap_search loaded_scripts
  modbus modbus_detailed mqtt_connect mqtt_publish mqtt_subscribe mysql netcontrol notice notice_alarm ntlm ntp ocsp open_conn
  open_http open_ssl openflow packet_filter pe postgresql print prof profinet quic radius rdp redis reporter rfb s7comm signatures
  sip smb_files smb_mapping smtp snmp socks software spicy ssh ssl stats stderr stdout suricata_corelight syslog telemetry
  traceroute tunnel unknown_protocols websocket weird weird_stats wireguard x509`.split(/\s+/),
)

const packing = /\.(gz|zst|zstd|log|json|jsonl|ndjson|tsv|txt)$/i

/**
 * The kind of log that a file's name tells: 'conn' of conn.log, conn.2026-01-31.log.gz, conn_20210101.log,
 * conn.00:00:00-01:00:00.log.gz. What is no log of Zeek's is the name without what says when and how it was packed.
 */
export function logPathOf(fileName: string): string {
  let name = fileName.slice(fileName.lastIndexOf('/') + 1)
  while (packing.test(name)) name = name.replace(packing, '')
  name = name.replace(/^json_streaming_/, '').replace(/[._-]\d[\d._:\-TZ]*$/, '')
  if (zeekPaths.has(name)) return name
  for (let end = name.length; end > 0; end--)
    if (/[._-]/.test(name[end] ?? '') && zeekPaths.has(name.slice(0, end))) return name.slice(0, end)
  return name
}
