import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { plain } from '../dissect/plain.ts'

/** A protocol that is only named yet, with its payload shown as data after `header` bytes. */
function carrier(name: string, header: number): Dissector {
  return {
    name,
    dissect(packet) {
      if (!packet.need(header)) return ACCEPTED
      packet.offset += header
      packet.data()
      return ACCEPTED
    },
  }
}

const bfd = plain('bfd', 24)
const dof = plain('dof')
const cnip = plain('cnip', 20)
const h225 = plain('h225')
const lwapp = plain('lwapp', 6)
const mint = plain('mint', 9)
const quake3 = carrier('quake3', 4)
const totem = carrier('corosync_totemnet', 0)
const uaudp = plain('uaudp', 1)
const wtls = plain('wtls', 3)

/**
 * Protocols over UDP that take whatever comes on their port, as Wireshark's do, and of which nothing is read yet but how
 * long they are at least. By port, as in Wireshark's udp.port table.
 */
export const plainUdp: Readonly<Record<number, Dissector>> = {
  7: plain('echo'),
  13: plain('daytime'),
  19: plain('chargen'),
  37: plain('time'),
  49: plain('tacacs', 6),
  173: plain('xyplex', 8),
  389: plain('cldap'),
  427: plain('srvloc', 12),
  434: plain('mip', 4),
  464: plain('kpasswd', 10),
  496: plain('auto_rp', 8),
  513: plain('who', 60),
  514: plain('syslog'),
  524: plain('ncp', 7),
  525: plain('tsp', 4),
  664: plain('rsp', 8),
  701: plain('lmp', 12),
  910: plain('kink', 16),
  921: plain('lwres', 28),
  925: plain('acdr', 2),
  1001: plain('find', 2),
  1153: plain('c1222', 2),
  1293: plain('pktc', 4),
  1628: cnip,
  1629: cnip,
  1718: h225,
  1719: h225,
  1745: plain('msproxy', 28),
  2099: plain('h501'),
  2157: plain('gprs-ns', 1),
  2246: plain('pktc.mtafqdn'),
  2268: plain('amt', 2),
  2269: plain('mikey', 10),
  2313: plain('iapp', 2),
  2345: plain('knet', 4),
  2945: plain('h248', 1),
  2948: plain('wsp', 2),
  2949: wtls,
  3130: plain('icp', 20),
  3250: plain('hicp', 1),
  3357: plain('ax4000', 10),
  3389: plain('rdpudp', 8),
  3452: plain('sabp', 1),
  3455: plain('rsvp', 8),
  3567: dof,
  3784: bfd,
  3785: plain('bfd_echo'),
  3804: plain('hiqnet', 25),
  3863: plain('asap', 4),
  4305: carrier('bat', 0),
  4551: plain('mih', 8),
  4555: plain('rsip', 2),
  4569: plain('iax2', 4),
  4729: plain('gsmtap', 16),
  4784: bfd,
  4991: plain('vrt', 4),
  5246: plain('capwap', 8),
  5404: totem,
  5405: totem,
  5567: dof,
  6073: plain('dpnet', 2),
  6118: plain('tipc', 24),
  6784: bfd,
  6970: plain('rdt', 10),
  7074: plain('tetra', 9),
  7255: plain('idn', 1),
  7275: plain('ulp', 2),
  7784: bfd,
  8200: plain('adp', 8),
  8600: plain('asterix', 3),
  8767: plain('ts2', 9),
  8805: plain('pfcp', 8),
  8848: plain('ipvs', 4),
  9200: plain('wsp', 2),
  9201: plain('wtp', 4),
  9202: wtls,
  9203: wtls,
  9214: carrier('dvb_ipdc', 0),
  9901: plain('enrp', 2),
  9956: plain('ajns', 4),
  11211: plain('memcache', 8),
  11273: plain('vuze-dht', 4),
  12222: lwapp,
  12223: lwapp,
  13400: plain('doip', 8),
  19132: plain('raknet', 1),
  19948: plain('kdp'),
  19999: plain('gprs-ns', 1),
  23272: plain('a21', 4),
  24576: mint,
  24577: mint,
  25826: plain('collectd', 4),
  26000: carrier('quake', 4),
  27500: carrier('quakeworld', 4),
  27910: plain('quake2', 9),
  27950: quake3,
  27951: quake3,
  27952: quake3,
  27953: quake3,
  27960: quake3,
  27961: quake3,
  27962: quake3,
  27963: quake3,
  32000: uaudp,
  32512: uaudp,
  37008: plain('tzsp', 4),
  41170: plain('manolito', 8),
  47000: plain('hcrt', 4),
  54328: plain('elasticsearch', 9),
}
