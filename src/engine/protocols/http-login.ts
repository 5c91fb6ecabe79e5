import { base64Bytes } from '../bytes/base64.ts'
import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import type { HttpConversation } from '../dissect/http-conversation.ts'
import { pendingNtlm } from '../dissect/ntlm-state.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte, latin1, startsWithAnyCase } from '../dissect/text-lines.ts'
import { places } from './http-headers.ts'

const COLON = 58
const LONGEST = 4096

/** The Authorization or Proxy-Authorization header of a request: Basic (RFC 7617), the user of Digest (RFC 7616), of NTLM. */
export function takeHttpLogin(packet: Packet, conversation: HttpConversation): void {
  if (packet.inError) return
  const { bytes } = packet
  const { authorization: from } = places
  const to = Math.min(places.authorizationEnd, from + LONGEST)
  const protocol = packet.ipProto === 17 ? 'ssdp' : 'http'
  if (startsWithAnyCase(bytes, from, to, 'basic ')) {
    const text = base64Bytes(bytes, from + 6, to)
    const colon = indexOfByte(text, COLON, 0, text.length)
    if (colon < 0) return
    const secret = credentialText(packet, text, colon + 1, text.length)
    conversation.login = reportCredential(packet, protocol, 'Basic', credentialText(packet, text, 0, colon), secret)
  } else if (startsWithAnyCase(bytes, from, to, 'digest ')) {
    const user = /[ ,]username="([^"]{1,256})"/i.exec(latin1(bytes, from, to))
    if (user !== null) conversation.login = reportCredential(packet, protocol, 'Digest', packet.sink.string(user[1]), 0)
  } else if (startsWithAnyCase(bytes, from, to, 'ntlm ') || startsWithAnyCase(bytes, from, to, 'negotiate '))
    conversation.login = pendingNtlm(packet)
}

/** 401 and 407 refuse (RFC 9110 section 15.5); 403 and errors of the server say nothing about the log-in. */
export function answerHttpLogin(packet: Packet, conversation: HttpConversation, status: number): void {
  if (status < 200) return
  if (status === 401 || status === 407) packet.sink.credentialAnswered(conversation.login, false)
  else if (status < 400 || status === 404) packet.sink.credentialAnswered(conversation.login, true)
  conversation.login = 0
}
