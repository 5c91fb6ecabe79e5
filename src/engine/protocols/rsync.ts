import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** The rsync daemon: every segment. */
export const rsync: Dissector = { name: 'rsync', dissect: () => ACCEPTED }
