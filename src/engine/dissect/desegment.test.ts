import { expect, test } from 'vitest'
import { TableSink } from '../ingest/table-sink.ts'
import { ethernet } from '../protocols/ethernet.ts'
import { ipv4 } from '../protocols/ipv4.ts'
import { tcp } from '../protocols/tcp.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import { emptyRegistry } from '../testing/empty-registry.ts'
import { TcpConversation } from '../testing/frames.ts'
import { DispatchTables } from './dispatch.ts'
import { ACCEPTED, type Dissector, type ProtocolRegistry, SILENT } from './dissector.ts'
import { ONE_MORE_SEGMENT, Packet, UNTIL_FIN } from './packet.ts'
import { dissectPdus } from './pdus.ts'

/** What a toy protocol on port 7 got, as 'frame: text'. */
function run(toy: Dissector['dissect'], frames: Uint8Array[], captured = 1e9): string[] {
  const registry: ProtocolRegistry = {
    ...emptyRegistry,
    linkType: { 1: ethernet },
    etherType: { 0x800: ipv4 },
    ipProto: { 6: tcp },
    tcpPort: { 7: { name: 'toy', dissect: toy } },
  }
  got.length = 0
  const dispatch = new DispatchTables(registry)
  const tables = new CaptureTables()
  const packet = new Packet(dispatch, new TableSink(tables, dispatch))
  frames.forEach((frame, i) => {
    packet.bytes = frame
    packet.offset = 0
    packet.end = Math.min(frame.length, captured)
    packet.wireEnd = frame.length
    packet.number = i + 1
    packet.time = i * 1e6
    packet.length = frame.length
    packet.begin()
    packet.next(dispatch.linkType, 1)
  })
  return got
}

const got: string[] = []
const text = (packet: Packet) => String.fromCharCode(...packet.bytes.subarray(packet.offset, packet.end))
const report = (packet: Packet) => got.push(`${packet.number}: ${text(packet)}`)

/** One digit that says how many bytes follow it. */
const counted: Dissector['dissect'] = (packet) => {
  dissectPdus(
    packet,
    1,
    (p) => 1 + p.u8(p.offset) - 48,
    (p) => {
      report(p)
    },
  )
  return ACCEPTED
}

/** Lines; does not know how long one is before its end. */
const lines: Dissector['dissect'] = (packet) => {
  const at = packet.bytes.indexOf(10, packet.offset)
  if ((at < 0 || at >= packet.end) && packet.canDesegment > 0) {
    packet.wantMore(packet.offset, ONE_MORE_SEGMENT)
    return SILENT
  }
  report(packet)
  return ACCEPTED
}

function conversation(parts: string[]): { c: TcpConversation; frames: Uint8Array[]; data: Uint8Array[] } {
  const c = new TcpConversation(7)
  const start = c.handshake()
  const data = parts.map((part) => c.client(part))
  return { c, frames: [...start, ...data], data }
}

test('PDUs inside one segment and across three', () => {
  expect(run(counted, conversation(['3abc2xy', '5he', 'l', 'lo1!2']).frames)).toEqual([
    '4: 3abc',
    '4: 2xy',
    '7: 5hello',
    '7: 1!',
  ])
})

test('a segment that only starts a PDU after a complete one, and one that ends it and brings another', () => {
  expect(run(counted, conversation(['1a4b', 'cde1f', '0']).frames)).toEqual(['4: 1a', '5: 4bcde', '5: 1f', '6: 0'])
})

test('a dissector that cannot tell how much it wants gets all of the following segments', () => {
  expect(run(lines, conversation(['GET', ' /', ' x\nrest']).frames)).toEqual(['6: GET / x\nrest'])
})

test('a retransmitted piece of a PDU is not dissected again', () => {
  const { frames, data } = conversation(['5he', 'llo', '1z'])
  frames.splice(4, 0, data[0])
  expect(run(counted, frames)).toEqual(['6: 5hello', '7: 1z'])
})

test('an out-of-order segment is given to nobody, as with the default preferences of tshark', () => {
  const { c, frames } = conversation(['9abc'])
  const middle = c.client('def')
  const end = c.client('ghi')
  expect(run(counted, [...frames, end, middle, c.client('1z')])).toEqual(['7: 1z'])
})

test('a segment cut by the snap length is dissected as it is and asks for nothing', () => {
  const { frames } = conversation(['9abcdefghi'])
  expect(run(counted, frames, 14 + 20 + 20 + 4)).toEqual(['4: 9abc'])
})

test('a cut segment that comes again is given to nobody, as tshark does', () => {
  const { frames, data } = conversation(['9abcdefghi', '9jklmnopqr'])
  frames.splice(5, 0, data[0])
  expect(run(counted, frames, 14 + 20 + 20 + 4)).toEqual(['4: 9abc', '5: 9jkl'])
})

test('until FIN: the FIN completes it', () => {
  const toy: Dissector['dissect'] = (packet) => {
    if (packet.canDesegment > 0) {
      packet.wantMore(packet.offset, UNTIL_FIN)
      return SILENT
    }
    report(packet)
    return ACCEPTED
  }
  const { c, frames } = conversation(['abc', 'def'])
  expect(run(toy, [...frames, c.client('ghi', { flags: 0x11 })])).toEqual(['6: abcdefghi'])
})
