import { decimal, flag, hexadecimal, layout } from '../dissect/field-layout.ts'
import { flagBits } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 8684: kinds, and what data sequence signals say. */
export const mptcpLayout = layout('tcp', {
  'options.mptcp.subtype': decimal('0 MP_CAPABLE, 1 MP_JOIN, 2 DSS, 3 ADD_ADDR, 4 REMOVE_ADDR'),
  'options.mptcp.version': decimal('version of MPTCP'),
  'options.mptcp.flags': hexadecimal(2, 'flags of the option'),
  'options.mptcp.backup.flag': flag('the path is a spare one'),
  'options.mptcp.addrid': decimal('number of an address'),
  'options.mptcp.sendrand': decimal('random number of the sender'),
  'options.mptcp.datafin.flag': flag('the last data'),
  'options.mptcp.dseqn8.flag': flag('the data sequence number has eight bytes'),
  'options.mptcp.dseqnpresent.flag': flag('there is a data sequence number'),
  'options.mptcp.dataack8.flag': flag('the data acknowledgment has eight bytes'),
  'options.mptcp.dataackpresent.flag': flag('there is a data acknowledgment'),
  'options.mptcp.rawdataack': decimal('data acknowledgment'),
  'options.mptcp.rawdataseqno': decimal('data sequence number'),
  'options.mptcp.subflowseqno': decimal('sequence number of the subflow'),
  'options.mptcp.datalvllen': decimal('bytes of data'),
})

const f = mptcpLayout
const JOIN = 1
const DSS = 2

/** The option at `at`. */
export function mptcpFields(fields: FieldSink, packet: Packet, at: number, length: number): void {
  if (!fields.wants(f)) return
  const subtype = packet.u8(at + 2) >>> 4
  fields.number(f['options.mptcp.subtype'], subtype, at + 2, 1)
  if (subtype === 0) {
    fields.number(f['options.mptcp.version'], packet.u8(at + 2) & 15, at + 2, 1)
    fields.number(f['options.mptcp.flags'], packet.u8(at + 3), at + 3, 1)
  } else if (subtype === JOIN && length >= 12) {
    fields.number(f['options.mptcp.flags'], packet.u8(at + 2), at + 2, 1)
    fields.flag(f['options.mptcp.backup.flag'], packet.u8(at + 2) & 1, at + 2, 1)
    fields.number(f['options.mptcp.addrid'], packet.u8(at + 3), at + 3, 1)
    if (length === 16) fields.number(f['options.mptcp.sendrand'], packet.u32(at + 12), at + 12, 4)
  } else if (subtype === DSS && length >= 4) dataSequence(fields, packet, at, length)
}

function dataSequence(fields: FieldSink, packet: Packet, at: number, length: number): void {
  const flags = packet.u8(at + 3)
  fields.number(f['options.mptcp.flags'], flags, at + 3, 1)
  flagBits(fields, flags, at + 3, [
    [f['options.mptcp.datafin.flag'], 16],
    [f['options.mptcp.dseqn8.flag'], 8],
    [f['options.mptcp.dseqnpresent.flag'], 4],
    [f['options.mptcp.dataack8.flag'], 2],
    [f['options.mptcp.dataackpresent.flag'], 1],
  ])
  const end = at + length
  let next = at + 4
  const wide = (isWide: boolean) => {
    const value = isWide ? packet.u32(next) * 2 ** 32 + packet.u32(next + 4) : packet.u32(next)
    next += isWide ? 8 : 4
    return value
  }
  if ((flags & 1) !== 0) {
    if (next + ((flags & 2) !== 0 ? 8 : 4) > end) return
    fields.number(f['options.mptcp.rawdataack'], wide((flags & 2) !== 0), at, 0)
  }
  if ((flags & 4) === 0 || next + ((flags & 8) !== 0 ? 8 : 4) + 6 > end) return
  fields.number(f['options.mptcp.rawdataseqno'], wide((flags & 8) !== 0), at, 0)
  fields.number(f['options.mptcp.subflowseqno'], packet.u32(next), next, 4)
  fields.number(f['options.mptcp.datalvllen'], packet.u16(next + 4), next + 4, 2)
}
