import type { ProtocolRegistry } from '../dissect/dissector.ts'
import { ajp13 } from './ajp13.ts'
import { amqp } from './amqp.ts'
import { ams } from './ams.ts'
import { bgp } from './bgp.ts'
import { dataTextLines } from './data-text-lines.ts'
import { dlep } from './dlep.ts'
import { dnp3 } from './dnp3.ts'
import { dns, dnsHeuristic, llmnr, mdns } from './dns.ts'
import { dtls, dtlsHeuristic } from './dtls.ts'
import { ethernet } from './ethernet.ts'
import { rexec } from './exec.ts'
import { finger } from './finger.ts'
import { ftp } from './ftp.ts'
import { ftpData } from './ftp-data.ts'
import { git } from './git.ts'
import { gquicHeuristic } from './gquic.ts'
import { gryphon } from './gryphon.ts'
import { hislip } from './hislip.ts'
import { http, httpHeuristic } from './http.ts'
import { icmp } from './icmp.ts'
import { imageGif } from './image-gif.ts'
import { imageJfif } from './image-jfif.ts'
import { imf } from './imf.ts'
import { ipByVersion, ipv4 } from './ipv4.ts'
import { ipv6DestinationOptions, ipv6Fragment, ipv6HopByHop, ipv6Routing } from './ipv6-extensions.ts'
import { ipv6 } from './ipv6.ts'
import { irc } from './irc.ts'
import { json } from './json.ts'
import { kafka } from './kafka.ts'
import { kerberosTcp } from './kerberos-tcp.ts'
import { ldp } from './ldp.ts'
import { lispTcp } from './lisp-tcp.ts'
import { memcache } from './memcache.ts'
import { messageHttp } from './message-http.ts'
import { mimeMultipart } from './mime-multipart.ts'
import { mbtcp, modbus } from './modbus.ts'
import { mp4 } from './mp4.ts'
import { mqtt } from './mqtt.ts'
import { mysql } from './mysql.ts'
import { nntp } from './nntp.ts'
import { ocspRequest, ocspResponse } from './ocsp.ts'
import { octetStream } from './octet-stream.ts'
import { pgsql } from './pgsql.ts'
import { png } from './png.ts'
import { pop } from './pop.ts'
import { quicHeuristic } from './quic.ts'
import { resp } from './resp.ts'
import { rlogin } from './rlogin.ts'
import { rpkirtr } from './rpkirtr.ts'
import { rsh } from './rsh.ts'
import { rsync } from './rsync.ts'
import { sdp } from './sdp.ts'
import { smtp } from './smtp.ts'
import { socks } from './socks.ts'
import { tcp } from './tcp.ts'
import { telnet } from './telnet.ts'
import { tls, tlsHeuristic } from './tls.ts'
import { tpkt } from './tpkt.ts'
import { udp, udpLite } from './udp.ts'
import { urlencodedForm } from './urlencoded-form.ts'
import { vlan } from './vlan.ts'
import { vnc } from './vnc.ts'
import { whois } from './whois.ts'
import { pkixCertificate, pkixCrl } from './x509.ts'
import { xml, XML_MEDIA_TYPES } from './xml.ts'
import { ah } from './ah.ts'
import { dccp } from './dccp.ts'
import { erspan } from './erspan.ts'
import { esp } from './esp.ts'
import { etherip } from './etherip.ts'
import { geneve } from './geneve.ts'
import { gre } from './gre.ts'
import { gtp, gtpPrime } from './gtp.ts'
import { icmpv6 } from './icmpv6.ts'
import { igmp } from './igmp.ts'
import { ipcomp } from './ipcomp.ts'
import { mobility } from './mobility.ts'
import { ospf } from './ospf.ts'
import { pgm } from './pgm.ts'
import { pim } from './pim.ts'
import { plainIp, plainNamed } from './plain-ip.ts'
import { sctp } from './sctp.ts'
import { teredo } from './teredo.ts'
import { udpencap } from './udpencap.ts'
import { vxlan, vxlanGpe } from './vxlan.ts'

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
    0x6558: ethernet,
  },
  llcSap: {},
  pppProtocol: {
    0x0021: ipv4,
    0x0057: ipv6,
  },
  greProtocol: {
    0x0800: ipv4,
    0x86dd: ipv6,
    0x22eb: erspan,
    0x88be: erspan,
    0x6558: ethernet,
    0x6400: ethernet,
    0x883e: ipv4,
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
    2: igmp,
    33: dccp,
    47: gre,
    50: esp,
    51: ah,
    58: icmpv6,
    62: mobility,
    89: ospf,
    97: etherip,
    103: pim,
    108: ipcomp,
    113: pgm,
    132: sctp,
    135: mobility,
    143: ethernet,
    ...plainIp,
  },
  udpPort: {
    53: dns,
    853: dtls,
    2221: dtls,
    5353: mdns,
    5355: llmnr,
    5684: dtls,
    5868: dtls,
    2123: gtp,
    2152: gtp,
    3386: gtpPrime,
    3544: teredo,
    4500: udpencap,
    4754: gre,
    4789: vxlan,
    4790: vxlanGpe,
    6081: geneve,
    9899: sctp,
  },
  tcpPort: {
    20: ftpData,
    21: ftp,
    23: telnet,
    25: smtp,
    43: whois,
    53: dns,
    79: finger,
    80: http,
    88: kerberosTcp,
    102: tpkt,
    110: pop,
    119: nntp,
    179: bgp,
    323: rpkirtr,
    324: tls,
    443: tls,
    465: tls,
    502: mbtcp,
    512: rexec,
    513: rlogin,
    514: rsh,
    587: smtp,
    631: http,
    636: tls,
    646: ldp,
    802: tls,
    853: tls,
    854: dlep,
    873: rsync,
    993: tls,
    995: tls,
    1080: socks,
    1300: tls,
    1883: mqtt,
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
    3306: mysql,
    3389: tpkt,
    3496: tls,
    3689: http,
    4342: lispTcp,
    4880: hislip,
    5061: tls,
    5353: dns,
    5432: pgsql,
    5500: vnc,
    5501: vnc,
    5671: tls,
    5672: amqp,
    5684: tls,
    5868: tls,
    5900: vnc,
    5901: vnc,
    5985: http,
    6379: resp,
    6667: irc,
    7000: gryphon,
    8009: ajp13,
    8080: http,
    8088: http,
    8883: tls,
    9092: kafka,
    9418: git,
    11207: tls,
    11211: memcache,
    11371: http,
    19999: tls,
    20000: dnp3,
    27017: tls,
    48898: ams,
    57000: irc,
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
    'application/ocsp-request': ocspRequest,
    'application/ocsp-response': ocspResponse,
    'application/pkix-cert': pkixCertificate,
    'application/pkix-crl': pkixCrl,
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
    'message/rfc822': imf,
  },
  udpHeuristic: [quicHeuristic, gquicHeuristic, dtlsHeuristic, dnsHeuristic],
  tcpHeuristic: [tlsHeuristic, httpHeuristic],
  sctpHeuristic: [],
  named: [...plainNamed, modbus],
}
