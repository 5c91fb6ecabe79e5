import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** SDP, RFC 8866: the session descriptions in SIP, RTSP and HTTP bodies. */
export const sdp: Dissector = { name: 'sdp', dissect: () => ACCEPTED }
