import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, ethernetFrame, hex } from '../testing/frames.ts'
import { arpSpoofing } from './arp-spoofing.ts'
import { duplicateAddress } from './duplicate-address.ts'

const [ANN, GATE, EVE] = ['0a0000000001', '0a0000000002', '0a0000000066']
const reply = (mac: string, from: string, to = '192.0.2.9') => {
  const address = (text: string) => text.split('.').map(Number)
  return ethernetFrame(
    0x0806,
    bytesOf(hex('0001 0800 06 04 0002'), hex(mac), address(from), hex('000000000000'), address(to)),
  )
}
const run = (frames: Uint8Array[]) => {
  const { tables } = dissectFrames(frames)
  return {
    spoofing: arpSpoofing.detect(tables, null, { addresses: 2, takeovers: 2, answers: 6 }),
    duplicates: duplicateAddress.detect(tables, null, { takeovers: 2 }),
  }
}
const twice = (frames: Uint8Array[]) => [...frames, ...frames]

test('a machine between two others', () => {
  const { spoofing, duplicates } = run(
    twice([reply(ANN, '192.0.2.5'), reply(GATE, '192.0.2.1'), reply(EVE, '192.0.2.1'), reply(EVE, '192.0.2.5')]),
  )
  expect(duplicates).toEqual([])
  expect(spoofing).toEqual([
    {
      severity: 'high',
      confidence: 'likely',
      title: '0a:00:00:00:00:66 claims the addresses of 2 others: 192.0.2.1, 192.0.2.5',
      src: ['0a:00:00:00:00:66'],
      dst: ['192.0.2.1', '192.0.2.5'],
      count: 8,
      first: '1700000000.000000000',
      last: '1700000000.007000000',
      evidence: 'arp.src.proto_ipv4 in {192.0.2.1, 192.0.2.5}',
      why: {
        addresses: 2,
        addresses_threshold: 2,
        // ANN, EVE, ANN, EVE: three changes of hands for each address
        takeovers: 6,
        takeovers_threshold: 2,
        owners: '0a:00:00:00:00:01, 0a:00:00:00:00:02',
      },
    },
  ])
})

test('two machines with one address are a duplicate, and no spoofing', () => {
  const { spoofing, duplicates } = run(twice([reply(ANN, '192.0.2.5'), reply(EVE, '192.0.2.5')]))
  expect(spoofing).toEqual([])
  expect(duplicates).toMatchObject([
    {
      severity: 'medium',
      title: '2 machines claim 192.0.2.5: 0a:00:00:00:00:01, 0a:00:00:00:00:66',
      count: 4,
      why: { machines: 2, takeovers: 3 },
    },
  ])
})

test('an address that went on to another machine once is neither, nor is one that several share on purpose', () => {
  const nothing = { spoofing: [], duplicates: [] }
  expect(run([reply(ANN, '192.0.2.5'), reply(ANN, '192.0.2.5'), reply(EVE, '192.0.2.5')])).toEqual(nothing)
  expect(run(twice([reply(ANN, '192.0.2.5'), reply('00005e000101', '192.0.2.5')]))).toEqual(nothing)
  expect(run(twice([reply(ANN, '192.0.2.5'), reply(ANN, '192.0.2.6')]))).toEqual(nothing)
})

test('one address, taken by a machine that only ever answers for it; not one that asks with it', () => {
  const ask = ethernetFrame(
    0x0806,
    bytesOf(hex('0001 0800 06 04 0001'), hex(EVE), [192, 0, 2, 1], hex('000000000000'), [192, 0, 2, 9]),
  )
  const answers = (count: number) => Array.from({ length: count }, () => reply(EVE, '192.0.2.1'))
  expect(run([reply(GATE, '192.0.2.1'), ...answers(5)]).spoofing).toEqual([])
  expect(run([reply(GATE, '192.0.2.1'), ...answers(6)]).spoofing).toMatchObject([
    { severity: 'medium', confidence: 'possible', dst: ['192.0.2.1'], why: { answers: 6, answers_threshold: 6 } },
  ])
  expect(run([reply(GATE, '192.0.2.1'), ask, ...answers(6)]).spoofing).toEqual([])
  expect(run([reply(GATE, '192.0.2.1'), ...answers(6), reply(GATE, '192.0.2.1')]).duplicates).toEqual([])
})
