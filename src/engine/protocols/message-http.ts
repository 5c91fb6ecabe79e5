import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** message/http: a message quoted in a body (RFC 9112 section 10.1). */
export const messageHttp: Dissector = { name: 'message-http', dissect: () => ACCEPTED }
