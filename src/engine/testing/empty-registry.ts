import type { ProtocolRegistry } from '../dissect/dissector.ts'

/** A registry that knows nothing; tests spread it and add what they need. */
export const emptyRegistry: ProtocolRegistry = {
  linkType: {},
  etherType: {},
  llcSap: {},
  ciscoPid: {},
  nlpid: {},
  chdlcProtocol: {},
  pppProtocol: {},
  greProtocol: {},
  ipProto: {},
  udpPort: {},
  tcpPort: {},
  sctpPort: {},
  sctpPpi: {},
  mediaType: {},
  udpHeuristic: [],
  tcpHeuristic: [],
  sctpHeuristic: [],
  stunHeuristic: [],
  named: [],
}
