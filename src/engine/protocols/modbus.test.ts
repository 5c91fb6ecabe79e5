import { expect, test } from 'vitest'
import { hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const request = hex('000100000006010300000001')

test('one name for the header, one for the request; what is no Modbus is data', () => {
  expect(
    tcpLayers(
      [
        ['c', request],
        ['c', request.slice(0, 9)],
        ['c', request.slice(9)],
      ],
      502,
    ).names,
  ).toEqual(['tcp:mbtcp:modbus', 'tcp', 'tcp:mbtcp:modbus'])
  // As tshark 4.0.17.
  expect(tcpLayers([['c', 'hello world\r\n']], 502).names).toEqual(['tcp:data'])
})
