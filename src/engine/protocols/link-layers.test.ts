import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { protocolRegistry } from './protocol-registry.ts'

const linkTypes = Object.keys(protocolRegistry.linkType).map(Number)
const etherTypes = Object.keys(protocolRegistry.etherType).map(Number)

test('whatever the bytes, every link layer ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(...linkTypes), fc.uint8Array({ maxLength: 120 }), (linkType, bytes) => {
      expect(dissectFrames([bytes], { linkType }).protocols).toHaveLength(1)
    }),
  )
})

test('whatever the bytes, every EtherType ends, and its name stands after ethertype', () => {
  fc.assert(
    fc.property(fc.constantFrom(...etherTypes), fc.uint8Array({ maxLength: 120 }), (type, bytes) => {
      const frame = Uint8Array.from([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, type >>> 8, type & 255, ...bytes])
      const [protocols] = dissectFrames([frame]).protocols
      expect(protocols).toMatch(/^eth:ethertype(:|$)/)
    }),
  )
})

test('a link type without a dissector is data', () => {
  expect(dissectFrames([Uint8Array.of(1, 2, 3)], { linkType: 65000 }).protocols).toEqual(['data'])
})
