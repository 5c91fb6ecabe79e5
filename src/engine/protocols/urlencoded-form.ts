import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** application/x-www-form-urlencoded, WHATWG URL section 5: always names and values. */
export const urlencodedForm: Dissector = { name: 'urlencoded-form', dissect: () => ACCEPTED }
