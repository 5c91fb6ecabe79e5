import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const CALL = 0
const REPLY = 1
/** Calls that wait for their reply, of one stream. */
const MOST_CALLS = 4096
const LARGEST_FRAGMENT = 0x1000000

/** Program numbers (rpc.rpcprogs of IANA) and their names in Wireshark. */
const PROGRAMS = new Map([
  [100000, 'portmap'],
  [100001, 'rstat'],
  [100003, 'nfs'],
  [100004, 'ypserv'],
  [100005, 'mount'],
  [100007, 'ypbind'],
  [100009, 'yppasswd'],
  [100011, 'rquota'],
  [100012, 'spray'],
  [100020, 'klm'],
  [100021, 'nlm'],
  [100024, 'stat'],
  [100026, 'bootparams'],
  [100227, 'nfsacl'],
  [100300, 'nisplus'],
  [150001, 'pcnfsd'],
  [390113, 'nsr'],
])

class RpcState {
  /** xid -> program. */
  readonly calls = new Map<number, number>()
}

/** ONC RPC over UDP, RFC 5531: by port, or by the looks of a call. */
export const rpcUdp: Dissector = {
  name: 'rpc',
  dissect(packet) {
    return dissectMessage(packet, packet.offset, 24) ? ACCEPTED : REJECTED
  },
}

/** ONC RPC over TCP: records of fragments (section 11), each message drawn with its program. */
export const rpc: Dissector = { name: 'rpc', dissect: (packet) => dissectRecords(packet, true) }
export const rpcHeuristic: Dissector = { name: 'rpc', dissect: (packet) => dissectRecords(packet, false) }

function dissectRecords(packet: Packet, byPort: boolean): Verdict {
  const { end, wireEnd, layer } = packet
  let at = packet.offset
  let shown = false
  while (at < wireEnd) {
    const available = end - at
    if (available < 12 && !shown) return byPort ? ACCEPTED : REJECTED
    if (available < 4) {
      if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
      break
    }
    const length = (packet.u32(at) & 0x7fffffff) + 4
    if (!shown && !looksLikeRpc(packet, at)) return byPort ? ACCEPTED : REJECTED
    if (length > LARGEST_FRAGMENT) return shown || byPort ? ACCEPTED : REJECTED
    if (available < length && packet.canDesegment > 0) {
      packet.wantMore(at, length - available)
      break
    }
    if (shown) packet.drawAgain(layer)
    shown = true
    packet.end = Math.min(end, at + length)
    packet.wireEnd = Math.min(wireEnd, at + length)
    dissectMessage(packet, at + 4, 0)
    packet.end = end
    packet.wireEnd = wireEnd
    if (packet.stopped !== RUNNING) break
    at += length
  }
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}

function looksLikeRpc(packet: Packet, at: number): boolean {
  if (packet.end - at < 12) return false
  const type = packet.u32(at + 8)
  if (type === CALL) {
    if (packet.end - at < 20) return true
    return packet.u32(at + 12) === 2 && PROGRAMS.has(packet.u32(at + 16))
  }
  if (type !== REPLY) return false
  return programOf(packet, packet.u32(at + 4)) !== undefined
}

/** A message at `at`; `least`: with fewer bytes it is none. */
function dissectMessage(packet: Packet, at: number, least: number): boolean {
  if (packet.end - at < Math.max(8, least)) return false
  const xid = packet.u32(at)
  const type = packet.u32(at + 4)
  let program = 0
  let body = 0
  if (type === CALL) {
    if (packet.end - at < 24) return false
    program = packet.u32(at + 12)
    if (packet.u32(at + 8) !== 2 || (least > 0 && !PROGRAMS.has(program))) return false
    const state = packet.stream?.of('rpc', newState)
    if (state !== undefined && state.calls.size < MOST_CALLS) state.calls.set(xid, program)
    body = afterAuthentication(packet, afterAuthentication(packet, at + 24))
  } else if (type === REPLY) {
    const known = programOf(packet, xid)
    if (known === undefined) return least === 0
    program = known
    if (packet.end - at < 12 || packet.u32(at + 8) !== 0) return true
    body = afterAuthentication(packet, at + 12)
    if (body < 0 || packet.end - body < 4 || packet.u32(body) !== 0) return true
    body += 4
  } else return false
  const name = PROGRAMS.get(program)
  // Without arguments or results (procedure NULL) the program shows nothing.
  if (name !== undefined && body > 0 && body < packet.end) packet.note(name)
  return true
}

/** The program of the call that a reply answers. Asked of every stream that nobody claims, so it makes no state. */
function programOf(packet: Packet, xid: number): number | undefined {
  const state = packet.stream?.known('rpc')
  return state instanceof RpcState ? state.calls.get(xid) : undefined
}

const newState = () => new RpcState()

/** Behind the opaque_auth at `at`; -1 = beyond the end. */
function afterAuthentication(packet: Packet, at: number): number {
  if (at < 0 || at + 8 > packet.end) return -1
  return at + 8 + ((packet.u32(at + 4) + 3) & ~3)
}
