import { expect, test } from 'vitest'
import { engineOfFrames } from '../testing/engine-of-frames.ts'
import { ethernetFrame, ipv4Packet, TcpConversation, udpDatagram } from '../testing/frames.ts'
import { DispatchTables } from '../dissect/dispatch.ts'
import { packetFieldList } from '../ingest/field-reading.ts'
import { protocolRegistry } from '../protocols/protocol-registry.ts'
import { FieldRegistry } from './field-registry.ts'

/** Arkime's names for what a capture can answer (its field list, version 6.7). */
const NAMES = `
ip ip.src ip.dst port port.src port.dst ip.protocol protocols bytes bytes.src bytes.dst databytes databytes.src
databytes.dst packets packets.src packets.dst starttime stoptime session.length communityId initRTT tcpflags.syn
tcpflags.syn-ack tcpflags.ack tcpflags.psh tcpflags.fin tcpflags.rst tcpflags.urg tcpflags.ece tcpflags.cwr tcpflags.ae
tcpseq.src tcpseq.dst mac mac.src mac.dst vlan vlan.dot1q vni outerip.src outerip.dst outermac.src outermac.dst dscp.src
dscp.dst ttl.src ttl.dst icmp.type icmp.code user host file host.dns dns.host dns.query.host dns.query.type
dns.query.class dns.status dns.opcode dns.header_flags dns.puny ip.dns dns.ip host.dns.nameserver host.dns.mailserver
dns.answer.name dns.answer.type dns.answer.class dns.answer.ttl dns.answer.ip dns.answer.cname dns.answer.ns
dns.answer.mx dns.answer.priority dns.answer.txt dns.answer.cnt host.http http.host http.uri http.uri.path http.uri.key
http.uri.value http.method http.statuscode http.user-agent http.version.src http.version.dst http.hasheader.src
http.hasheader.dst http.hasheader.src.value http.hasheader.dst.value http.request.referer http.request.authorization
http.response.location http.user http.authtype http.cookie.key http.cookie.value ip.xff tls.version tls.cipher tls.ja3
tls.ja3s tls.ja4 tls.sessionid.src tls.sessionid.dst cert.issuer.cn cert.subject.cn cert.issuer.on cert.subject.on
cert.issuer.ou cert.subject.ou cert.alt cert.serial cert.notbefore cert.notafter cert.validfor cert.remainingDays
cert.cnt host.quic quic.version ssh.ver ssh.hassh ssh.hasshServer smb.user dhcp.type dhcp.host dhcp.mac dhcp.id
dhcp.requestIp ntlm.domain ntlm.host ldap.bindname ftp.command ftp.responseCode mysql.user postgresql.user sip.method
sip.from sip.to sip.callid sip.statuscode sip.user socks.user snmp.version snmp.community snmp.type ntp.version ntp.mode
ntp.stratum mqtt.clientId mqtt.topic modbus.funccode modbus.unitid email.smtp-hello arp.ip arp.mac`
  .trim()
  .split(/\s+/)

test('Arkime names of more than 120 fields are known', () => {
  const registry = new FieldRegistry(new DispatchTables(protocolRegistry).names, packetFieldList())
  expect(NAMES.filter((name) => registry.find(name) === undefined)).toEqual([])
  expect(new Set(NAMES).size).toBe(NAMES.length)
  expect(NAMES.length).toBeGreaterThan(120)
})

const conversation = new TcpConversation(80)
const request =
  'GET / HTTP/1.1\r\nHost: example.com\r\nX-Odd: Yes\r\nCookie: a=1; b=2\r\nAuthorization: Basic YWRtaW46c2VjcmV0\r\n\r\n'
const response = 'HTTP/1.0 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n'
const frames = [
  ...conversation.handshake(),
  conversation.client(request),
  conversation.server(response),
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array([1, 2, 3, 4]), 40000, 9), { id: 7 })),
]

const opened = () => engineOfFrames(frames)

// Five packets are of the TCP session, one of a UDP session.
test.each([
  ['ttl.src == 64', 6],
  ['ttl.dst == 64', 5],
  ['ttl.dst != EXISTS!', 1],
  ['tcpflags.syn == 1', 5],
  ['tcpflags.syn-ack == 1 && tcpflags.fin == 0', 5],
  ['tcpflags.syn > 1', 0],
  ['tcpseq.src == EXISTS! && tcpseq.dst == EXISTS!', 5],
  ['tcpseq.src.cnt == 1', 5],
  ['http.version.src == HTTP/1.1', 5],
  ['http.version.dst == http/1.0', 5],
  ['http.hasheader.src == x-odd', 5],
  ['http.hasheader.dst == x-odd', 0],
  ['http.hasheader.src == [location,host]', 5],
  ['http.hasheader.dst.value == /login', 5],
  ['http.cookie.key == ]a,b[', 5],
  ['http.cookie.value == 2', 5],
  ['http.user == admin', 5],
  ['http.authtype == basic', 5],
  ['user == admin', 5],
  ['http.response.location == *login*', 5],
  ['mac.src == EXISTS!', 6],
  ['outerip.src == EXISTS!', 0],
  ['dscp.src == EXISTS!', 0],
])('%s selects %i packets', async (expression, count) => {
  const engine = await opened()
  expect(engine.checkExpression(expression)).toMatchObject({ ok: true })
  await engine.readFields(expression)
  expect(engine.status({ expression }).frames).toBe(count)
})

test('values of sessions are fields of their packets', async () => {
  const engine = await opened()
  const found = await engine.packetFields({
    fields: ['tcpflags.syn', 'http.cookie.key', 'ip.ttl'],
    start: 0,
    length: 1,
  })
  expect(found).toEqual([{ number: 1, fields: { 'ip.ttl': '64', 'tcpflags.syn': '1', 'http.cookie.key': 'a,b' } }])
})
