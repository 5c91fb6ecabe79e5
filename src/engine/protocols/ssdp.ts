import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { httpConversation } from '../dissect/http-conversation.ts'
import { dissectHttpMessage, message } from './http-message.ts'

/** Simple Service Discovery Protocol: HTTP messages in datagrams (UPnP Device Architecture 2.0, section 1). */
export const ssdp: Dissector = {
  name: 'ssdp',
  dissect(packet) {
    dissectHttpMessage(packet, packet.offset, httpConversation(packet), false, 1)
    return message.shown ? ACCEPTED : SILENT
  },
}
