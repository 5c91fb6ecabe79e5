import { createContext, useContext } from 'react'
import type { Direction } from './conversation-directions.ts'

/** A value that stands on the page, as expressions name it. */
export type FieldValue = {
  field: string
  /** As written in the tables; quoted when an expression needs it. */
  value: string
  /** The whole condition where it is more than `field == value`. */
  condition?: string
  /** Of points in time: seconds since 1970. */
  time?: number
  /** Of what lasts, as a bar of a timeline: seconds since 1970. */
  span?: { from: number; to: number }
  /** What is copied where it is something else: the number of a cell that stands for its row. */
  copied?: string
  /** The field whose values are counted where it is another; null = counting them says nothing. */
  counted?: string | null
  /** Filters of the conversation that the value belongs to. */
  directions?: readonly Direction[]
}

/** Wireshark's six ways of making an expression of a value. */
export type FilterMode = 'selected' | 'not' | 'and' | 'or' | 'and-not' | 'or-not'

/** What can be done with a value; the app knows how. */
export type ValueActions = {
  apply: (mode: FilterMode, condition: string) => void
  prepare: (mode: FilterMode, condition: string) => void
  /** The expression that a mode would make. */
  preview: (mode: FilterMode, condition: string) => string
  /** Shows every value of a field with its counts. */
  count: (field: string) => void
  /** Saves the packets of a condition, whatever is selected. */
  savePackets: (condition: string) => void
  isWatched: (condition: string) => boolean
  /** Puts a value on the watchlist, or takes it off. */
  setWatched: (value: FieldValue, watched: boolean) => void
  setTime: (end: 'from' | 'to', time: number) => void
  setSpan: (span: { from: number; to: number }) => void
  /** Opens the menu of a value at a place of the window (pixels); the focus goes back to `element`. */
  openMenu: (value: FieldValue, x: number, y: number, element: HTMLElement) => void
}

export const ValueActionsContext = createContext<ValueActions | null>(null)

export function useValueActions(): ValueActions | null {
  return useContext(ValueActionsContext)
}

/** Values that may stand in an expression as they are; wildcards and ranges may not. */
const BARE = /^[\w:-]+(?:\.[\w:-]+)*$/

/** `ip.addr == 10.0.0.1`; text in quotes, control characters as escapes. */
export function conditionOf({ field, value, condition }: FieldValue): string {
  return condition ?? `${field} == ${literalOf(value)}`
}

/** The field whose values are counted: null where that says nothing, as of points in time. */
export function countedField({ field, counted, time, span }: FieldValue): string | null {
  return counted !== undefined ? counted : time === undefined && span === undefined ? field : null
}

/** A protocol's own name is the field that selects it; it is counted among the protocols of sessions. */
export function protocolValue(name: string): FieldValue {
  return { field: name, value: name, condition: name, counted: 'protocols' }
}

/** Protocols that are no service of a session. */
const CARRIERS = new Set('eth arp ip ipv6 icmp icmpv6 igmp tcp udp sctp gre'.split(' '))

/**
 * What a timeline counts for a protocol: packets that carry it, and those of its sessions in which it cannot be seen (a
 * segment in the middle of a TLS record).
 */
export function protocolCondition(name: string): string {
  return CARRIERS.has(name) ? name : `(${name} or service == ${literalOf(name)})`
}

/** A value as an expression writes it. */
export function literalOf(value: string): string {
  if (BARE.test(value)) return value
  const escaped = value
    .replaceAll(/["\\]/g, String.raw`\$&`)
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\x00-\x1f\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"${escaped}"`
}

/** The field of an address, by its looks. */
export function addressField(address: string): 'eth.addr' | 'ip.addr' | 'ipv6.addr' {
  if (/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(address)) return 'eth.addr'
  return address.includes(':') ? 'ipv6.addr' : 'ip.addr'
}

/** An amount of something: it stands for what it counts, and its own number is copied. */
export function amountOf(value: FieldValue | null, amount: number): FieldValue | null {
  return value && { ...value, condition: conditionOf(value), copied: String(amount) }
}

/** null for what is no address. */
export function addressValue(address: string | null | undefined): FieldValue | null {
  return address === null || address === undefined || address === ''
    ? null
    : { field: addressField(address), value: address }
}

/** null where there is no text. */
export function fieldValue(field: string, value: string | number | null | undefined): FieldValue | null {
  return value === null || value === undefined || value === '' ? null : { field, value: String(value) }
}
