import { plain } from '../dissect/plain.ts'

/** Routing Information Protocol, RFC 2453. */
export const rip = plain('rip', 4)
