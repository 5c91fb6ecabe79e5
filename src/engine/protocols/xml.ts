import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** XML bodies, by media type. */
export const xml: Dissector = {
  name: 'xml',
  needsBeginning: true,
  dissect(packet) {
    packet.need(3)
    return ACCEPTED
  },
}

/** The media types that Wireshark takes for XML: not every type that ends in +xml. */
export const XML_MEDIA_TYPES = [
  'text/xml',
  'text/vnd.wap.wml',
  'text/vnd.wap.si',
  'text/vnd.wap.sl',
  'text/vnd.wap.co',
  'text/vnd.wap.emn',
  ...(
    '3gpp-ims+xml atom+xml auth-policy+xml ccmp+xml conference-info+xml cpim-pidf+xml cpl+xml dds-web+xml dialog-info+xml ' +
    'emergencycalldata.providerinfo+xml emergencycalldata.serviceinfo+xml emergencycalldata.subscriberinfo+xml ' +
    'emergencycalldata.comment+xml emergencycalldata.control+xml emergencycalldata.deviceinfo+xml held+xml ' +
    'im-iscomposing+xml load-control+xml mathml+xml media_control+xml note+xml pidf+xml pidf-diff+xml poc-settings+xml ' +
    'rdf+xml reginfo+xml resource-lists+xml rlmi+xml rls-services+xml rss+xml rs-metadata+xml smil simple-filter+xml ' +
    'simple-message-summary+xml simservs+xml soap+xml vnd.wv.csp+xml vnd.wv.csp.xml watcherinfo+xml xcap-att+xml ' +
    'xcap-caps+xml xcap-diff+xml xcap-el+xml xcap-error+xml xcap-ns+xml xml xml-dtd xpidf+xml xslt+xml x-crd+xml ' +
    'x-wms-logconnectstats x-wms-logplaystats x-wms-sendevent'
  )
    .split(' ')
    .map((subtype) => `application/${subtype}`),
  'image/svg+xml',
  'message/imdn+xml',
]
