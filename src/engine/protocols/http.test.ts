import { expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, TcpConversation } from '../testing/frames.ts'
import { type Segment, tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
const layers = (segments: readonly Segment[], port = 80) => tcpLayers(segments, port)

const GET = 'GET /a HTTP/1.1\r\nHost: example.org\r\nUser-Agent: test\r\n\r\n'
const FIN = 0x19

function response(headers: string, body: string | Uint8Array = '', status = '200 OK'): Uint8Array {
  return bytesOf(`HTTP/1.1 ${status}\r\n${headers}\r\n`, body)
}

test('a request and its response are reported with what they say', () => {
  const { names, tables } = layers([
    ['c', GET],
    ['s', response('Content-Type: text/html; charset=utf-8\r\nContent-Length: 2\r\n', 'hi')],
  ])
  expect(names).toEqual(['tcp:http', 'tcp:http:data-text-lines'])
  const { http, texts } = tables
  expect(http.rows).toBe(2)
  expect([http.frame[0], http.frame[1]]).toEqual([4, 5])
  expect(texts.text(http.method[0])).toBe('GET')
  expect(texts.text(http.uri[0])).toBe('/a')
  expect(texts.text(http.host[0])).toBe('example.org')
  expect(texts.text(http.userAgent[0])).toBe('test')
  expect(http.status[1]).toBe(200)
  expect(texts.text(http.phrase[1])).toBe('OK')
  expect(texts.text(http.contentType[1])).toBe('text/html; charset=utf-8')
  expect(http.bodyLength[1]).toBe(2)
  expect(http.peer[1]).toBe(1)
})

test('pipelined requests share one call, and one name', () => {
  const { names, tables } = layers([['c', GET + GET + GET]])
  expect(names).toEqual(['tcp:http'])
  expect(tables.http.rows).toBe(3)
})

test('a message is shown where its last byte arrives, wherever it is cut', () => {
  const message = response(
    'Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n',
    '3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\n\r\n',
  )
  for (let cut = 1; cut < message.length; cut++) {
    const { names } = layers([
      ['c', GET],
      ['s', message.slice(0, cut)],
      ['s', message.slice(cut)],
    ])
    expect(names, `cut at ${cut}`).toEqual(['tcp:http', 'tcp', 'tcp:http:data-text-lines'])
  }
})

test('byte by byte', () => {
  const message = response('Content-Length: 3\r\nContent-Type: text/plain\r\n', 'abc')
  const pieces = Array.from(message, (byte) => ['s', Uint8Array.of(byte)] as const)
  const { names, tables } = layers([['c', GET], ...pieces])
  expect(names.slice(1, -1).every((name) => name === 'tcp')).toBe(true)
  expect(names.at(-1)).toBe('tcp:http:data-text-lines')
  expect(tables.http.frame[1]).toBe(4 + message.length)
})

test('the next response begins behind the last chunk', () => {
  const { names, tables } = layers([
    ['c', GET + GET],
    ['s', response('Transfer-Encoding: chunked\r\nContent-Type: text/html\r\n', '3\r\nab')],
    ['s', 'c\r\n0\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n'],
  ])
  expect(names).toEqual(['tcp:http', 'tcp', 'tcp:http:data-text-lines'])
  expect([tables.http.status[2], tables.http.status[3]]).toEqual([200, 304])
})

test('bytes behind a Content-Length are another message of another call', () => {
  const { names } = layers([
    ['c', GET],
    ['s', response('Content-Length: 4\r\nContent-Type: text/html\r\n', 'ab')],
    ['s', 'cdHTTP/1.1 304 X\r\n\r\n'],
  ])
  expect(names).toEqual(['tcp:http', 'tcp', 'tcp:http:data-text-lines:http'])
})

test('answers to HEAD, 204 and 304 have no body', () => {
  const { names } = layers([
    ['c', 'HEAD / HTTP/1.1\r\n\r\n'],
    ['s', response('Content-Length: 100\r\n')],
    ['c', GET],
    ['s', response('', '', '204 No Content')],
    ['c', GET],
    ['s', response('Content-Length: 9\r\n', '', '304 Not Modified')],
  ])
  expect(names).toEqual(Array(6).fill('tcp:http'))
})

test('100 Continue stands before the answer', () => {
  const { names, tables } = layers([
    [
      'c',
      'POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n',
    ],
    ['s', response('', '', '100 Continue')],
    ['c', 'a=b'],
    ['s', response('Content-Length: 0\r\n')],
  ])
  // The request is complete, and shown, where its body is.
  expect(names).toEqual(['tcp', 'tcp:http', 'tcp:http:urlencoded-form', 'tcp:http'])
  expect(tables.http.frame[1]).toBe(6)
})

test('without a length the body goes to the FIN', () => {
  const head = response('Content-Type: text/html\r\n', 'abc')
  expect(
    layers([
      ['c', GET],
      ['s', head],
      ['s', 'def'],
      ['s', '', FIN],
    ]).names,
  ).toEqual(['tcp:http', 'tcp', 'tcp', 'tcp:http:data-text-lines'])
  expect(
    layers([
      ['c', GET],
      ['s', head],
      ['s', 'def'],
    ]).names,
  ).toEqual(['tcp:http', 'tcp', 'tcp'])
  expect(
    layers([
      ['c', GET],
      ['s', bytesOf(head, 'def'), FIN],
    ]).names,
  ).toEqual(['tcp:http', 'tcp:http:data-text-lines'])
})

test('CONNECT: what follows belongs to the port asked for', () => {
  const hello = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)
  const { names } = layers(
    [
      ['c', 'CONNECT a:443 HTTP/1.1\r\n\r\n'],
      ['s', response('')],
      ['c', hello],
    ],
    8080,
  )
  expect(names).toEqual(['tcp:http', 'tcp:http', 'tcp:http:tls'])
  const toHttp = layers(
    [
      ['c', 'CONNECT a:80 HTTP/1.1\r\n\r\n'],
      ['s', response('')],
      ['c', GET],
    ],
    8080,
  )
  expect(toHttp.names).toEqual(['tcp:http', 'tcp:http', 'tcp:http:data'])
})

test('an upgrade to WebSocket: text, binary, fragments, masks, control frames', () => {
  const { names } = layers([
    ['c', 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'],
    ['s', response('Upgrade: websocket\r\n', '', '101 Switching Protocols')],
    ['s', Uint8Array.of(0x01, 2, 0x68, 0x69)],
    ['s', Uint8Array.of(0x80, 2, 0x68, 0x69)],
    ['s', Uint8Array.of(0x81, 2, 0x68, 0x69, 0x81, 2, 0x68, 0x69)],
    ['c', Uint8Array.of(0x82, 0x82, 1, 2, 3, 4, 0x61, 0x62)],
    ['s', Uint8Array.of(0x88, 0)],
    ['s', Uint8Array.of(0x81, 0x7e)],
    ['s', Uint8Array.of(0, 2, 0x68, 0x69)],
  ])
  expect(names.slice(2)).toEqual([
    'tcp:http:websocket',
    'tcp:http:websocket:data-text-lines',
    'tcp:http:websocket:data-text-lines:data-text-lines',
    'tcp:http:websocket:data',
    'tcp:http:websocket',
    'tcp',
    'tcp:http:websocket:data-text-lines',
  ])
})

test('HTTP/2 with prior knowledge: requests and responses out of HPACK', () => {
  const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)
  const block = Uint8Array.of(
    0x82,
    0x86,
    0x84,
    0x41,
    0x8c,
    0xf1,
    0xe3,
    0xc2,
    0xe5,
    0xf2,
    0x3a,
    0x6b,
    0xa0,
    0xab,
    0x90,
    0xf4,
    0xff,
  )
  const { names, tables } = layers([
    ['c', bytesOf('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', settings)],
    ['s', settings],
    ['c', bytesOf([0, 0, block.length, 1, 5, 0, 0, 0, 1], block)],
    ['s', Uint8Array.of(0, 0, 1, 1, 5, 0, 0, 0, 1, 0x88)],
  ])
  expect(names).toEqual(Array(4).fill('tcp:http:http2'))
  const { http, texts, protocolNames } = tables
  expect(http.rows).toBe(2)
  expect(protocolNames[http.protocol[0]]).toBe('http2')
  expect(texts.text(http.host[0])).toBe('www.example.com')
  expect(http.status[1]).toBe(200)
})

test('what is no HTTP on an HTTP port shows nothing, and is data once a request was seen', () => {
  expect(
    layers([
      ['c', Uint8Array.of(1, 2, 3)],
      ['c', 'hello world\r\nfoo\r\n'],
    ]).names,
  ).toEqual(['tcp', 'tcp'])
  expect(
    layers([
      ['c', GET],
      ['s', Uint8Array.of(1, 2, 3)],
      ['s', 'text\r\n'],
    ]).names,
  ).toEqual(['tcp:http', 'tcp:http:data', 'tcp:http:data'])
})

test('other ports: a first line that names the version', () => {
  const { names } = layers(
    [
      ['c', 'GET / HTTP/1.1\r\n'],
      ['c', 'Host: x\r\n\r\n'],
      ['s', response('Content-Length: 2\r\n', 'hi')],
    ],
    12345,
  )
  expect(names).toEqual(['tcp', 'tcp:http', 'tcp:http:data'])
  expect(layers([['c', 'hello\r\n']], 12345).names).toEqual(['tcp:data'])
})

test('bodies are named by media type and content', () => {
  const named = (type: string, body: string | Uint8Array, more = '') =>
    layers([
      ['c', GET],
      ['s', response(`Content-Type: ${type}\r\nContent-Length: ${bytesOf(body).length}\r\n${more}`, body)],
    ]).names[1].slice('tcp:http'.length)
  expect(named('application/json', '{"a":[1,true,"x"]}')).toBe(':json')
  expect(named('application/json', 'hello')).toBe(':json:data-text-lines')
  expect(named('image/svg+xml', '<a/>')).toBe(':xml')
  expect(named('application/foo+xml', '<a/>')).toBe(':media')
  expect(named('text/html', '<?xml version="1.0" encoding="utf-8"?><a>abcdef</a>')).toBe(':data-text-lines:xml')
  expect(named('image/png', 'hello')).toBe(':media')
  expect(named('image/png', bytesOf('\x89PNG\r\n\x1a\n'.slice(1), new Uint8Array(20)))).toBe(':media')
  expect(named('image/png', bytesOf([0x89], 'PNG\r\n\x1a\n', new Uint8Array(20)))).toBe(':png')
  expect(named('application/octet-stream', 'x')).toBe(':data')
  expect(named('application/pdf', 'x')).toBe(':media')
  const parts =
    '--b\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--b\r\nContent-Type: text/html\r\n\r\nabc\r\n--b--\r\n'
  expect(named('multipart/form-data; boundary=b', parts)).toBe(':mime_multipart:data:data-text-lines')
  const gzip = 'Content-Encoding: gzip\r\n'
  expect(named('text/plain', new Uint8Array(gzipSync('hello')), gzip)).toBe(':data-text-lines')
  expect(named('text/plain', 'not compressed at all', gzip)).toBe(':data')
  expect(named('text/plain', 'x', 'Content-Encoding: zstd\r\n')).toBe(':data')
})

test('NTLM credentials are a layer', () => {
  const token = 'TlRMTVNTUAABAAAAB4IIAAAAAAAAAAAAAAAAAAAAAAA='
  expect(layers([['c', `GET / HTTP/1.1\r\nAuthorization: NTLM ${token}\r\n\r\n`]]).names).toEqual(['tcp:http:ntlmssp'])
})

test('a chunked body larger than what is kept ends where its last chunk ends', () => {
  const chunk = bytesOf('10000\r\n', new Uint8Array(0x10000).fill(65), '\r\n')
  const body = bytesOf(...Array.from({ length: 40 }, () => chunk), '0\r\n\r\n')
  const message = response('Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n', body)
  const pieces: (readonly ['s', Uint8Array])[] = []
  for (let at = 0; at < message.length; at += 1460) pieces.push(['s', message.slice(at, at + 1460)])
  const { names, tables } = layers([['c', GET], ...pieces, ['s', response('Content-Length: 0\r\n')]])
  expect(names.slice(1, -2).every((name) => name === 'tcp')).toBe(true)
  expect(names.slice(-2)).toEqual(['tcp:http:data-text-lines', 'tcp:http'])
  expect(tables.http.rows).toBe(3)
})

test('of a long body only the beginning is kept, and the message behind it is found', () => {
  const parts = Array.from({ length: 40 }, () => ['s', new Uint8Array(50_000).fill(97)] as const)
  for (const [type, name] of [
    ['text/html', 'data-text-lines'],
    ['application/zip', 'media'],
  ]) {
    const { names, tables } = layers([
      ['c', GET + GET],
      ['s', response(`Content-Type: ${type}\r\nContent-Length: 2000000\r\n`)],
      ...parts,
      ['s', response('', '', '304 Not Modified')],
    ])
    expect(names.slice(-3), type).toEqual(['tcp', `tcp:http:${name}`, 'tcp:http'])
    expect([tables.http.status[2], tables.http.bodyLength[2], tables.http.status[3]]).toEqual([200, 2_000_000, 304])
  }
})

test('a request cut at every length neither hangs nor throws', () => {
  const bytes = bytesOf(
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/x; boundary=q\r\n\r\nff\r\n--q\r\n',
  )
  for (let length = 0; length <= bytes.length; length++) {
    const conversation = new TcpConversation(80)
    const frames = [...conversation.handshake(), conversation.client(bytes)]
    expect(dissectFrames(frames, { captured: 54 + length }).protocols.length).toBe(4)
  }
})
