import type { LayerSummary } from './layer-values.ts'

/** RFC 3416 section 3. */
const PDUS = [
  'get-request',
  'get-next-request',
  'get-response',
  'set-request',
  'trap',
  'getBulkRequest',
  'informRequest',
  'snmpV2-trap',
  'report',
]

export const snmpSummary: LayerSummary = (snmp) => {
  const name = PDUS[snmp.number('snmp.data')]
  return name === undefined ? null : { text: name }
}
