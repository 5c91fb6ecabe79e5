import { expect, test } from 'vitest'
import { bytesOf, u32 } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const record = (...words: number[]) => bytesOf(u32(0x80000000 + words.length * 4), words.flatMap(u32))
/** xid 1, call, RPC 2, program, version, procedure, two empty credentials. */
const call = (program: number, procedure: number, ...args: number[]) =>
  record(1, 0, 2, program, 3, procedure, 0, 0, 0, 0, ...args)
const reply = (...results: number[]) => record(1, 1, 0, 0, 0, 0, ...results)

/** RFC 5531 sections 9 and 11. As tshark 4.0.17. */
test('calls and replies by program; without arguments or results nothing more is named', () => {
  expect(
    tcpLayers(
      [
        ['c', call(100003, 1, 4, 7)],
        ['s', reply(70)],
      ],
      2049,
    ).names,
  ).toEqual(['tcp:rpc:nfs', 'tcp:rpc:nfs'])
  expect(
    tcpLayers(
      [
        ['c', call(100003, 0)],
        ['s', reply()],
      ],
      2049,
    ).names,
  ).toEqual(['tcp:rpc', 'tcp:rpc'])
  expect(tcpLayers([['c', call(100000, 3, 100003, 3, 6, 0)]], 111).names).toEqual(['tcp:rpc:portmap'])
})

test('a record over two segments', () => {
  const whole = call(100003, 1, 4, 7)
  expect(
    tcpLayers(
      [
        ['c', whole.slice(0, 30)],
        ['c', whole.slice(30)],
      ],
      2049,
    ).names,
  ).toEqual(['tcp', 'tcp:rpc:nfs'])
})
