import type { SmbAction } from './evidence-records.ts'
import type { Packet } from './packet.ts'
import { latin1 } from './text-lines.ts'

/** As in tables/smb.ts. */
export const SESSION_SETUP_ACTION = 1
export const TREE_CONNECT_ACTION = 2
export const OPEN_ACTION = 3

/** Requests of one connection that wait for their answers, and shares known of it. */
const MOST_WAITING = 256
const MOST_SHARES = 1024
/** Bytes of a path that are kept. */
const LONGEST = 1024

/** FILE_WRITE_DATA, FILE_APPEND_DATA, GENERIC_WRITE, GENERIC_ALL ([MS-SMB2] section 2.2.13.1.1). */
const WRITES = 0x0002 | 0x0004 | 0x4000_0000 | 0x1000_0000

const report: SmbAction = { version: 2, action: 0, share: 0, name: 0 }

/** What SMB asks for on one connection: shares by tree id, so that an opened file is known with its share. */
export class SmbActions {
  private readonly version: 1 | 2
  /** message id -> number of the action, share that it asks for */
  private readonly waiting = new Map<number, { action: number; share: number; isPipe: boolean }>()
  /** tree id -> share */
  private readonly shares = new Map<number, { share: number; isPipe: boolean }>()

  constructor(version: 1 | 2) {
    this.version = version
  }

  sessionSetup(packet: Packet): void {
    this.report(packet, SESSION_SETUP_ACTION, 0, 0)
  }

  /** `path`: '\\server\share'. */
  treeConnect(packet: Packet, message: number, path: string): void {
    if (path === '') return
    const share = packet.sink.string(path)
    const action = this.report(packet, TREE_CONNECT_ACTION, share, 0)
    this.wait(message, action, share, /\\IPC\$$/i.test(path))
  }

  /** Of a pipe, or of a file to be written; `path` is asked for only then. */
  open(packet: Packet, message: number, tree: number, access: number, path: () => string): void {
    const known = this.shares.get(tree)
    if (known?.isPipe !== true && (access & WRITES) === 0) return
    const name = path()
    if (name === '') return
    const share = known?.share ?? 0
    this.wait(message, this.report(packet, OPEN_ACTION, share, packet.sink.string(name)), 0, false)
  }

  /** The answer to any request; `tree` matters where it was a share's. */
  answer(packet: Packet, message: number, tree: number, isGranted: boolean): void {
    const waiting = this.waiting.get(message)
    if (waiting === undefined) return
    this.waiting.delete(message)
    packet.sink.smbAnswered(waiting.action, isGranted)
    if (isGranted && waiting.share !== 0 && (this.shares.size < MOST_SHARES || this.shares.has(tree)))
      this.shares.set(tree, { share: waiting.share, isPipe: waiting.isPipe })
  }

  private wait(message: number, action: number, share: number, isPipe: boolean): void {
    if (this.waiting.size >= MOST_WAITING) this.waiting.clear()
    this.waiting.set(message, { action, share, isPipe })
  }

  private report(packet: Packet, action: number, share: number, name: number): number {
    report.version = this.version
    report.action = action
    report.share = share
    report.name = name
    return packet.sink.smb(packet, report)
  }
}

/** bytes[from, from + length) as UTF-16LE, as far as it is there; ends at a NUL. */
export function wideText(packet: Packet, from: number, length: number): string {
  const to = Math.min(packet.end, from + Math.min(length, LONGEST)) - 1
  let text = ''
  for (let at = from; at < to; at += 2) {
    const unit = packet.u16le(at)
    if (unit === 0) break
    text += String.fromCharCode(unit)
  }
  return text
}

/** The text at `from` up to a NUL, one byte a letter. */
export function narrowText(packet: Packet, from: number): string {
  let to = from
  const { bytes } = packet
  const limit = Math.min(packet.end, from + LONGEST)
  while (to < limit && bytes[to] !== 0) to++
  return latin1(bytes, from, to)
}
