import type { ProtocolRegistry } from '../dissect/dissector.ts'
import { aarp } from './aarp.ts'
import { aoe } from './aoe.ts'
import { arcnet, arcnetLinux } from './arcnet.ts'
import { arp } from './arp.ts'
import { bcpBpdu } from './bcp-bpdu.ts'
import { bcpNcp } from './bcp-ncp.ts'
import { bittorrent, bittorrentHeuristic } from './bittorrent.ts'
import { cbcp } from './cbcp.ts'
import { ccp } from './ccp.ts'
import { cdp } from './cdp.ts'
import { cdpcp } from './cdpcp.ts'
import { cfm } from './cfm.ts'
import { cfp } from './cfp.ts'
import { chap } from './chap.ts'
import { chdlc } from './chdlc.ts'
import { clip } from './clip.ts'
import { clnp } from './clnp.ts'
import { cmd } from './cmd.ts'
import { compData } from './comp-data.ts'
import { cotp } from './cotp.ts'
import { dbus } from './dbus.ts'
import { dcerpc, dcerpcHeuristic } from './dcerpc.ts'
import { ddp } from './ddp.ts'
import { decDna } from './dec-dna.ts'
import { drdaHeuristic } from './drda.ts'
import { dsi } from './dsi.ts'
import { dtp } from './dtp.ts'
import { eap } from './eap.ts'
import { eapol } from './eapol.ts'
import { eero } from './eero.ts'
import { enc } from './enc.ts'
import { cip, enip } from './enip.ts'
import { epl } from './epl.ts'
import { esis } from './esis.ts'
import { etag } from './etag.ts'
import { fddi } from './fddi.ts'
import { fr } from './fr.ts'
import { gnutella } from './gnutella.ts'
import { goose } from './goose.ts'
import { homeplug } from './homeplug.ts'
import { homeplugAv } from './homeplug-av.ts'
import { hpext } from './hpext.ts'
import { hsr } from './hsr.ts'
import { hsrPrpSupervision } from './hsr-prp-supervision.ts'
import { http2 } from './http2.ts'
import { iec101Asdu, iec104 } from './iec104.ts'
import { ieee8021ad } from './ieee8021ad.ts'
import { ieee8021ah } from './ieee8021ah.ts'
import { imap } from './imap.ts'
import { ipcp } from './ipcp.ts'
import { ipnet } from './ipnet.ts'
import { ipoib } from './ipoib.ts'
import { ipv6cp } from './ipv6cp.ts'
import { ipx } from './ipx.ts'
import { isis } from './isis.ts'
import { isisCsnp } from './isis-csnp.ts'
import { isisHello } from './isis-hello.ts'
import { isisLsp } from './isis-lsp.ts'
import { isisPsnp } from './isis-psnp.ts'
import { juniperAtm1, juniperAtm2, juniperChdlc, juniperEthernet, juniperFrameRelay } from './juniper.ts'
import { lacp } from './lacp.ts'
import { lcp } from './lcp.ts'
import { ldap } from './ldap.ts'
import { llc } from './llc.ts'
import { lldp } from './lldp.ts'
import { lltd } from './lltd.ts'
import { lmi } from './lmi.ts'
import { loop } from './loop.ts'
import { macsec } from './macsec.ts'
import { marker } from './marker.ts'
import { mp } from './mp.ts'
import { mpls } from './mpls.ts'
import { mplscp } from './mplscp.ts'
import { mrpMvrp } from './mrp-mvrp.ts'
import { msnlb } from './msnlb.ts'
import { nbss } from './nbss.ts'
import { ncp } from './ncp.ts'
import { ncsi } from './ncsi.ts'
import { ndp } from './ndp.ts'
import { netbios } from './netbios.ts'
import { nflog } from './nflog.ts'
import { nsh } from './nsh.ts'
import { ntlmssp } from './ntlmssp.ts'
import { nullLoopback } from './null-loopback.ts'
import { oampdu } from './oampdu.ts'
import { openflow, openflowHeuristic } from './openflow.ts'
import { openvpn, openvpnTcp } from './openvpn.ts'
import { osi } from './osi.ts'
import { osinlcp } from './osinlcp.ts'
import { ossp } from './ossp.ts'
import { pagp } from './pagp.ts'
import { pap } from './pap.ts'
import { pktap } from './pktap.ts'
import { ppi } from './ppi.ts'
import { ppp } from './ppp.ts'
import { pppoed } from './pppoed.ts'
import { pppoes } from './pppoes.ts'
import { proxyHeuristic } from './proxy.ts'
import { ptp } from './ptp.ts'
import { pwach } from './pwach.ts'
import { pwethcw, pwethheuristic, pwethnocw } from './pwethheuristic.ts'
import { q933 } from './q933.ts'
import { radiotap } from './radiotap.ts'
import { rawIp } from './raw-ip.ts'
import { rdp } from './rdp.ts'
import { realtek } from './realtek.ts'
import { rldp } from './rldp.ts'
import { rpc, rpcHeuristic, rpcUdp } from './rpc.ts'
import { rrcp } from './rrcp.ts'
import { rtsp } from './rtsp.ts'
import { s7comm } from './s7comm.ts'
import { sip, sipHeuristic, sipTcp, sipTcpHeuristic } from './sip.ts'
import { slarp } from './slarp.ts'
import { sll, sll2 } from './sll.ts'
import { slow } from './slow.ts'
import { smb } from './smb.ts'
import { smb2 } from './smb2.ts'
import { sna } from './sna.ts'
import { gssApi, spnego, spnegoKrb5 } from './spnego.ts'
import { stp } from './stp.ts'
import { t125 } from './t125.ts'
import { tds, tdsHeuristic } from './tds.ts'
import { tipc } from './tipc.ts'
import { tokenRing } from './token-ring.ts'
import { trill } from './trill.ts'
import { udld } from './udld.ts'
import { userDlt, userDlt2 } from './user-dlt.ts'
import { vntag } from './vntag.ts'
import { vsock } from './vsock.ts'
import { vtp } from './vtp.ts'
import { websocket } from './websocket.ts'
import { wlan } from './wlan.ts'
import { wlanRadio } from './wlan-radio.ts'
import { wlanTunnel } from './wlan-tunnel.ts'
import { wlccp } from './wlccp.ts'
import { wol } from './wol.ts'
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
import { fbZeroHeuristic } from './fb-zero.ts'
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
import { ipv4 } from './ipv4.ts'
import { ipv6DestinationOptions, ipv6Fragment, ipv6HopByHop, ipv6Routing } from './ipv6-extensions.ts'
import { ipv6 } from './ipv6.ts'
import { irc } from './irc.ts'
import { json, jsonHeuristic } from './json.ts'
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
import { ssh } from './ssh.ts'
import { tcp } from './tcp.ts'
import { telnet } from './telnet.ts'
import { tls, tlsHeuristic } from './tls.ts'
import { tpkt } from './tpkt.ts'
import { udp, udpLite } from './udp.ts'
import { urlencodedForm } from './urlencoded-form.ts'
import { vlan } from './vlan.ts'
import { vnc, vncHeuristic } from './vnc.ts'
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
import { xmpp } from './xmpp.ts'
import { aodv } from './aodv.ts'
import { ayiya } from './ayiya.ts'
import { babel } from './babel.ts'
import { btDhtHeuristic } from './bt-dht.ts'
import { bvlc } from './bvlc.ts'
import { cflow } from './cflow.ts'
import { cipio } from './cipio.ts'
import { classicstunHeuristic } from './classicstun.ts'
import { coap } from './coap.ts'
import { dbLspDisc } from './db-lsp-disc.ts'
import { dhcp } from './dhcp.ts'
import { dhcpv6 } from './dhcpv6.ts'
import { egd } from './egd.ts'
import { hsrp } from './hsrp.ts'
import { isakmp } from './isakmp.ts'
import { kerberos } from './kerberos.ts'
import { l2tp, l2tpIp } from './l2tp.ts'
import { lisp, lispData } from './lisp.ts'
import { mplsEcho } from './mpls-echo.ts'
import { nbdgm } from './nbdgm.ts'
import { nbns } from './nbns.ts'
import { ntp } from './ntp.ts'
import { oicq } from './oicq.ts'
import { olsr } from './olsr.ts'
import { plainUdp } from './plain-udp.ts'
import { portControl } from './port-control.ts'
import { radius } from './radius.ts'
import { rip } from './rip.ts'
import { ripng } from './ripng.ts'
import { rmcp } from './rmcp.ts'
import { rtcp, rtcpHeuristic } from './rtcp.ts'
import { rtp } from './rtp.ts'
import { rx } from './rx.ts'
import { sflow } from './sflow.ts'
import { snmp } from './snmp.ts'
import { ssdp } from './ssdp.ts'
import { stun, stunHeuristic } from './stun.ts'
import { tftp } from './tftp.ts'
import { tplinkSmarthome } from './tplink-smarthome.ts'
import { wireguardHeuristic } from './wireguard.ts'
import { mojitoHeuristic } from './mojito.ts'
import { panaHeuristic } from './pana.ts'
import { capwapData } from './capwap-data.ts'
import { lsdHeuristic } from './lsd.ts'
import { magicUdp } from './magic-udp.ts'
import { megaco } from './megaco.ts'
import { plainSctpPort, plainSctpPpi } from './plain-sctp.ts'
import { rtpsHeuristic } from './rtps.ts'
import { sap } from './sap.ts'
import { thriftHeuristic } from './thrift.ts'
import { uftp } from './uftp.ts'

/** Which dissector takes what: the only file that knows them all. Numbers are IANA's and tcpdump.org's. */
export const protocolRegistry: ProtocolRegistry = {
  linkType: {
    1: ethernet,
    226: ipnet,
    228: ipv4,
    229: ipv6,
    0: nullLoopback,
    6: tokenRing,
    7: arcnet,
    9: ppp,
    10: fddi,
    12: rawIp,
    14: rawIp,
    16: clip,
    18: clip,
    19: clip,
    50: ppp,
    51: pppoes,
    100: llc,
    101: rawIp,
    104: chdlc,
    105: wlan,
    106: clip,
    107: fr,
    108: nullLoopback,
    109: enc,
    112: chdlc,
    113: sll,
    127: radiotap,
    129: arcnetLinux,
    147: userDlt,
    148: userDlt,
    149: userDlt2,
    150: userDlt,
    151: userDlt,
    152: userDlt,
    153: userDlt,
    154: userDlt,
    155: userDlt,
    156: userDlt,
    157: userDlt,
    158: userDlt,
    159: userDlt,
    160: userDlt,
    161: userDlt,
    162: userDlt,
    135: juniperAtm2,
    137: juniperAtm1,
    167: juniperEthernet,
    178: juniperEthernet,
    180: juniperFrameRelay,
    181: juniperChdlc,
    192: ppi,
    204: ppp,
    231: dbus,
    239: nflog,
    242: ipoib,
    258: pktap,
    271: vsock,
    276: sll2,
  },
  etherType: {
    0x0800: ipv4,
    0x8100: vlan,
    0x86dd: ipv6,
    0x6558: ethernet,
    0x0806: arp,
    0x0842: wol,
    0x22f3: trill,
    0x6003: decDna,
    0x8035: arp,
    0x80f3: aarp,
    0x8137: ipx,
    0x8809: slow,
    0x8847: mpls,
    0x8848: mpls,
    0x8863: pppoed,
    0x8864: pppoes,
    0x886f: msnlb,
    0x8870: llc,
    0x887b: homeplug,
    0x888e: eapol,
    0x8899: realtek,
    0x88a2: aoe,
    0x88a8: ieee8021ad,
    0x88ab: epl,
    0x88b8: goose,
    0x88c7: eapol,
    0x88ca: tipc,
    0x88cc: lldp,
    0x88d9: lltd,
    0x88e1: homeplugAv,
    0x88e5: macsec,
    0x88e7: ieee8021ah,
    0x88f5: mrpMvrp,
    0x88f7: ptp,
    0x88f8: ncsi,
    0x88fb: hsrPrpSupervision,
    0x8902: cfm,
    0x8909: cmd,
    0x890d: wlanTunnel,
    0x8926: vntag,
    0x892f: hsr,
    0x893f: etag,
    0x8942: lldp,
    0x894f: nsh,
    0x9000: loop,
    0x9100: vlan,
    0x9104: eero,
  },
  llcSap: {
    0x04: sna,
    0x06: ipv4,
    0x08: sna,
    0x0c: sna,
    0x10: ipx,
    0x14: osi,
    0x20: osi,
    0x34: osi,
    0x40: sna,
    0x42: stp,
    0x54: osi,
    0xc8: sna,
    0xe0: ipx,
    0xf0: netbios,
    0xf8: hpext,
    0xfe: osi,
  },
  ciscoPid: {
    0x0104: pagp,
    0x0108: stp,
    0x0109: stp,
    0x010b: stp,
    0x010c: stp,
    0x0111: udld,
    0x2000: cdp,
    0x2003: vtp,
    0x2004: dtp,
  },
  nlpid: {
    0x00: clnp,
    0x81: clnp,
    0x82: esis,
    0x83: isis,
  },
  chdlcProtocol: {
    0x0111: udld,
    0x0800: ipv4,
    0x2000: cdp,
    0x4242: stp,
    0x6003: decDna,
    0x6558: ethernet,
    0x8035: slarp,
    0x809b: ddp,
    0x80f3: aarp,
    0x8137: ipx,
    0x86dd: ipv6,
    0x8847: mpls,
    0x8848: mpls,
    0xfefe: osi,
  },
  pppProtocol: {
    0x0021: ipv4,
    0x0057: ipv6,
    0x0023: osi,
    0x0027: decDna,
    0x0029: ddp,
    0x002b: ipx,
    0x0031: bcpBpdu,
    0x003d: mp,
    0x004b: llc,
    0x004d: sna,
    0x00fd: compData,
    0x0207: cdp,
    0x0281: mpls,
    0x0283: mpls,
    0x0800: ipv4,
    0x8021: ipcp,
    0x8023: osinlcp,
    0x8031: bcpNcp,
    0x8057: ipv6cp,
    0x80fd: ccp,
    0x8207: cdpcp,
    0x8281: mplscp,
    0x86dd: ipv6,
    0xc021: lcp,
    0xc023: pap,
    0xc029: cbcp,
    0xc223: chap,
    0xc227: eap,
  },
  greProtocol: {
    0x0800: ipv4,
    0x86dd: ipv6,
    0x22eb: erspan,
    0x88be: erspan,
    0x6558: ethernet,
    0x6400: ethernet,
    0x883e: ipv4,
    0x00fe: osi,
    0x0806: arp,
    0x2000: cdp,
    0x2001: plainIp[54],
    0x6559: fr,
    0x8137: ipx,
    0x880b: ppp,
    0x8847: mpls,
    0x8848: mpls,
    0x8909: cmd,
    0x894f: nsh,
    0x8200: wlan,
    0x8210: wlan,
    0x8220: wlan,
    0x8230: wlan,
    0x8240: wlan,
    0x8250: wlan,
    0x8260: wlan,
    0x8270: wlan,
    0x8280: wlan,
    0x8290: wlan,
    0x82a0: wlan,
    0x82b0: wlan,
    0x82c0: wlan,
    0x82d0: wlan,
    0x82e0: wlan,
    0x82f0: wlan,
    0x8300: wlan,
    0x8310: wlan,
    0x8320: wlan,
    0x8330: wlan,
    0x8340: wlan,
    0x8350: wlan,
    0x8360: wlan,
    0x8370: wlan,
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
    115: l2tpIp,
    80: osi,
    137: mpls,
  },
  udpPort: {
    ...plainUdp,
    ...magicUdp,
    53: dns,
    111: rpcUdp,
    853: dtls,
    2123: gtp,
    2152: gtp,
    2221: dtls,
    3386: gtpPrime,
    3544: teredo,
    4500: udpencap,
    4754: gre,
    4789: vxlan,
    4790: vxlanGpe,
    5353: mdns,
    5355: llmnr,
    5684: dtls,
    5868: dtls,
    6081: geneve,
    9899: sctp,
    67: dhcp,
    68: dhcp,
    69: tftp,
    88: kerberos,
    123: ntp,
    137: nbns,
    138: nbdgm,
    161: snmp,
    162: snmp,
    319: ptp,
    320: ptp,
    500: isakmp,
    520: rip,
    521: ripng,
    546: dhcpv6,
    547: dhcpv6,
    623: rmcp,
    646: ldp,
    654: aodv,
    698: olsr,
    854: dlep,
    1645: radius,
    1646: radius,
    1700: radius,
    1701: l2tp,
    1812: radius,
    1813: radius,
    1900: ssdp,
    1985: hsrp,
    2029: hsrp,
    2055: cflow,
    2222: cipio,
    3478: stun,
    3503: mplsEcho,
    3799: radius,
    4341: lispData,
    4342: lisp,
    4739: cflow,
    5072: ayiya,
    5350: portControl,
    5351: portControl,
    5683: coap,
    6343: sflow,
    6696: babel,
    7000: rx,
    7001: rx,
    7002: rx,
    7003: rx,
    7004: rx,
    7005: rx,
    7006: rx,
    7007: rx,
    7008: rx,
    7009: rx,
    7021: rx,
    8000: oicq,
    8161: snmp,
    9996: cflow,
    9999: tplinkSmarthome,
    17500: dbLspDisc,
    18246: egd,
    20000: dnp3,
    47808: bvlc,
    6635: mpls,
    5060: sip,
    1194: openvpn,
    44818: enip,
    1044: uftp,
    2944: megaco,
    5247: capwapData,
    9875: sap,
    2887: wlccp,
    5436: mobility,
    12000: llc,
    12001: llc,
    12002: llc,
    12003: llc,
    12004: llc,
  },
  tcpPort: {
    20: ftpData,
    21: ftp,
    22: ssh,
    23: telnet,
    25: smtp,
    43: whois,
    53: dns,
    79: finger,
    80: http,
    88: kerberosTcp,
    102: tpkt,
    110: pop,
    111: rpc,
    119: nntp,
    139: nbss,
    143: imap,
    179: bgp,
    323: rpkirtr,
    324: tls,
    389: ldap,
    443: tls,
    445: nbss,
    465: tls,
    502: mbtcp,
    512: rexec,
    513: rlogin,
    514: rsh,
    524: ncp,
    548: dsi,
    554: rtsp,
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
    1194: openvpnTcp,
    1300: tls,
    1433: tds,
    1883: mqtt,
    1900: http,
    2221: tls,
    2404: iec104,
    2433: tds,
    2443: tls,
    2710: http,
    2869: http,
    3128: http,
    3132: http,
    3249: tls,
    3250: tls,
    3251: tls,
    3252: tls,
    3268: ldap,
    3306: mysql,
    3389: tpkt,
    3496: tls,
    3689: http,
    4342: lispTcp,
    4880: hislip,
    5060: sipTcp,
    5061: tls,
    5222: xmpp,
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
    6346: gnutella,
    6379: resp,
    6653: openflow,
    6667: irc,
    6881: bittorrent,
    6882: bittorrent,
    6883: bittorrent,
    6884: bittorrent,
    6885: bittorrent,
    6886: bittorrent,
    6887: bittorrent,
    6888: bittorrent,
    6889: bittorrent,
    7000: gryphon,
    7236: rtsp,
    8009: ajp13,
    8080: http,
    8088: http,
    8554: rtsp,
    8883: tls,
    9092: kafka,
    9418: git,
    11207: tls,
    11211: memcache,
    11371: http,
    19999: tls,
    20000: dnp3,
    27017: tls,
    29418: ssh,
    44818: enip,
    48898: ams,
    57000: irc,
  },
  sctpPort: {
    ...plainSctpPort,
    22: ssh,
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
    2944: megaco,
  },
  sctpPpi: {
    ...plainSctpPpi,
    45: ssh,
    47: dtls,
    7: megaco,
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
  udpHeuristic: [
    wireguardHeuristic,
    thriftHeuristic,
    stunHeuristic,
    sipHeuristic,
    rtpsHeuristic,
    rtcpHeuristic,
    rpcUdp,
    quicHeuristic,
    panaHeuristic,
    mojitoHeuristic,
    lsdHeuristic,
    jsonHeuristic,
    gquicHeuristic,
    dtlsHeuristic,
    dnsHeuristic,
    classicstunHeuristic,
    btDhtHeuristic,
  ],
  // In Wireshark's order.
  tcpHeuristic: [
    vncHeuristic,
    tdsHeuristic,
    tlsHeuristic,
    sipTcpHeuristic,
    rpcHeuristic,
    proxyHeuristic,
    openflowHeuristic,
    httpHeuristic,
    fbZeroHeuristic,
    drdaHeuristic,
    dcerpcHeuristic,
    bittorrentHeuristic,
  ],
  sctpHeuristic: [],
  stunHeuristic: [rtcpHeuristic],
  named: [
    ...plainNamed,
    modbus,
    isisHello,
    isisLsp,
    isisCsnp,
    isisPsnp,
    q933,
    lmi,
    ndp,
    wlccp,
    cfp,
    ppp,
    pwach,
    pwethheuristic,
    pwethcw,
    pwethnocw,
    wlanRadio,
    pktap,
    lacp,
    marker,
    oampdu,
    ossp,
    rldp,
    rrcp,
    wlan,
    netbios,
    websocket,
    smb,
    smb2,
    dcerpc,
    ntlmssp,
    gssApi,
    spnego,
    spnegoKrb5,
    cotp,
    s7comm,
    t125,
    rdp,
    iec101Asdu,
    cip,
    rtcp,
    rtp,
    http2,
  ],
}
