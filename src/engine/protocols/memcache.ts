import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Memcached, text or binary: every segment. */
export const memcache: Dissector = { name: 'memcache', dissect: () => ACCEPTED }
