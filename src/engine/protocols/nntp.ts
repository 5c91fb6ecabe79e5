import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** NNTP, RFC 3977: every segment. */
export const nntp: Dissector = { name: 'nntp', dissect: () => ACCEPTED }
