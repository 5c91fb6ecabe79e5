import type { LayerSummary } from './layer-values.ts'

/** RFC 768. */
export const udpSummary: LayerSummary = (udp) => {
  const length = Math.max(0, udp.number('udp.length') - 8)
  return { text: `${udp.first('udp.srcport')} → ${udp.first('udp.dstport')} Len=${Number.isNaN(length) ? 0 : length}` }
}
