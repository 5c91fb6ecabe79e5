import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Rlogin, RFC 1282: every segment. */
export const rlogin: Dissector = { name: 'rlogin', dissect: () => ACCEPTED }
