import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { hex } from '../testing/frames.ts'

/** What it is, link type, bytes, frame.protocols as tshark 4.0.17 has it. */
const frames: [string, number, string, string][] = [
  [
    'mpls ip',
    1,
    '0200000000020200000000018847000101ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:ip:udp',
  ],
  [
    'mpls stack',
    1,
    '0200000000020200000000018847000100ff000101ff6000000000083b4020010db800000000000000000000000120010db80000000000000000000000020000000000000000',
    'eth:ethertype:mpls:ipv6:data',
  ],
  [
    'mpls mc',
    1,
    '0200000000020200000000018848000101ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:ip:udp',
  ],
  [
    'mpls 0',
    1,
    '0200000000020200000000018847000001ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:ip:udp',
  ],
  [
    'mpls 2',
    1,
    '0200000000020200000000018847000021ff6000000000083b4020010db800000000000000000000000120010db80000000000000000000000020000000000000000',
    'eth:ethertype:mpls:ipv6:data',
  ],
  [
    'mpls pw rnd mac',
    1,
    '0200000000020200000000018847000101ff0000000000112233445500aabbccddee08004500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:pwethheuristic:pwethcw:eth:ethertype:ip:udp',
  ],
  [
    'mpls gal',
    1,
    '02000000000202000000000188470000d1ff100000214500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:pwach:ip:udp',
  ],
  ['mpls junk', 1, '0200000000020200000000018847000101ff95112233445566778899', 'eth:ethertype:mpls:data'],
  ['mpls junk0', 1, '0200000000020200000000018847000101ff0511223344', 'eth:ethertype:mpls:pwethheuristic:pwethcw:eth'],
  ['mpls empty', 1, '0200000000020200000000018847000101ff', 'eth:ethertype:mpls'],
  ['mpls notbos', 1, '0200000000020200000000018847000100ff', 'eth:ethertype:mpls'],
  [
    'mpls pw llc',
    1,
    '0200000000020200000000018847000101ff0000000000112233445500aabbccddee00264242030000000000800000000000000100000000800000000000000180010000140002000f00',
    'eth:ethertype:mpls:pwethheuristic:pwethcw:eth:llc:stp',
  ],
  [
    'mpls pw arp',
    1,
    '0200000000020200000000018847000101ff00112233445500aabbccddee080600010800060400010200000000010102030400000000000005060708',
    'eth:ethertype:mpls:pwethheuristic:pwethcw:eth:ethertype:ip',
  ],
  [
    'mpls pw cw vlan',
    1,
    '0200000000020200000000018847000101ff000000000050569a3b440050569a3b458100000108004500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:pwethheuristic:pwethcw:eth:ethertype:vlan:ethertype:ip:udp',
  ],
  [
    'mpls label 1',
    1,
    '0200000000020200000000018847000011ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:ip:udp',
  ],
  [
    'mpls label 14',
    1,
    '02000000000202000000000188470000e1ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:data',
  ],
  [
    'mpls entropy',
    1,
    '0200000000020200000000018847000070ff000101ff4500001c000100004011000001020304050607080035003500080000',
    'eth:ethertype:mpls:ip:udp',
  ],
]

test.each(frames)('MPLS: %s', (_, linkType, bytes, protocols) => {
  expect(dissectFrames([hex(bytes)], { linkType }).protocols).toEqual([protocols])
})

test('cut at every length, dissection ends', () => {
  for (const [, linkType, bytes] of frames) {
    const frame = hex(bytes)
    const cuts = Array.from({ length: frame.length }, (_, length) => frame.slice(0, length))
    expect(dissectFrames(cuts, { linkType }).protocols).toHaveLength(frame.length)
  }
})
