import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { TcpConversation } from './testing/frames.ts'

// RFC 7617 section 2: the user Aladdin with the password 'open sesame'.
const request = 'GET / HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n'

test('an exported list of credentials covers the secrets until they are asked for', async () => {
  const conversation = new TcpConversation(80)
  const frames = [...conversation.handshake(), conversation.client(request)]
  const engine = new Engine()
  await engine.open([
    new File([new Uint8Array(pcapFile(frames.map((bytes, seconds) => ({ bytes, seconds, fraction: 0 }))))], 'a.pcap'),
  ])
  await engine.whenRead()
  const exported = async (secrets?: boolean) =>
    await (await engine.exportList({ list: 'credentials', format: 'csv', secrets })).blob.text()
  expect(await exported()).toContain('Aladdin,••••••••,')
  expect(await exported()).not.toContain('sesame')
  expect(await exported(true)).toContain('Aladdin,open sesame,')
  expect(engine.credentials()).toMatchObject([{ user: 'Aladdin', secret: 'open sesame' }])
})
