import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Redis, RESP: every segment, whole or not. */
export const resp: Dissector = { name: 'resp', dissect: () => ACCEPTED }
