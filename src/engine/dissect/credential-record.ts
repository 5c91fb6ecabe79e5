import type { Packet } from './packet.ts'

/** A log-in as the client says it. Texts are TextPool ids, 0 = not said. */
export type CredentialRecord = {
  /** Name of the protocol; '' = the one that carries the layer under dissection. */
  protocol: string
  mechanism: string
  user: number
  secret: number
  domain: number
  hostname: number
}

const record: CredentialRecord = { protocol: '', mechanism: '', user: 0, secret: 0, domain: 0, hostname: 0 }

/** Longest name or secret that is kept. */
const LONGEST = 256

/**
 * Reports what the sender of the packet logs in with. Answers what `sink.credentialAnswered` wants to know of it;
 * 0 = not kept.
 */
export function reportCredential(
  packet: Packet,
  protocol: string,
  mechanism: string,
  user: number,
  secret: number,
): number {
  if (packet.inError || (user === 0 && secret === 0)) return 0
  record.protocol = protocol
  record.mechanism = mechanism
  record.user = user
  record.secret = secret
  record.domain = 0
  record.hostname = 0
  return packet.sink.credential(packet, record)
}

/** As reportCredential, of a user in a domain at a machine. */
export function reportDomainUser(
  packet: Packet,
  mechanism: string,
  user: string,
  domain: string,
  hostname: string,
): number {
  if (packet.inError || user === '') return 0
  const { sink } = packet
  record.protocol = ''
  record.mechanism = mechanism
  record.user = sink.string(user)
  record.secret = 0
  record.domain = domain === '' ? 0 : sink.string(domain)
  record.hostname = hostname === '' ? 0 : sink.string(hostname)
  return sink.credential(packet, record)
}

/** TextPool id of bytes[from, to), cut at 256 bytes; 0 for none. */
export function credentialText(packet: Packet, bytes: Uint8Array, from: number, to: number): number {
  return to <= from ? 0 : packet.sink.text(bytes, from, Math.min(to, from + LONGEST))
}
