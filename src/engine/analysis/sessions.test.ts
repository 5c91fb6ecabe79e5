import { expect, test } from 'vitest'
import { FieldRegistry } from '../expression/field-registry.ts'
import { RowSet } from '../tables/row-set.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { ListCache } from './list-cache.ts'
import { rowsOf } from './list.ts'
import { sessionDetails } from './session-details.ts'
import { sessions } from './sessions.ts'

const registry = new FieldRegistry([])
const find = (name: string) => {
  const field = registry.find(name)
  if (field === undefined) throw new Error(name)
  return field
}

const web = tablesFromText(`
  0.0  74   eth:ethertype:ip:tcp        02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4000>10.0.0.2:80
  0.5  60   eth:ethertype:ip:tcp        02:00:00:00:00:02>02:00:00:00:00:01 10.0.0.2:80>10.0.0.1:4000
  1.25 200  eth:ethertype:ip:tcp:http   02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4000>10.0.0.2:80 service=http
  2.0  90   eth:ethertype:ip:udp:dns    02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:5000>10.0.0.9:53 service=dns
  2.5  300  eth:ethertype:ip:udp:dns    02:00:00:00:00:02>02:00:00:00:00:01 10.0.0.9:53>10.0.0.1:5000
  3.0  60   eth:ethertype:ip:tcp        02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.3:4001>10.0.0.2:80
  http frame=3 method=GET host=www.example.com uri=/a userAgent=curl
  dns queryFrame=4 responseFrame=5 query=WWW.example.com queryType=1 rcode=0
  dns queryFrame=4 query=mail.example.com queryType=15 rcode=-1
`)

test('a session is Zeek’s conn row with Arkime’s words about it', () => {
  const [first, second, third] = rowsOf(sessions(web, null, {}, find))
  expect(first).toMatchObject({
    src: '10.0.0.1',
    srcport: 4000,
    dst: '10.0.0.2',
    dstport: 80,
    proto: 'tcp',
    service: 'http',
    protocols: ['tcp', 'http'],
    start: '1700000000.000000000',
    stop: '1700000001.250000000',
    duration: 1.25,
    initial_rtt: null,
    orig_pkts: 2,
    resp_pkts: 1,
    orig_frame_bytes: 274,
    resp_frame_bytes: 60,
    orig_ip_bytes: 246,
    packets: 3,
    bytes: 334,
    stream: 0,
    info: [{ field: 'http.uri', values: ['www.example.com/a'], more: 0 }],
  })
  expect(second.info).toEqual([{ field: 'query', values: ['WWW.example.com', 'mail.example.com'], more: 0 }])
  expect(third).toMatchObject({ src: '10.0.0.3', service: null, info: [] })
})

test('uid has the form of Zeek’s, depends on ends and start only, and differs between sessions', () => {
  const uids = rowsOf(sessions(web, null, {}, find)).map(({ uid }) => uid)
  expect(new Set(uids).size).toBe(3)
  for (const uid of uids) expect(uid).toMatch(/^C[0-9A-Za-z]{17}$/)
  const later = tablesFromText(
    `9 60 eth 02:00:00:00:00:01>02:00:00:00:00:02
     13.0 60 eth:ethertype:ip:tcp 02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.3:4001>10.0.0.2:80`,
    1_699_999_990,
  )
  expect(rowsOf(sessions(later, null, {}, find))[0].uid).toBe(uids[2])
})

test('a session is selected with one of its packets and then counts whole', () => {
  const packets = new RowSet(6)
  const selected = { packets, records: new RowSet(0) }
  packets.add(1)
  const found = rowsOf(sessions(web, selected, {}, find))
  expect(found.map(({ src, packets: all }) => [src, all])).toEqual([['10.0.0.1', 3]])
})

test('any field can be a column and an order', () => {
  const list = sessions(web, null, { fields: ['query', 'http.user-agent'] }, find)
  expect(rowsOf(list).map(({ fields }) => ({ ...fields }))).toEqual([
    { query: [], 'http.user-agent': ['curl'] },
    { query: ['WWW.example.com', 'mail.example.com'], 'http.user-agent': [] },
    { query: [], 'http.user-agent': [] },
  ])
  expect(Array.from(list.sortKeys('query') ?? [], Number.isNaN)).toEqual([true, false, true])
  expect(list.sortKeys('nothing')).toBeNull()
})

test('info orders by its first word, ids by their texts', () => {
  const window = (order: string) =>
    new ListCache().window('1', 'sessions', () => sessions(web, null, {}, find), { order }).rows
  // 'WWW.example.com' of DNS comes before 'www.example.com/a' of HTTP; nothing comes last either way.
  expect(window('info:asc').map(({ row }) => row)).toEqual([2, 1, 3])
  expect(window('info:desc').map(({ row }) => row)).toEqual([1, 2, 3])
  // Enough flows for every kind of character of base62 and base64 to be first.
  const lines = Array.from({ length: 400 }, (_, at) => {
    const [proto, host] = at % 3 === 0 ? ['udp', '10.0.1.'] : ['tcp', '10.0.0.']
    return `${at}.5 74 eth:ethertype:ip:${proto} 02:00:00:00:00:01>02:00:00:00:00:02 ${host}${at % 200}:${4000 + at}>10.0.0.2:80`
  })
  const many = sessions(tablesFromText(lines.join('\n')), null, {}, find)
  for (const key of ['uid', 'community_id'] as const) {
    const ids = new ListCache().window('1', '', () => many, { order: `${key}:asc` }).rows.map((row) => row[key] ?? '')
    expect(ids).toHaveLength(400)
    expect(ids).toEqual([...ids].sort((x, y) => (x < y ? -1 : 1)))
  }
})

test('several orders count one after the other', () => {
  const window = (order: string) =>
    new ListCache()
      .window('1', 'sessions', () => sessions(web, null, {}, find), { order })
      .rows.map(({ src, dstport }) => `${src} ${dstport}`)
  expect(window('dstport:desc,start:desc')).toEqual(['10.0.0.3 80', '10.0.0.1 80', '10.0.0.1 53'])
  expect(window('dst:desc,src:asc')).toEqual(['10.0.0.1 53', '10.0.0.1 80', '10.0.0.3 80'])
  expect(window('src:asc,bytes:desc')).toEqual(['10.0.0.1 53', '10.0.0.1 80', '10.0.0.3 80'])
  expect(window('protocols:asc,nothing:desc,start:asc')).toEqual(['10.0.0.3 80', '10.0.0.1 80', '10.0.0.1 53'])
})

test('details have what every table says of the session', () => {
  const details = sessionDetails(web, 2)
  expect(details?.session.dst).toBe('10.0.0.9')
  expect(details?.groups.map(({ title, rows }) => [title, rows])).toEqual([['DNS', 2]])
  expect(details?.groups[0].entries.map(({ label, values }) => [label, values])).toEqual([
    ['Names asked for', ['WWW.example.com', 'mail.example.com']],
    ['Types', ['A', 'MX']],
    ['Responses', ['NOERROR']],
    ['Never answered', ['mail.example.com']],
  ])
  expect(sessionDetails(web, 0)).toBeNull()
  expect(sessionDetails(web, 99)).toBeNull()
})
