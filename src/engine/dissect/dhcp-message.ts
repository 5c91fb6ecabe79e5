import type { DhcpMessage } from './evidence-records.ts'
import type { Packet } from './packet.ts'

const ROUTER = 3
const NAME_SERVER = 6
const HOST_NAME = 12
const DOMAIN_NAME = 15
const REQUESTED_ADDRESS = 50
const LEASE_TIME = 51
const MESSAGE_TYPE = 53
const SERVER = 54
const CLIENT_FQDN = 81
const REPLY = 2
const ETHERNET = 1
/** Addresses of a list that are kept. */
const MOST_ADDRESSES = 8

const message: DhcpMessage = {
  fromServer: false,
  type: 0,
  transaction: 0,
  mac: 0,
  clientAddress: 0,
  yourAddress: 0,
  requestedAddress: 0,
  server: 0,
  hostName: 0,
  clientFqdn: 0,
  domain: 0,
  leaseTime: -1,
  routers: 0,
  nameServers: 0,
}

/** Begins the message whose 236 bytes of fixed fields are at `at`. */
export function beginDhcpMessage(packet: Packet, at: number): void {
  const { bytes, sink } = packet
  message.fromServer = packet.u8(at) === REPLY
  message.type = 0
  message.transaction = packet.u32(at + 4)
  message.mac = packet.u8(at + 1) === ETHERNET && packet.u8(at + 2) === 6 ? sink.mac(bytes, at + 28) : 0
  message.clientAddress = address(packet, at + 12)
  message.yourAddress = address(packet, at + 16)
  message.requestedAddress = 0
  message.server = 0
  message.hostName = 0
  message.clientFqdn = 0
  message.domain = 0
  message.leaseTime = -1
  message.routers = 0
  message.nameServers = 0
}

/** An option that is all there. */
export function takeDhcpOption(packet: Packet, at: number): void {
  const length = packet.u8(at + 1)
  const from = at + 2
  const to = from + length
  const { bytes, sink } = packet
  switch (packet.u8(at)) {
    case MESSAGE_TYPE:
      if (length === 1) message.type = packet.u8(from)
      break
    case SERVER:
      if (length === 4) message.server = address(packet, from)
      break
    case REQUESTED_ADDRESS:
      if (length === 4) message.requestedAddress = address(packet, from)
      break
    case LEASE_TIME:
      if (length === 4) message.leaseTime = packet.u32(from)
      break
    case ROUTER:
      message.routers = addresses(packet, from, to)
      break
    case NAME_SERVER:
      message.nameServers = addresses(packet, from, to)
      break
    case HOST_NAME:
      if (length > 0) message.hostName = sink.text(bytes, from, to)
      break
    case DOMAIN_NAME:
      if (length > 0) message.domain = sink.text(bytes, from, to)
      break
    case CLIENT_FQDN:
      // Flags and two codes, then the name (RFC 4702); as DNS labels where the flag E says so.
      if (length > 3 && (packet.u8(from) & 4) === 0) message.clientFqdn = sink.text(bytes, from + 3, to)
      break
    default:
  }
}

/** No more options: reports the message; BOOTP without a type is none of DHCP's. */
export function reportDhcpMessage(packet: Packet): void {
  if (message.type === 0 || packet.inError) return
  // A server that does not name itself (an answer to INFORM) is where the message comes from.
  if (message.fromServer && message.server === 0) message.server = packet.source
  packet.sink.dhcp(packet, message)
}

function address(packet: Packet, at: number): number {
  return packet.u32(at) === 0 ? 0 : packet.sink.ipv4(packet.bytes, at)
}

function addresses(packet: Packet, from: number, to: number): number {
  let text = ''
  for (let at = from; at + 4 <= to && at < from + 4 * MOST_ADDRESSES; at += 4)
    text += `${text === '' ? '' : ','}${packet.u8(at)}.${packet.u8(at + 1)}.${packet.u8(at + 2)}.${packet.u8(at + 3)}`
  return text === '' ? 0 : packet.sink.string(text)
}
