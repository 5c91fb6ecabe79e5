import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Telnet, RFC 854: every segment. */
export const telnet: Dissector = { name: 'telnet', dissect: () => ACCEPTED }
