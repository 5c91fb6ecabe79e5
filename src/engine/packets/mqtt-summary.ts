import type { LayerSummary } from './layer-values.ts'

/** MQTT 5.0 section 2.1.2, as Wireshark words them. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'Connect Command',
  2: 'Connect Ack',
  3: 'Publish Message',
  4: 'Publish Ack',
  5: 'Publish Received',
  6: 'Publish Release',
  7: 'Publish Complete',
  8: 'Subscribe Request',
  9: 'Subscribe Ack',
  10: 'Unsubscribe Request',
  11: 'Unsubscribe Ack',
  12: 'Ping Request',
  13: 'Ping Response',
  14: 'Disconnect Req',
  15: 'Authentication Exchange',
}

export const mqttSummary: LayerSummary = (mqtt) => {
  const types = mqtt.all('mqtt.msgtype').map((type) => TYPES[Number(type)] ?? 'Reserved')
  if (types.length === 0) return null
  const topic = types.length === 1 ? mqtt.first('mqtt.topic') : ''
  return { text: `${types.join(', ')}${topic === '' ? '' : ` [${topic}]`}` }
}
