import { expect, test } from 'vitest'
import type { Progress } from './engine-api.ts'
import { engineOfFrames } from './testing/engine-of-frames.ts'
import { ethernetFrame, ipv4Packet, TcpConversation, udpDatagram } from './testing/frames.ts'

const conversation = new TcpConversation(80)
const frames = [
  ...conversation.handshake(),
  conversation.client('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n'),
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array([1, 2, 3, 4]), 40000, 9), { id: 7 })),
]

const opened = () => engineOfFrames(frames)

test.each([
  ['ip.ttl == 64', 5],
  ['ip.id == 7', 1],
  ['ip.id != 7', 4],
  ['tcp.flags.syn == 1', 2],
  ['tcp.flags.syn == true && tcp.flags.ack == false', 1],
  ['tcp.seq == 1', 2],
  ['tcp.len in {1..50}', 1],
  ['tcp.payload contains "example"', 1],
  ['tcp.payload[0:3] == 47:45:54', 1],
  ['tcp.payload matches "^GET /"', 1],
  ['udp.payload == 01:02:03:04', 1],
  ['len(udp.payload) == 4', 1],
  ['http.request.version == "HTTP/1.1"', 1],
  ['tcp.connection.syn', 1],
  ['tcp.analysis.ack_rtt >= 1', 2],
  ['not ip.flags.df == 1', 5],
  ['udp.length == 12 or tcp.connection.synack', 2],
  ['tcp contains "GET"', 1],
  ['!(tcp contains "GET")', 4],
  ['ip contains 47:45:54', 1],
  ['frame contains "example.com"', 1],
  ['http matches "host: EXAMPLE"', 1],
  ['udp contains 01:02', 1],
  // Flags: SYN, SYN and ACK, ACK, ACK and PSH.
  ['tcp[13] & 2', 2],
  ['tcp[13:1] == 02', 1],
  ['tcp[13] == 2', 1],
  ['tcp[13] == 0x12 or udp[2:2] == 00:09', 2],
  ['frame[12:2] == 08:00', 5],
  ['frame[12:2] != 08:00', 0],
  ['eth[12:2] > 0x0700', 5],
  ['udp[100] == 1', 0],
  ['ip[8] === 40 and frame[12] !== 08', 0],
  ['tcp contains "GET" and tcp contains "example"', 1],
])('%s selects %i packets of the second reading', async (expression, count) => {
  const engine = await opened()
  expect(engine.checkExpression(expression)).toMatchObject({ ok: true })
  await engine.readFields(expression)
  expect(engine.status({ expression }).frames).toBe(count)
})

test('a question begins the reading itself, and a revision tells of its end', async () => {
  const engine = await opened()
  const { revision } = engine.progress()
  const done = new Promise<Progress>((resolve) => {
    engine.onProgress((progress) => {
      if (progress.revision > revision && progress.again === undefined) resolve(progress)
    })
  })
  expect(engine.status({ expression: 'ip.id == 7' }).frames).toBe(0)
  expect(engine.progress().again).toMatchObject({ bytesTotal: 24 + frames.reduce((sum, f) => sum + f.length + 16, 0) })
  await done
  expect(engine.status({ expression: 'ip.id == 7' }).frames).toBe(1)
})

test('a cancelled reading says so until it is asked for again', async () => {
  const engine = await opened()
  const reading = engine.readFields('ip.ttl == 64')
  engine.cancel()
  await expect(reading).rejects.toThrow('cancelled')
  expect(() => engine.status({ expression: 'ip.ttl == 64' })).toThrow('cancelled')
  await engine.readFields('ip.ttl == 64')
  expect(engine.status({ expression: 'ip.ttl == 64' }).frames).toBe(5)
})

test('fields of selected packets', async () => {
  const engine = await opened()
  expect(
    await engine.packetFields({ fields: ['ip.id', 'udp.length'], expression: 'udp || ip.id == 1', length: 2 }),
  ).toEqual([
    { number: 1, fields: { 'ip.id': '0x0001' } },
    { number: 2, fields: { 'ip.id': '0x0001' } },
  ])
  const names = ['ip.ttl', 'destination.port', 'id.orig_h', 'protocols']
  expect((await engine.packetFields({ fields: names, start: 3 }))[1]).toEqual({
    number: 5,
    fields: {
      'ip.ttl': '64',
      'destination.port': '9',
      'id.orig_h': '192.0.2.1',
      protocols: 'eth,ip,udp,data',
    },
  })
  expect(await engine.packetFields({ fields: ['udp.length'] })).toEqual([{ number: 5, fields: { 'udp.length': '12' } }])
  await expect(engine.packetFields({ fields: ['ip.nothing'] })).rejects.toThrow('no field called ip.nothing')
})
