export type PcapTotals = {
  packets: number
  /** On the wire. */
  bytes: number
  /** Offset of the last record. */
  lastRecord: number
  /** Offset of the first record behind the middle of the file. */
  middleRecord: number
}

/** The totals of a little-endian pcap file (draft-ietf-opsawg-pcap), counted here and not by what is tested. */
export function pcapTotals(file: Buffer): PcapTotals {
  if (file.readUInt32LE(0) !== 0xa1b2c3d4) throw new Error('not a little-endian pcap file of microseconds')
  const totals = { packets: 0, bytes: 0, lastRecord: 0, middleRecord: 0 }
  for (let offset = 24; offset < file.length; offset += 16 + file.readUInt32LE(offset + 8)) {
    totals.packets++
    totals.bytes += file.readUInt32LE(offset + 12)
    totals.lastRecord = offset
    if (totals.middleRecord === 0 && offset > file.length / 2) totals.middleRecord = offset
  }
  return totals
}
