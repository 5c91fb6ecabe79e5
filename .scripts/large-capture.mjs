// Makes a large capture of mixed traffic out of recorded ones: many copies, each with its own addresses and start.
//   node .scripts/large-capture.mjs [--from DIR] [--bytes 1e9] [--skip REGEX] OUT.pcap
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ethernetFrames } from './read-capture.mjs'
import { root, say } from './terminal.mjs'

/** What the mix is steered to: 2 M packets and 100,000 sessions a GB. */
const PACKETS_A_BYTE = 2e-3
const SESSIONS_A_BYTE = 1e-4
const START = Date.UTC(2026, 2, 1, 8) / 1000
const SPREAD = 3600
const RECORD = 16

/**
 * @typedef {import('./read-capture.mjs').Frame} Frame
 * @typedef {{ frames: Frame[], bytes: number, sessions: number }} Recording
 */

/** @param {{ from: string, bytes: number, to: string, skip?: RegExp }} options */
export function makeLargeCapture({ from, bytes, to, skip }) {
  const recordings = recordingsIn(from, skip)
  if (recordings.length === 0) throw new Error(`no Ethernet capture in ${from}`)
  const random = generator(20260301)
  const copies = chooseCopies(recordings, bytes, random)

  const count = copies.reduce((sum, copy) => sum + copy.frames.length, 0)
  const times = new Float64Array(count)
  const copyOf = new Uint32Array(count)
  const frameOf = new Uint32Array(count)
  let row = 0
  for (const [copy, { frames }] of copies.entries()) {
    const first = frames.reduce((least, { time }) => Math.min(least, time), Infinity)
    const last = frames.reduce((most, { time }) => Math.max(most, time), first)
    const stretch = Math.min(1, SPREAD / Math.max(1e-6, last - first))
    const start = START + random() * SPREAD
    for (const [frame, { time }] of frames.entries()) {
      times[row] = start + (time - first) * stretch
      copyOf[row] = copy
      frameOf[row++] = frame
    }
  }
  const order = new Uint32Array(count).map((_, index) => index).sort((a, b) => times[a] - times[b] || a - b)
  const written = writeCapture(to, order, times, (index) => [
    copies[copyOf[index]].frames[frameOf[index]],
    copyOf[index],
  ])
  const sessions = copies.reduce((sum, copy) => sum + copy.sessions, 0)
  return { bytes: written, packets: count, copies: copies.length, sessions, recordings: recordings.length }
}

/**
 * @param {string} folder
 * @param {RegExp | undefined} skip
 * @returns {Recording[]}
 */
function recordingsIn(folder, skip) {
  const recordings = []
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (skip?.test(name) || !statSync(path).isFile()) continue
    const frames = framesOf(path)
    if (!frames || frames.length === 0) continue
    const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length + RECORD, 0)
    recordings.push({ frames, bytes, sessions: new Set(frames.map(sessionKey).filter(Boolean)).size })
  }
  return recordings
}

/** @param {string} path */
function framesOf(path) {
  try {
    return ethernetFrames(readFileSync(path))
  } catch {
    return null
  }
}

/**
 * Of a few drawn at random, the one that brings packets and sessions a byte nearest to the aim, again and again.
 * @param {Recording[]} recordings
 * @param {number} bytes
 * @param {() => number} random
 */
function chooseCopies(recordings, bytes, random) {
  const copies = []
  const total = { bytes: 24, packets: 0, sessions: 0 }
  const distance = (/** @type {Recording} */ added) => {
    const size = total.bytes + added.bytes
    const packets = Math.log((total.packets + added.frames.length) / (size * PACKETS_A_BYTE))
    const sessions = Math.log((total.sessions + added.sessions + 1) / (size * SESSIONS_A_BYTE))
    return packets * packets + sessions * sessions
  }
  const draw = weighted(recordings, random)
  while (total.bytes < bytes) {
    let best = draw()
    for (let drawn = 1; drawn < 6; drawn++) {
      const other = draw()
      if (distance(other) < distance(best)) best = other
    }
    copies.push(best)
    total.bytes += best.bytes
    total.packets += best.frames.length
    total.sessions += best.sessions
  }
  return copies
}

/**
 * Larger recordings more often (by the root of their size): else most of the mix would be copies of a few packets.
 * @param {Recording[]} recordings
 * @param {() => number} random
 */
function weighted(recordings, random) {
  let sum = 0
  const bounds = recordings.map((recording) => (sum += Math.sqrt(recording.bytes)))
  return () => {
    const at = random() * sum
    return recordings[bounds.findIndex((bound) => at < bound)]
  }
}

/**
 * @param {string} path
 * @param {Uint32Array} order
 * @param {Float64Array} times
 * @param {(index: number) => [Frame, number]} frameAt
 */
function writeCapture(path, order, times, frameAt) {
  const file = openSync(path, 'w')
  const buffer = Buffer.alloc(8 << 20)
  let filled = 0
  let written = 0
  const flush = () => {
    writeSync(file, buffer, 0, filled)
    written += filled
    filled = 0
  }
  for (const word of [0xa1b2c3d4, 0x00040002, 0, 0, 262144, 1]) filled = buffer.writeUInt32LE(word, filled)
  for (const index of order) {
    const [frame, copy] = frameAt(index)
    if (filled + RECORD + frame.bytes.length > buffer.length) flush()
    const micro = Math.round(times[index] * 1e6)
    filled = buffer.writeUInt32LE(Math.floor(micro / 1e6), filled)
    filled = buffer.writeUInt32LE(micro % 1e6, filled)
    filled = buffer.writeUInt32LE(frame.bytes.length, filled)
    filled = buffer.writeUInt32LE(frame.length, filled)
    frame.bytes.copy(buffer, filled)
    moveAddresses(buffer.subarray(filled, filled + frame.bytes.length), Math.imul(copy, 0x9e3779b1))
    filled += frame.bytes.length
  }
  flush()
  closeSync(file)
  return written
}

/**
 * Gives a copy its own addresses: the lower 24 bits of IPv4, 32 bits behind the first 32 of IPv6. Multicast, broadcast
 * and 0.0.0.0 stay. Header checksums are kept right; those of TCP and UDP are left.
 * @param {Buffer} frame
 * @param {number} key
 */
function moveAddresses(frame, key) {
  const [type, offset] = networkLayer(frame)
  if (type === 0x0800 && frame.length >= offset + 20) {
    for (const at of [offset + 12, offset + 16]) moveIpv4(frame, at, key)
    const header = (frame[offset] & 15) * 4
    if (header < 20 || frame.length < offset + header) return
    let sum = 0
    for (let at = 0; at < header; at += 2) if (at !== 10) sum += frame.readUInt16BE(offset + at)
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
    frame.writeUInt16BE(~sum & 0xffff, offset + 10)
  } else if (type === 0x86dd && frame.length >= offset + 40) {
    for (const at of [offset + 8, offset + 24]) if (frame[at] !== 0xff) xor(frame, at + 4, key)
  } else if (type === 0x0806 && frame.length >= offset + 28) {
    for (const at of [offset + 14, offset + 24]) moveIpv4(frame, at, key)
  }
}

/**
 * @param {Buffer} frame
 * @param {number} at
 * @param {number} key
 */
function moveIpv4(frame, at, key) {
  if (frame[at] < 224 && frame.readUInt32BE(at) !== 0) xor(frame, at, key & 0xffffff)
}

/**
 * @param {Buffer} frame
 * @param {number} at
 * @param {number} key
 */
function xor(frame, at, key) {
  frame.writeInt32BE(frame.readInt32BE(at) ^ key, at)
}

/**
 * EtherType behind the VLAN tags, and where that layer starts.
 * @param {Buffer} frame
 * @returns {[number, number]}
 */
function networkLayer(frame) {
  for (let at = 12; at + 2 <= frame.length; at += 4) {
    const type = frame.readUInt16BE(at)
    if (type !== 0x8100 && type !== 0x88a8) return [type, at + 2]
  }
  return [0, frame.length]
}

/** @param {Frame} frame */
function sessionKey({ bytes }) {
  const [type, offset] = networkLayer(bytes)
  const ipv4 = type === 0x0800
  if ((!ipv4 && type !== 0x86dd) || bytes.length < offset + 44) return null
  const protocol = bytes[offset + (ipv4 ? 9 : 6)]
  if (protocol !== 6 && protocol !== 17) return null
  const ports = offset + (ipv4 ? (bytes[offset] & 15) * 4 : 40)
  const addresses = ipv4 ? [offset + 12, offset + 16, 4] : [offset + 8, offset + 24, 16]
  const [source, destination] = [0, 1].map(
    (side) =>
      bytes.toString('latin1', addresses[side], addresses[side] + addresses[2]) +
      bytes.toString('latin1', ports + side * 2, ports + side * 2 + 2),
  )
  return protocol + (source < destination ? source + destination : destination + source)
}

/**
 * The same mix every time (mulberry32).
 * @param {number} seed
 */
function generator(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string', default: join(root, 'public/samples') },
      bytes: { type: 'string', default: '1e9' },
      skip: { type: 'string' },
    },
  })
  const skip = values.skip ? new RegExp(values.skip) : undefined
  const made = makeLargeCapture({ from: values.from, bytes: Number(values.bytes), to: positionals[0], skip })
  say(JSON.stringify(made))
}
