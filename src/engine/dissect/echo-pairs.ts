import type { Packet } from './packet.ts'

type Asked = { frame: number; time: number }
const newEchoes = () => new Map<string, Asked>()
/** Requests that are remembered. */
const MOST_ECHOES = 10_000

/** Remembers an echo request by its identifier and sequence number; of a reply answers the request, or null. */
export function pairEcho(
  packet: Packet,
  memory: string,
  key: number,
  isRequest: boolean,
): { frame: number; milliseconds: number } | null {
  if (packet.inError) return null
  const echoes: Map<string, Asked> = packet.keep(memory, newEchoes)
  const pair = isRequest ? [packet.source, packet.destination] : [packet.destination, packet.source]
  const word = `${pair[0]} ${pair[1]} ${key}`
  if (isRequest) {
    if (echoes.size >= MOST_ECHOES) echoes.clear()
    echoes.set(word, { frame: packet.number, time: packet.time })
    return null
  }
  const asked = echoes.get(word)
  if (asked === undefined) return null
  echoes.delete(word)
  return { frame: asked.frame, milliseconds: (packet.time - asked.time) / 1e6 }
}
