import type { Packet } from './packet.ts'

/** What NTLM leaves of a session for the protocol that carries it, which alone sees the answer. */
export class NtlmState {
  /** The log-in that waits for its answer; 0 = none. */
  login = 0
}

/** The NTLM log-in of the packet's session that waits for its answer; 0 = none. */
export function pendingNtlm(packet: Packet): number {
  return packet.stream?.of('ntlmssp', () => new NtlmState()).login ?? 0
}

/** The carrier's verdict on the NTLM log-in of the packet's session, where there is one. */
export function answerNtlm(packet: Packet, isAccepted: boolean): void {
  const state = packet.stream?.of('ntlmssp', () => new NtlmState())
  if (state === undefined || state.login === 0) return
  packet.sink.credentialAnswered(state.login, isAccepted)
  state.login = 0
}
