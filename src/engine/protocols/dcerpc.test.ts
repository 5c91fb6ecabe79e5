import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const bind = hex(
  '05000b03100000004800000001000000b810b810000000000100000000000100080000000000000000000000000000000300000004' +
    '5d888aeb1cc9119fe808002b10486002000000',
)

/** Expected values are tshark 4.0.17's. */
test('found by its header, and reassembled', () => {
  const { names } = tcpLayers(
    [
      ['c', bind],
      ['s', bind.slice(0, 30)],
      ['s', bind.slice(30)],
      ['c', bytesOf(bind, bind)],
    ],
    135,
  )
  expect(names).toEqual(['tcp:dcerpc', 'tcp', 'tcp:dcerpc', 'tcp:dcerpc'])
  expect(
    tcpLayers(
      [
        ['c', bind],
        ['c', 'junk'],
      ],
      50000,
    ).names,
  ).toEqual(['tcp:dcerpc', 'tcp:data'])
})
