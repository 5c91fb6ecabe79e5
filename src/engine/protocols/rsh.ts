import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Remote shell (BSD rcmd): every segment. */
export const rsh: Dissector = { name: 'rsh', dissect: () => ACCEPTED }
