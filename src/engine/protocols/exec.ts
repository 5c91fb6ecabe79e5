import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Remote execution (BSD rexec): every segment. */
export const rexec: Dissector = { name: 'exec', dissect: () => ACCEPTED }
