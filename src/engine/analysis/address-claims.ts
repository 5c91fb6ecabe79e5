import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf } from './list.ts'
import { frameTime } from './times.ts'

/** An IP address and the hardware address that says to have it (ARP, Neighbor Discovery). */
export type AddressClaim = {
  protocol: string
  address: string
  mac: string
  /** First and last claim. */
  frame: number
  last_frame: number
  time: string | null
  last_time: string | null
  requests: number
  replies: number
  gratuitous: number
  /** Claims right after one of another hardware address. */
  takeovers: number
}

/** Claims whose first or last frame is selected, in the order of the capture. */
export function addressClaims(tables: CaptureTables, selected: Selected | null): List<AddressClaim> {
  const { addressClaims: t, addresses, protocolNames } = tables
  const found: AddressClaim[] = []
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.firstFrame[row]) && !hasFrame(selected, t.lastFrame[row])) continue
    found.push({
      protocol: protocolNames[t.protocol[row]],
      address: addresses.text(t.address[row]),
      mac: addresses.text(t.mac[row]),
      frame: t.firstFrame[row],
      last_frame: t.lastFrame[row],
      time: frameTime(tables, t.firstFrame[row]),
      last_time: frameTime(tables, t.lastFrame[row]),
      requests: t.requests[row],
      replies: t.replies[row],
      gratuitous: t.gratuitous[row],
      takeovers: t.takeovers[row],
    })
  }
  return listOf(found)
}
