import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { answerNtlm } from '../dissect/ntlm-state.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectSecurityBlob } from '../dissect/security-blob.ts'
import { narrowText, SmbActions, wideText } from '../dissect/smb-actions.ts'
import { startsWithAnyCase } from '../dissect/text-lines.ts'

const HEADER = 32
const SESSION_SETUP = 0x73
const NEGOTIATE = 0x72
const TRANSACTION = 0x25
const TREE_CONNECT_ANDX = 0x75
const NT_CREATE_ANDX = 0xa2
const UNICODE = 0x8000
const WRITE_ANDX = 0x2f
/** Parameter words of a write to a mailslot: three of them are its setup. */
const MAILSLOT_WORDS = 17
const MAILSLOT = '\\MAILSLOT\\'
const READ_ANDX = 0x2e
const STATUS_MORE_PROCESSING = 0xc0000016
const RESPONSE = 0x80

class SmbState {
  /** FIDs that carried DCE/RPC. */
  readonly pipes = new Set<number>()
  readonly actions = new SmbActions(1)
}

/** SMB 1 ([MS-CIFS], [MS-SMB]): authentication blobs and DCE/RPC in named pipes. */
export const smb: Dissector = {
  name: 'smb',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 4 || packet.u32(at) !== 0xff534d42) return REJECTED
    if (!packet.need(HEADER + 1)) return ACCEPTED
    const command = packet.u8(at + 4)
    const isResponse = (packet.u8(at + 9) & RESPONSE) !== 0
    if (command === SESSION_SETUP && isResponse && packet.u32le(at + 5) !== STATUS_MORE_PROCESSING)
      answerNtlm(packet, packet.u32le(at + 5) === 0)
    const words = packet.u8(at + HEADER)
    const parameters = at + HEADER + 1
    const dataCount = parameters + words * 2
    if (dataCount + 2 > packet.end) return ACCEPTED
    const data = dataCount + 2
    if (command === SESSION_SETUP || command === TREE_CONNECT_ANDX || command === NT_CREATE_ANDX)
      takeAction(packet, at, command, { isResponse, words, parameters, data })
    const length = packet.u16le(dataCount)
    if (command === SESSION_SETUP && words === (isResponse ? 4 : 12)) {
      const blob = packet.u16le(parameters + (isResponse ? 6 : 14))
      dissectSecurityBlob(packet, data, blob)
    } else if (command === NEGOTIATE && isResponse && words === 17 && (packet.u8(parameters + 22) & 0x80) !== 0) {
      // CAP_EXTENDED_SECURITY: a GUID, then the blob.
      if (length > 16) dissectSecurityBlob(packet, data + 16, length - 16)
    } else if (command === TRANSACTION && !isResponse && words === MAILSLOT_WORDS && isMailslot(packet, data))
      dissectMailslot(packet, data + MAILSLOT.length)
    else if (command === TRANSACTION) dissectTransaction(packet, at, parameters, words, isResponse)
    else if (command === WRITE_ANDX && !isResponse && words >= 12)
      pipeData(packet, at, packet.u16le(parameters + 4), packet.u16le(parameters + 20), packet.u16le(parameters + 22))
    else if (command === READ_ANDX && isResponse && words === 12)
      pipeData(packet, at, -1, packet.u16le(parameters + 10), packet.u16le(parameters + 12))
    return ACCEPTED
  },
}

type Block = { isResponse: boolean; words: number; parameters: number; data: number }

/** Sessions, shares and opened files ([MS-CIFS] sections 2.2.4.53, 55 and 64), with their answers. */
function takeAction(packet: Packet, at: number, command: number, { isResponse, words, parameters, data }: Block): void {
  const actions = packet.stream?.of('smb', () => new SmbState()).actions
  if (actions === undefined) return
  const message = packet.u16le(at + 30)
  const tree = packet.u16le(at + 24)
  const isUnicode = (packet.u16le(at + 10) & UNICODE) !== 0
  // Unicode texts begin at an even place of the message.
  const textAt = (from: number) =>
    isUnicode ? wideText(packet, from + ((from - at) & 1), packet.end) : narrowText(packet, from)
  if (isResponse) actions.answer(packet, message, tree, packet.u32le(at + 5) === 0)
  else if (command === SESSION_SETUP) {
    actions.sessionSetup(packet)
    chainedTree(packet, at, parameters)
  } else if (command === TREE_CONNECT_ANDX && words === 4)
    actions.treeConnect(packet, message, textAt(data + packet.u16le(parameters + 6)))
  else if (command === NT_CREATE_ANDX && words === 24 && parameters + 48 <= packet.end)
    actions.open(packet, message, tree, packet.u32le(parameters + 15), () => textAt(data))
}

/** A tree connect that rides on the session setup (AndX). */
function chainedTree(packet: Packet, at: number, parameters: number): void {
  const words = at + packet.u16le(parameters + 2)
  if (packet.u8(parameters) !== TREE_CONNECT_ANDX || words <= parameters || words + 11 > packet.end) return
  if (packet.u8(words) !== 4) return
  takeAction(packet, at, TREE_CONNECT_ANDX, { isResponse: false, words: 4, parameters: words + 1, data: words + 11 })
}

function isMailslot(packet: Packet, at: number): boolean {
  return startsWithAnyCase(packet.bytes, at, packet.end, MAILSLOT.toLowerCase())
}

/** [MS-MAIL] section 2.2.1: the browser's and the logon service's mailslots have protocols of their own. */
function dissectMailslot(packet: Packet, name: number): void {
  const { bytes, end } = packet
  packet.repeat('mailslot')
  if (startsWithAnyCase(bytes, name, end, 'browse') || startsWithAnyCase(bytes, name, end, 'lanman'))
    packet.note('browser')
  else if (startsWithAnyCase(bytes, name, end, 'net') || startsWithAnyCase(bytes, name, end, 'temp\\netlogon'))
    packet.note('smb_netlogon')
}

/** SMB_COM_TRANSACTION: what goes through \\PIPE\\. */
function dissectTransaction(packet: Packet, at: number, parameters: number, words: number, isResponse: boolean): void {
  if (isResponse ? words < 10 : words < 14) return
  const count = packet.u16le(parameters + (isResponse ? 12 : 22))
  const offset = packet.u16le(parameters + (isResponse ? 14 : 24))
  pipeData(packet, at, -1, count, offset)
}

function pipeData(packet: Packet, at: number, fid: number, count: number, offset: number): void {
  const from = at + offset
  if (count < 16 || offset < HEADER || from + 4 > packet.end) return
  const state = packet.stream?.of('smb', () => new SmbState())
  const isDcerpc = packet.u8(from) === 5 && packet.u8(from + 1) <= 1 && packet.u8(from + 2) < 20
  if (fid >= 0 && isDcerpc && state !== undefined && state.pipes.size < 4096) state.pipes.add(fid)
  if (!isDcerpc) return
  const { end, wireEnd, offset: start } = packet
  packet.offset = from
  packet.end = Math.min(end, from + count)
  packet.wireEnd = Math.min(wireEnd, from + count)
  packet.callNamed('dcerpc')
  packet.offset = start
  packet.end = end
  packet.wireEnd = wireEnd
}
