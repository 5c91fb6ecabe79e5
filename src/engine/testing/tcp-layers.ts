import { dissectFrames } from './dissect-frames.ts'
import { TcpConversation } from './frames.ts'

/** Who sends (client or server), what, and TCP flags other than PSH and ACK. */
export type Segment = readonly ['c' | 's', string | Uint8Array, number?]

const PSH_ACK = 0x18

/** Dissects a connection to `port`: the names behind ip of each frame after the handshake, and the tables. */
export function tcpLayers(segments: readonly Segment[], port: number) {
  const conversation = new TcpConversation(port)
  const frames = conversation.handshake()
  for (const [side, payload, flags = PSH_ACK] of segments)
    frames.push(side === 'c' ? conversation.client(payload, { flags }) : conversation.server(payload, { flags }))
  const { protocols, tables } = dissectFrames(frames)
  return { names: protocols.slice(3).map((path) => path.replace('eth:ethertype:ip:', '')), tables }
}
