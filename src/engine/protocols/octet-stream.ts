import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** application/octet-stream: shown like what nobody claims, but at the top level. */
export const octetStream: Dissector = { name: 'data', needsBeginning: true, dissect: () => ACCEPTED }
