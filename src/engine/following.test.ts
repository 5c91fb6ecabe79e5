import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { GrowingSource } from './testing/growing-source.ts'
import { tablesDigest } from './testing/tables-digest.ts'
import type { CaptureTables } from './tables/capture-tables.ts'

const sample = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../public/samples/${name}`, import.meta.url))))

const tablesOf = (engine: Engine): CaptureTables => (engine as unknown as { tables: CaptureTables }).tables

async function follow(...sources: GrowingSource[]): Promise<Engine> {
  const engine = new Engine()
  await engine.follow(
    sources.map((_, place) => place),
    (place) => sources[place].getFile(),
  )
  await engine.whenRead()
  return engine
}

async function inOne(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  const engine = new Engine()
  await engine.open([new File([bytes], name)])
  await engine.whenRead()
  return tablesDigest(tablesOf(engine))
}

async function inPieces(name: string, bytes: Uint8Array, cuts: readonly number[]): Promise<Record<string, unknown>> {
  const ends = [...cuts.map((part) => Math.floor(part * bytes.length)).sort((a, b) => a - b), bytes.length]
  const source = new GrowingSource(name, bytes.subarray(0, ends[0]))
  const engine = await follow(source)
  for (const end of ends.slice(1)) {
    source.write(bytes.subarray(0, end))
    await engine.readOn()
  }
  await engine.stopFollowing()
  return tablesDigest(tablesOf(engine))
}

const text = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)
const tsvHeader = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes',
  '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount',
]
const connRow = (i: number) =>
  `17000000${10 + i}.25\tCx${i}\t10.0.0.${i}\t${4000 + i}\t192.0.2.1\t443\ttcp\tssl\t1.5\t${100 * i}\t7`
const many = Array.from({ length: 40 }, (_, i) => i)
const logs: [string, Uint8Array<ArrayBuffer>][] = [
  ['conn.log', text(...tsvHeader, ...many.map(connRow), '#close\t2026-11-21-10-00-00')],
  [
    'json.log',
    text(
      ...many.map((i) =>
        JSON.stringify({
          _path: i % 3 === 0 ? 'dns' : 'conn',
          ts: 1_700_000_000 + i,
          uid: `Cx${i % 20}`,
          'id.orig_h': '10.0.0.1',
          'id.orig_p': i,
          'id.resp_h': 'fe80::1',
          'id.resp_p': 53,
          proto: 'udp',
          query: `${'ä'.repeat(i)}.example`,
          orig_bytes: i,
        }),
      ),
    ),
  ],
  [
    'eve.json',
    text(
      ...many.map((i) =>
        JSON.stringify({
          timestamp: `2026-11-21T10:00:${10 + i}.000001+0000`,
          flow_id: 1000 + i,
          event_type: 'flow',
          src_ip: '10.0.0.9',
          src_port: 5000 + i,
          dest_ip: '192.0.2.7',
          dest_port: 443,
          proto: 'TCP',
          app_proto: 'tls',
          flow: {
            pkts_toserver: i,
            pkts_toclient: 2,
            bytes_toserver: 60 * i,
            bytes_toclient: 120,
            start: `2026-11-21T10:00:${10 + i}.000001+0000`,
            end: '2026-11-21T10:01:10.000001+0000',
          },
        }),
      ),
    ),
  ],
  [
    'flows.csv',
    text(
      'start,duration,src_ip,src_port,dst_ip,dst_port,protocol,packets,bytes',
      ...many.map((i) => `2026-11-21 10:00:${10 + i},1.5,10.0.0.${i},${1000 + i},"192.0.2.1",80,TCP,${i},${i * 40}`),
    ),
  ],
]

/** Few cuts, and places for many bytes; also before the first byte and twice at the same place. */
const anyCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 })

describe('a file that is read in pieces gives the tables of one that is read at once', () => {
  test.each(logs)('%s', async (name, bytes) => {
    const whole = await inOne(name, bytes)
    expect(Number(whole['sessions.rows'])).toBeGreaterThan(10)
    await fc.assert(
      fc.asyncProperty(anyCuts, async (cuts) => {
        expect(await inPieces(name, bytes, cuts)).toEqual(whole)
      }),
      { numRuns: 60, examples: [[[0, 0, 0.001]], [[0.999, 0.9999]], [Array.from({ length: 90 }, (_, i) => i / 90)]] },
    )
  })

  test.each(['intrusion.pcap', 'office.pcapng'])('%s', async (name) => {
    const bytes = sample(name)
    const whole = await inOne(name, bytes)
    expect(Number(whole['packets.rows'])).toBeGreaterThan(1000)
    await fc.assert(
      fc.asyncProperty(anyCuts, async (cuts) => {
        expect(await inPieces(name, bytes, cuts)).toEqual(whole)
      }),
      { numRuns: 6, examples: [[[0, 0.00001, 0.00002, 0.0001, 0.5]]] },
    )
  })
})

const header = `${tsvHeader.join('\n')}\n`
const origins = (engine: Engine) => engine.page('sessions', { order: 'start:asc' }).rows.map(({ src }) => src)
const packet = (seconds: number, mark: number) => ({ bytes: new Uint8Array(60).fill(mark), seconds, fraction: 0 })

test('a cut last row waits for its end, also one whose last value could be whole', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n${connRow(2)}`)
  const engine = await follow(source)
  expect(origins(engine)).toEqual(['10.0.0.1'])
  source.append('23\n')
  expect(await engine.readOn()).toEqual({
    files: [{ name: 'conn.log', state: 'followed', why: null }],
    grew: true,
    replaced: [],
    packets: 0,
    rows: 2,
  })
  expect(origins(engine)).toEqual(['10.0.0.1', '10.0.0.2'])
  expect(engine.page('sessions', { order: 'start:desc' }).rows[0]).toMatchObject({ resp_bytes: 723 })
  expect(engine.logs()).toMatchObject([{ rows: 2, skipped_rows: 0 }])
  expect(await engine.readOn()).toMatchObject({ grew: false })
})

test('a log that is empty, and one that ends in its header, wait for what comes', async () => {
  const source = new GrowingSource('conn.log')
  const engine = await follow(source)
  expect(engine.status().warnings).toEqual([])
  source.append('#sep')
  await engine.readOn()
  source.append(header.slice(4, 160))
  await engine.readOn()
  source.append(`${header.slice(160)}${connRow(1)}\n`)
  expect(await engine.readOn()).toMatchObject({ rows: 1 })
  expect(origins(engine)).toEqual(['10.0.0.1'])
  expect(engine.status().warnings).toEqual([])
})

test.each([1, 4, 8, 11])('a pcapng of which %d bytes are there waits for the rest', async (length) => {
  const bytes = sample('office.pcapng')
  const source = new GrowingSource('office.pcapng', bytes.subarray(0, length))
  const engine = await follow(source)
  expect(engine.status()).toMatchObject({ frames: 0, warnings: [] })
  source.write(bytes)
  await engine.readOn()
  expect(engine.status()).toMatchObject({ frames: 1119, warnings: [] })
})

test.each([
  ['smaller', `${header}${connRow(3)}\n`],
  ['larger, other rows under the same header', `${header}${[3, 4, 5, 6].map(connRow).join('\n')}\n`],
  ['the same length', `${header}${connRow(3)}\n${connRow(4)}\n`],
])('a new file of the same name is read behind the old one: %s', async (_, next) => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n${connRow(2)}\n`)
  const engine = await follow(source)
  source.write(next)
  const growth = await engine.readOn()
  const added = next.split('\n').filter((line) => line.startsWith('17')).length
  expect(growth).toMatchObject({ replaced: ['conn.log'], rows: 2 + added, files: [{ state: 'followed' }] })
  expect(origins(engine).slice(0, 3)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3'])
  expect(engine.logs().map(({ rows }) => rows)).toEqual([2, added])
  expect(engine.status()).toMatchObject({
    files: [{ name: 'conn.log' }, { name: 'conn.log', size: next.length }],
    warnings: [{ file: 'conn.log', fatal: false }],
  })
  source.append(`${connRow(9)}\n`)
  expect(await engine.readOn()).toMatchObject({ replaced: [], rows: 3 + added })
  await expect(engine.logRows({ log: 0, length: 1 })).rejects.toThrow('replaced by a new file')
  expect((await engine.logRows({ log: 1, length: 9 })).total).toBe(added + 1)
})

test('what was cut in the old file is named when a new one takes its place', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n${connRow(2)}`)
  const engine = await follow(source)
  source.write(header)
  await engine.readOn()
  expect(origins(engine)).toEqual(['10.0.0.1'])
  expect(engine.logs()[0]).toMatchObject({ rows: 1, skipped_rows: 1 })
})

test('a capture that was rotated goes on, but its packets cannot be read again', async () => {
  const source = new GrowingSource('a.pcap', pcapFile([packet(1, 1), packet(2, 2), packet(3, 3)]))
  const engine = await follow(source)
  expect((await engine.packet({ number: 2 }))?.bytes[0]).toBe(2)
  source.write(pcapFile([packet(4, 4), packet(5, 5)]))
  expect(await engine.readOn()).toMatchObject({ packets: 5, replaced: ['a.pcap'] })
  expect(engine.status()).toMatchObject({ frames: 5, duration: 4 })
  await expect(engine.packet({ number: 4 })).rejects.toThrow('a.pcap was replaced by a new file')
})

test('packets that came later can be read again, and are asked with fields that no table holds', async () => {
  const source = new GrowingSource('a.pcap', pcapFile([packet(1, 1), packet(2, 2)]))
  const engine = await follow(source)
  await engine.readFields('frame.cap_len == 60')
  expect(engine.status({ expression: 'frame.cap_len == 60' }).frames).toBe(2)
  source.write(pcapFile([packet(1, 1), packet(2, 2), packet(3, 3)]))
  await engine.readOn()
  expect((await engine.packet({ number: 3 }))?.bytes[0]).toBe(3)
  await engine.readFields('frame.cap_len == 60')
  expect(engine.status({ expression: 'frame.cap_len == 60' }).frames).toBe(3)
})

test('the rows of a log that grows are those of its file', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n`)
  const engine = await follow(source)
  const uids = async () => (await engine.logRows({ log: 0, length: 9 })).rows.map(({ values }) => values[1])
  expect(await uids()).toEqual(['Cx1'])
  source.append(`${connRow(2)}\n${connRow(3)}\n`)
  await engine.readOn()
  expect(await uids()).toEqual(['Cx1', 'Cx2', 'Cx3'])
})

test('certificates are joined as their logs grow, in either order', async () => {
  const ssl = new GrowingSource(
    'ssl.log',
    '#path\tssl\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tversion\tcipher\tcert_chain_fuids\n'.replace(
      '#path',
      '#separator \\x09\n#path',
    ),
  )
  const x509 = new GrowingSource('x509.log', '#separator \\x09\n#path\tx509\n#fields\tts\tid\tcertificate.subject\n')
  const engine = await follow(ssl, x509)
  const shown = () => engine.certificates().map(({ subject, dst }) => `${subject} ${dst}`)
  ssl.append(`1.5\tC1\t10.0.0.1\t1\t192.0.2.1\t443\tTLSv12\tTLS_AES_128_GCM_SHA256\tF1\n`)
  await engine.readOn()
  expect(shown()).toEqual([])
  x509.append('1.6\tF1\tCN=a\n1.6\tF2\tCN=b\n')
  await engine.readOn()
  // What no session has shown yet has no ends.
  expect(shown()).toEqual(['CN=a 10.0.0.1', 'CN=b '])
  ssl.append('2.5\tC2\t10.0.0.2\t1\t192.0.2.1\t443\tTLSv12\tTLS_AES_128_GCM_SHA256\tF1,F2\n')
  await engine.readOn()
  expect(shown().toSorted()).toEqual(['CN=a 10.0.0.1', 'CN=a 10.0.0.2', 'CN=b 10.0.0.2'])
})

test('what cannot be followed is read to its end, and says why', async () => {
  const packed = new GrowingSource('conn.log.gz', gzipSync(`${header}${connRow(1)}\n`))
  const capture = new GrowingSource('a.pcap', pcapFile([packet(1, 1), packet(2, 2)]))
  const prose = new GrowingSource('notes.txt', 'Dear diary,\ntoday nothing happened.\n'.repeat(9))
  const engine = await follow(packed, capture, prose)
  expect(await engine.readOn()).toMatchObject({
    grew: false,
    packets: 2,
    rows: 1,
    files: [
      { name: 'conn.log.gz', state: 'refused', why: 'it is packed with gzip' },
      { name: 'a.pcap', state: 'refused', why: 'a capture is followed only where nothing else is open' },
      { name: 'notes.txt', state: 'refused', why: 'it is neither a capture nor a log' },
    ],
  })
  capture.append(new Uint8Array(100))
  expect(await engine.readOn()).toMatchObject({ packets: 2 })
})

test('a capture in the place of a log is not read', async () => {
  const source = new GrowingSource('x', `${header}${connRow(1)}\n`)
  const engine = await follow(source)
  source.write(pcapFile([packet(1, 1), packet(2, 2)]))
  expect(await engine.readOn()).toMatchObject({ packets: 0, files: [{ state: 'refused' }] })
  expect(engine.status().warnings.at(-1)).toMatchObject({ fatal: true })
  expect(origins(engine)).toEqual(['10.0.0.1'])
})

test('a capture that turns out to be damaged keeps what came before', async () => {
  const bytes = pcapFile([packet(1, 1), packet(2, 2)])
  const source = new GrowingSource('a.pcap', bytes)
  const engine = await follow(source)
  source.append(new Uint8Array(64).fill(255))
  expect(await engine.readOn()).toMatchObject({ packets: 2, files: [{ state: 'refused', why: 'it is damaged' }] })
  expect(engine.status()).toMatchObject({ frames: 2, warnings: [{ fatal: true }] })
})

test('a file that is away is looked for again; what was read stays', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n`)
  const engine = await follow(source)
  source.problem = 'NotFoundError'
  expect(await engine.readOn()).toMatchObject({ grew: false, files: [{ state: 'lost', why: 'NotFoundError' }] })
  expect(origins(engine)).toEqual(['10.0.0.1'])
  source.problem = null
  source.append(`${connRow(2)}\n`)
  expect(await engine.readOn()).toMatchObject({ grew: true, files: [{ state: 'followed', why: null }] })
})

test('nothing is changed where a file cannot be had; a further file is read beside what is open', async () => {
  const conn = new GrowingSource('conn.log', `${header}${connRow(1)}\n`)
  const engine = new Engine()
  await engine.open([await conn.getFile()])
  await engine.whenRead()
  const away = new GrowingSource('away.log')
  away.problem = 'NotAllowedError'
  await expect(engine.follow([1], away.getFile)).rejects.toThrow('it cannot be had')
  await expect(engine.follow([2], conn.getFile)).rejects.toThrow('there is no file 2')
  expect(origins(engine)).toEqual(['10.0.0.1'])
  const other = new GrowingSource('other.log', `${header}${connRow(2)}\n`)
  await engine.follow([1], other.getFile)
  await engine.whenRead()
  expect(origins(engine)).toEqual(['10.0.0.1', '10.0.0.2'])
  other.append(`${connRow(3)}\n`)
  await engine.readOn()
  expect(origins(engine)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3'])
})

test('a file that changes while it is read is asked for again', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n`)
  let changes = 3
  const busy = async () => {
    const file = await source.getFile()
    if (changes-- > 0) source.append(`${connRow(10 + changes)}\n`)
    return file
  }
  const engine = new Engine()
  await engine.follow([0], busy)
  await engine.whenRead()
  await engine.readOn()
  expect(origins(engine).toSorted()).toEqual(['10.0.0.1', '10.0.0.10', '10.0.0.11', '10.0.0.12'])
})

test('after the end of following a cut last row counts as in any other file', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n${connRow(2)}`)
  const engine = await follow(source)
  await engine.stopFollowing()
  expect(origins(engine)).toEqual(['10.0.0.1', '10.0.0.2'])
  source.append('\n')
  expect(await engine.readOn()).toMatchObject({
    grew: false,
    files: [{ state: 'refused', why: 'it is not followed any more' }],
  })
})

test('the revision goes up with what was added, and does not where nothing was', async () => {
  const source = new GrowingSource('conn.log', `${header}${connRow(1)}\n`)
  const engine = await follow(source)
  const { revision } = engine.progress()
  await engine.readOn()
  expect(engine.progress().revision).toBe(revision)
  source.append(`${connRow(2)}\n`)
  await engine.readOn()
  expect(engine.progress().revision).toBe(revision + 1)
})
