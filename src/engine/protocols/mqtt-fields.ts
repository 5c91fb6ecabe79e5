import { decimal, hexadecimal, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** MQTT 3.1.1 (OASIS), sections 2 and 3. */
export const mqttLayout = layout('mqtt', {
  hdrflags: hexadecimal(2, 'type and flags'),
  msgtype: decimal('packet: 1 connect, 3 publish, 8 subscribe, 12 ping'),
  qos: decimal('quality of service of a publication'),
  topic: text('topic of a publication'),
  clientid: text('name of the client'),
})

const CONNECT = 1
const PUBLISH = 3
const FIXED_PARTS = 4
const VERSION_5 = 5

/** The control packet at `at`; its variable header begins at `from`. */
export function mqttFields(fields: FieldSink, packet: Packet, at: number, from: number): void {
  const f = mqttLayout
  if (!fields.wants(f)) return
  const flags = packet.u8(at)
  fields.number(f.hdrflags, flags, at, 1)
  fields.number(f.msgtype, flags >>> 4, at, 1)
  if (flags >>> 4 === PUBLISH) {
    fields.number(f.qos, (flags >>> 1) & 3, at, 1)
    prefixed(fields, packet, from, f.topic)
  } else if (flags >>> 4 === CONNECT && from + 2 <= packet.end) {
    const version = from + 2 + packet.u16(from)
    const client = version + FIXED_PARTS
    if (client > packet.end) return
    // Properties stand before the client's name: their length is one byte up to 127.
    const isLong = packet.u8(version) === VERSION_5
    if (isLong && (client >= packet.end || packet.u8(client) > 127)) return
    prefixed(fields, packet, isLong ? client + 1 + packet.u8(client) : client, f.clientid)
  }
}

/** Text behind its length of two bytes. */
function prefixed(fields: FieldSink, packet: Packet, at: number, field: (typeof mqttLayout)['topic']): void {
  if (at + 2 > packet.end) return
  const end = at + 2 + packet.u16(at)
  if (end <= packet.end) fields.text(field, packet.bytes, at + 2, end)
}
