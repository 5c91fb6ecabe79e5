import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** The remote framebuffer protocol, RFC 6143: every segment. */
export const vnc: Dissector = { name: 'vnc', dissect: () => ACCEPTED }
