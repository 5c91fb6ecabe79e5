// Just enough of pcap and pcapng to take recorded frames apart for the benchmark: whole file in memory, Ethernet only.
import { gunzipSync } from 'node:zlib'

/**
 * @typedef {{ time: number, length: number, bytes: Buffer }} Frame time in seconds, length on the wire
 */

/**
 * The Ethernet frames of a capture in file order; null when it is none, is cut, or has another link type.
 * @param {Buffer} file
 * @returns {Frame[] | null}
 */
export function ethernetFrames(file) {
  if (file.length < 24) return null
  if (file.readUInt16BE(0) === 0x1f8b) return ethernetFrames(gunzipSync(file))
  if (file.readUInt32BE(0) === 0x0a0d0d0a) return fromPcapng(file)
  for (const little of [true, false]) {
    const magic = little ? file.readUInt32LE(0) : file.readUInt32BE(0)
    if (magic === 0xa1b2c3d4) return fromPcap(file, little, 1e6)
    if (magic === 0xa1b23c4d) return fromPcap(file, little, 1e9)
  }
  return null
}

/**
 * @param {Buffer} file
 * @param {boolean} little
 */
const wordReader = (file, little) =>
  little
    ? (/** @type {number} */ offset) => file.readUInt32LE(offset)
    : (/** @type {number} */ offset) => file.readUInt32BE(offset)

/**
 * @param {Buffer} file
 * @param {boolean} little
 * @param {number} perSecond
 */
function fromPcap(file, little, perSecond) {
  const word = wordReader(file, little)
  if ((word(20) & 0xffff) !== 1) return null
  /** @type {Frame[]} */
  const frames = []
  for (let offset = 24; offset < file.length; ) {
    if (offset + 16 > file.length) return null
    const captured = word(offset + 8)
    const start = offset + 16
    if (start + captured > file.length) return null
    const time = word(offset) + word(offset + 4) / perSecond
    frames.push({ time, length: word(offset + 12), bytes: file.subarray(start, start + captured) })
    offset = start + captured
  }
  return frames
}

/** @param {Buffer} file */
function fromPcapng(file) {
  /** @type {Frame[]} */
  const frames = []
  /** @type {number[]} */
  let ticks = []
  let little = true
  for (let offset = 0; offset < file.length; ) {
    if (offset + 12 > file.length) return null
    if (file.readUInt32BE(offset) === 0x0a0d0d0a) {
      little = file.readUInt32LE(offset + 8) === 0x1a2b3c4d
      ticks = []
    }
    const word = wordReader(file, little)
    const type = word(offset)
    const size = word(offset + 4)
    if (size < 12 || size % 4 !== 0 || offset + size > file.length) return null
    if (type === 1) {
      if ((word(offset + 8) & 0xffff) !== 1 && word(offset + 8) >>> 16 !== 1) return null
      ticks.push(ticksPerSecond(file, little, offset + 16, offset + size - 4))
    } else if (type === 6) {
      const captured = word(offset + 20)
      const perSecond = ticks[word(offset + 8)]
      if (perSecond === undefined || captured > size - 32) return null
      const time = (word(offset + 12) * 2 ** 32 + word(offset + 16)) / perSecond
      frames.push({ time, length: word(offset + 24), bytes: file.subarray(offset + 28, offset + 28 + captured) })
    }
    offset += size
  }
  return frames
}

/**
 * if_tsresol (option 9) of an interface description.
 * @param {Buffer} file
 * @param {boolean} little
 * @param {number} from
 * @param {number} to
 */
function ticksPerSecond(file, little, from, to) {
  for (let offset = from; offset + 4 <= to; ) {
    const code = little ? file.readUInt16LE(offset) : file.readUInt16BE(offset)
    const length = little ? file.readUInt16LE(offset + 2) : file.readUInt16BE(offset + 2)
    if (code === 9) {
      const resolution = file[offset + 4]
      return resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution
    }
    offset += 4 + ((length + 3) & ~3)
  }
  return 1e6
}
