/**
 * What programs that export flows call the fields of Zeek's conn log. nfdump 1.6 and 1.7 (`-o csv`), Argus's clients
 * (`ra -c ,`), and what collectors write; without blanks, underscores, dots and capitals.
 */
const names: Readonly<Record<string, readonly string[]>> = {
  ts: 'ts firstseen starttime start flowstart flowstartmilliseconds first timestamp time date begin stime'.split(' '),
  duration: 'td duration dur flowduration'.split(' '),
  'id.orig_h': 'sa srcaddr srcip sourceip sourceaddress src source saddr ipsrc sourceipv4address srcaddress'.split(' '),
  'id.resp_h':
    'da dstaddr dstip destinationip destip destinationaddress dst destination daddr ipdst destinationipv4address dstaddress'.split(
      ' ',
    ),
  'id.orig_p': 'sp srcport sport sourceport sourcetransportport srcpt'.split(' '),
  'id.resp_p': 'dp dstport dport destinationport destport destinationtransportport dstpt'.split(' '),
  proto: 'pr proto protocol prot protocolidentifier ipproto'.split(' '),
  orig_pkts: 'ipkt srcpkts spkts packetsin inpackets inpkts packets pkts totpkts dpkts packettotalcount'.split(' '),
  resp_pkts: 'opkt dstpkts packetsout outpackets outpkts packetsreverse'.split(' '),
  orig_ip_bytes: 'ibyt srcbytes sbytes bytesin inbytes bytes byt totbytes octets doctets octettotalcount'.split(' '),
  resp_ip_bytes: 'obyt dstbytes dbytes bytesout outbytes'.split(' '),
}

/** Without these two nobody talks to anybody; without one of the others it may be anything, a list of packets for one. */
const NEEDED = ['id.orig_h', 'id.resp_h']
const TELLING = ['id.resp_p', 'orig_pkts', 'orig_ip_bytes']

/** What exporters call a field of Zeek's conn log: Zeek's name of it. */
export function fieldOfFlowName(name: string): string | undefined {
  const known = plain(name)
  return Object.keys(names).find((field) => names[field].includes(known))
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[ _.-]/g, '')
}

/** Zeek's name -> the column, of columns that are those of flows; null when they are not. */
export function flowColumns(columns: readonly string[]): Map<string, number> | null {
  const plainNames = columns.map(plain)
  const found = new Map<string, number>()
  for (const [zeek, others] of Object.entries(names)) {
    const known = others.map((name) => plainNames.indexOf(name)).find((column) => column >= 0)
    if (known !== undefined) found.set(zeek, known)
  }
  return NEEDED.every((name) => found.has(name)) && TELLING.some((name) => found.has(name)) ? found : null
}
