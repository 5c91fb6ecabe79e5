/** How a field's values are read, and printed by `tshark -T fields`. */
export type FieldKind =
  | 'number'
  | 'boolean'
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  | 'text'
  | 'bytes'
  | 'time'
  | 'epoch'
  | 'duration'
  | 'presence'

type Form = {
  readonly kind: FieldKind
  /** Hexadecimal digits at least; 0 = decimal. Of times 1: see optionalTime. */
  readonly digits: number
  readonly meaning: string
}

/** One field of a protocol, by the name that Wireshark 4.0 gives it. */
export type LayoutField = Form & {
  /** From 1, in the order in which layouts are made; the same for the life of the program. */
  readonly id: number
  readonly name: string
}

/** The fields of one protocol by the part of their name behind the protocol's. */
export type Layout<K extends string = string> = Readonly<Record<K, LayoutField>>

/** By name; place + 1 = id. */
const made = new Map<string, LayoutField>()

/** Names fields of a protocol, when a module is loaded. What another layout has named already is the same field. */
export function layout<K extends string>(protocol: string, forms: Readonly<Record<K, Form>>): Layout<K> {
  const fields: Record<string, LayoutField> = Object.create(null)
  for (const [key, form] of Object.entries<Form>(forms)) {
    const name = `${protocol}.${key}`
    const field = made.get(name) ?? { ...form, id: made.size + 1, name }
    made.set(name, field)
    fields[key] = field
  }
  return fields as Layout<K>
}

/** Ids of all fields made so far are at most this. */
export function highestFieldId(): number {
  return made.size
}

const form = (kind: FieldKind) => (meaning: string) => ({ kind, digits: 0, meaning })

export const decimal = form('number')
/** `digits` as wide as the field in the packet: 2 a byte. */
export const hexadecimal = (digits: number, meaning: string) => ({ kind: 'number' as const, digits, meaning })
export const flag = form('boolean')
export const ipv4Address = form('ipv4')
export const ipv6Address = form('ipv6')
export const macAddress = form('mac')
export const text = form('text')
export const byteRun = form('bytes')
export const absoluteTime = form('time')
/** As absoluteTime; 1970 is no time at all. */
export const optionalTime = (meaning: string) => ({ kind: 'time' as const, digits: 1, meaning })
/** Printed as seconds since 1970. */
export const epochTime = form('epoch')
export const duration = form('duration')
/** It is there or not; tshark prints 1. */
export const presence = form('presence')
