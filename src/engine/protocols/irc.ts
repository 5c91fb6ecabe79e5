import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IRC, RFC 2812: every segment. */
export const irc: Dissector = { name: 'irc', dissect: () => ACCEPTED }
