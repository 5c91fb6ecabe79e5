import type { ProtocolRegistry } from '../dissect/dissector.ts'
import { dataTextLines } from './data-text-lines.ts'
import { dns, dnsHeuristic, llmnr, mdns } from './dns.ts'
import { dtls, dtlsHeuristic } from './dtls.ts'
import { ethernet } from './ethernet.ts'
import { gquicHeuristic } from './gquic.ts'
import { http, httpHeuristic } from './http.ts'
import { icmp } from './icmp.ts'
import { imageGif } from './image-gif.ts'
import { imageJfif } from './image-jfif.ts'
import { ipByVersion, ipv4 } from './ipv4.ts'
import { ipv6DestinationOptions, ipv6Fragment, ipv6HopByHop, ipv6Routing } from './ipv6-extensions.ts'
import { ipv6 } from './ipv6.ts'
import { json } from './json.ts'
import { messageHttp } from './message-http.ts'
import { mimeMultipart } from './mime-multipart.ts'
import { mp4 } from './mp4.ts'
import { octetStream } from './octet-stream.ts'
import { png } from './png.ts'
import { quicHeuristic } from './quic.ts'
import { sdp } from './sdp.ts'
import { tcp } from './tcp.ts'
import { tls, tlsHeuristic } from './tls.ts'
import { udp, udpLite } from './udp.ts'
import { urlencodedForm } from './urlencoded-form.ts'
import { vlan } from './vlan.ts'
import { xml, XML_MEDIA_TYPES } from './xml.ts'

/** Which dissector takes what: the only file that knows them all. Numbers are IANA's and tcpdump.org's. */
export const protocolRegistry: ProtocolRegistry = {
  linkType: {
    1: ethernet,
    12: ipByVersion,
    101: ipByVersion,
    228: ipv4,
    229: ipv6,
  },
  etherType: {
    0x0800: ipv4,
    0x8100: vlan,
    0x86dd: ipv6,
  },
  llcSap: {},
  pppProtocol: {
    0x0021: ipv4,
    0x0057: ipv6,
  },
  greProtocol: {
    0x0800: ipv4,
    0x86dd: ipv6,
  },
  ipProto: {
    0: ipv6HopByHop,
    1: icmp,
    4: ipv4,
    6: tcp,
    17: udp,
    41: ipv6,
    43: ipv6Routing,
    44: ipv6Fragment,
    60: ipv6DestinationOptions,
    136: udpLite,
  },
  udpPort: {
    53: dns,
    853: dtls,
    2221: dtls,
    5353: mdns,
    5355: llmnr,
    5684: dtls,
    5868: dtls,
  },
  tcpPort: {
    53: dns,
    80: http,
    324: tls,
    443: tls,
    465: tls,
    631: http,
    636: tls,
    802: tls,
    853: tls,
    993: tls,
    995: tls,
    1300: tls,
    1900: http,
    2221: tls,
    2443: tls,
    2710: http,
    2869: http,
    3128: http,
    3132: http,
    3249: tls,
    3250: tls,
    3251: tls,
    3252: tls,
    3496: tls,
    3689: http,
    5061: tls,
    5353: dns,
    5671: tls,
    5684: tls,
    5868: tls,
    5985: http,
    8080: http,
    8088: http,
    8883: tls,
    11207: tls,
    11371: http,
    19999: tls,
    27017: tls,
  },
  sctpPort: {
    53: dns,
    324: tls,
    443: tls,
    465: tls,
    636: tls,
    802: tls,
    853: dtls,
    993: tls,
    995: tls,
    1300: tls,
    2221: dtls,
    2443: tls,
    3249: tls,
    3250: tls,
    3251: tls,
    3252: tls,
    3496: tls,
    5061: tls,
    5671: tls,
    5684: tls,
    5868: dtls,
    8883: tls,
    11207: tls,
    19999: tls,
    27017: tls,
  },
  sctpPpi: {
    47: dtls,
  },
  mediaType: {
    ...Object.fromEntries(XML_MEDIA_TYPES.map((type) => [type, xml])),
    'text/plain': dataTextLines,
    'text/richtext': dataTextLines,
    'text/enriched': dataTextLines,
    'text/parameters': dataTextLines,
    'text/html': dataTextLines,
    'text/sgml': dataTextLines,
    'text/tab-separated-values': dataTextLines,
    'text/css': dataTextLines,
    'text/vnd.wap.wmlscript': dataTextLines,
    'text/vnd.sun.j2me.app-descriptor': dataTextLines,
    'application/vnd.poc.refer-to': dataTextLines,
    'application/vnd.drm.message': dataTextLines,
    'application/x-javascript': dataTextLines,
    'application/x-tia-p25-issi': dataTextLines,
    'application/x-tia-p25-sndcp': dataTextLines,
    'text/javascript': dataTextLines,
    'application/json': json,
    'application/json-rpc': json,
    'application/jsonrequest': json,
    'application/dds-web+json': json,
    'application/senml+json': json,
    'image/png': png,
    'image/jpeg': imageJfif,
    'image/jpg': imageJfif,
    'image/gif': imageGif,
    'application/x-www-form-urlencoded': urlencodedForm,
    'message/http': messageHttp,
    'application/octet-stream': octetStream,
    'application/sdp': sdp,
    'video/mp4': mp4,
    'audio/mp4': mp4,
    'multipart/': mimeMultipart,
    'multipart/mixed': mimeMultipart,
  },
  udpHeuristic: [quicHeuristic, gquicHeuristic, dtlsHeuristic, dnsHeuristic],
  tcpHeuristic: [tlsHeuristic, httpHeuristic],
  sctpHeuristic: [],
  named: [],
}
