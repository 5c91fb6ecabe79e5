import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** NTLM, [MS-NLMP]: its three messages. */
export const ntlmssp: Dissector = { name: 'ntlmssp', dissect: () => ACCEPTED }
