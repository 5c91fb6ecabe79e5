import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytesOf } from '../testing/frames.ts'
import { type Segment, tcpLayers } from '../testing/tcp-layers.ts'
import { files } from './files.ts'
import { rowsOf } from './list.ts'

const get = (uri: string): Segment => ['c', `GET ${uri} HTTP/1.1\r\nHost: x.example\r\n\r\n`]
const answer = (type: string, body: Uint8Array, more = ''): Segment => [
  's',
  bytesOf(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n${more}\r\n`, body),
]
/** A DOS header that points to 'PE' at 64. */
const executable = (() => {
  const bytes = new Uint8Array(200)
  bytes.set(bytesOf('MZ'))
  bytes[60] = 64
  bytes.set(bytesOf('PE\0\0'), 64)
  return bytes
})()
const of = (...segments: Segment[]) => rowsOf(files(tcpLayers(segments, 80).tables, null))

test('a body by its first bytes, its declared type, its name and its request', () => {
  expect(of(get('/a/logo.png?x=1'), answer('image/png; q=1', executable))).toEqual([
    {
      frame: 5,
      time: '1700000000.004000000',
      tx_host: '198.51.100.2',
      rx_host: '192.0.2.1',
      source: 'http',
      mime_type: 'application/x-dosexec',
      declared_type: 'image/png',
      filename: 'logo.png',
      host: 'x.example',
      uri: '/a/logo.png?x=1',
      bytes: 200,
    },
  ])
})

test('a name in Content-Disposition comes before that of the path', () => {
  const disposition = 'Content-Disposition: attachment; filename="setup.exe"\r\n'
  expect(of(get('/dl'), answer('application/octet-stream', executable, disposition))[0].filename).toBe('setup.exe')
})

test('what is compressed or chunked is looked at without its coding; a part of a file is not looked at', () => {
  const zipped = new Uint8Array(gzipSync(executable))
  const types = of(
    get('/1'),
    answer('text/html', zipped, 'Content-Encoding: gzip\r\n'),
    get('/2'),
    ['s', bytesOf('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n%PDF\r\n2\r\n-1\r\n0\r\n\r\n')],
    get('/3'),
    answer('x/y', executable, 'Content-Range: bytes 500-699/1000\r\n'),
    get('/4'),
    answer('text/plain', new Uint8Array(0)),
  ).map(({ mime_type }) => mime_type)
  expect(types).toEqual(['application/x-dosexec', 'application/pdf', null])
})

test('an upload is a file of the client', () => {
  const upload = bytesOf('POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n', executable)
  expect(of(['c', upload])[0]).toMatchObject({ tx_host: '192.0.2.1', rx_host: '198.51.100.2', uri: '/up' })
})
