import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tarFile, zipFile } from '../testing/archives.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import { unpackArchives } from './archives.ts'
import { Reading } from './reading.ts'

const text = (name: string, count: number) =>
  new TextEncoder().encode(
    `#separator \\x09\n#path\t${name}\n#fields\tn\n#types\tcount\n${Array.from({ length: count }, (_, i) => `${i}\n`).join('')}`,
  )

/** What the logs in the files are, and what was wrong. */
async function readAll(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const { files, warnings } = await unpackArchives([new File([bytes], name)])
  const tables = new CaptureTables()
  await new Reading(files, tables, { onPacket: () => {}, onLog: () => null }).run()
  return {
    logs: tables.logs.map(({ file, path, rows, format }) => [file, path, rows, format]),
    warnings: [...warnings, ...tables.warnings].map(({ file, message }) => `${file}: ${message}`),
  }
}

const members = [
  { name: '2024-04-21/conn.log', bytes: text('conn', 30_000) },
  { name: '2024-04-21/dns.00:00:00-01:00:00.log.gz', bytes: new Uint8Array(gzipSync(text('dns', 2000))) },
  { name: '__MACOSX/._conn.log', bytes: text('no', 1) },
  { name: 'empty.log', bytes: text('weird', 0) },
]

const expected = (archive: string) => [
  [`${archive}/2024-04-21/conn.log`, 'conn', 30_000],
  [`${archive}/2024-04-21/dns.00:00:00-01:00:00.log.gz`, 'dns', 2000],
  [`${archive}/empty.log`, 'weird', 0],
]

test.each([0, 8])('a zip file with method %i is a folder', async (method) => {
  const { logs, warnings } = await readAll('day.zip', zipFile(members.map((member) => ({ ...member, method }))))
  expect(warnings).toEqual([])
  expect(logs.map((log) => log.slice(0, 3))).toEqual(expected('day.zip'))
})

test('a tar file is a folder', async () => {
  const { logs, warnings } = await readAll(
    'day.tar',
    tarFile([{ name: '2024-04-21', bytes: new Uint8Array(), type: '5' }, ...members]),
  )
  expect(warnings).toEqual([])
  expect(logs.map((log) => log.slice(0, 3))).toEqual(expected('day.tar'))
})

test('a gzipped tar file is a folder, whatever its name', async () => {
  const { logs, warnings } = await readAll('backup', new Uint8Array(gzipSync(tarFile(members))))
  expect(warnings).toEqual([])
  expect(logs.map((log) => log.slice(0, 3))).toEqual(expected('backup'))
})

test("a long name is GNU's or pax's", async () => {
  const name = `${'deep/'.repeat(40)}conn.log`
  const record = `path=${name}\n`
  const length = record.length + 4
  const pax = { name: 'x', bytes: new TextEncoder().encode(`${length} ${record}`), type: 'x' }
  const gnu = { name: '././@LongLink', bytes: new TextEncoder().encode(`${name}\0`), type: 'L' }
  for (const extension of [pax, gnu]) {
    const { logs } = await readAll('a.tar', tarFile([extension, { name: 'cut', bytes: text('conn', 1) }]))
    expect(logs.map(([file]) => file)).toEqual([`a.tar/${name}`])
  }
})

test('what cannot be unpacked is named, the rest is read', async () => {
  const bytes = text('conn', 3)
  const { logs, warnings } = await readAll(
    'a.zip',
    zipFile([
      { name: 'secret.log', bytes, flags: 1 },
      { name: 'old.log', bytes, method: 12 },
      { name: 'odd.log', bytes, method: 77 },
      { name: 'fine.log', bytes },
    ]),
  )
  expect(logs.map(([file]) => file)).toEqual(['a.zip/fine.log'])
  expect(warnings).toEqual([
    'a.zip/secret.log: it is encrypted',
    'a.zip/old.log: packed with bzip2, which is not supported',
    'a.zip/odd.log: packed with method 77, which is not supported',
  ])
})

test('a wrong checksum or a member that unpacks to more than it says is damaged', async () => {
  const bytes = text('conn', 300_000)
  const lying = await readAll('a.zip', zipFile([{ name: 'conn.log', bytes, size: 1000 }]))
  expect(lying.warnings).toEqual([expect.stringContaining('unpacks to more than 1000 bytes')])
  expect(lying.logs[0][2]).toBeLessThan(1000)
})

test('a cut archive gives what is whole of it', async () => {
  const tar = tarFile(members)
  const cut = await readAll('a.tar', tar.slice(0, 60_000))
  expect(cut.logs[0].slice(0, 2)).toEqual(['a.tar/2024-04-21/conn.log', 'conn'])
  expect(cut.warnings).toEqual(['a.tar/2024-04-21/conn.log: the archive is cut short in this file'])
  const zip = await readAll('a.zip', zipFile(members).slice(0, 2000))
  expect(zip.warnings).toEqual(['a.zip: the archive is cut short: its directory, which stands at the end, is missing'])
  const packed = new Uint8Array(gzipSync(tar))
  const broken = await readAll('a.tgz', packed.slice(0, packed.length - 3000))
  expect(broken.logs[0].slice(0, 2)).toEqual(['a.tgz/2024-04-21/conn.log', 'conn'])
  expect(broken.warnings.at(-1)).toContain('the gzip data is damaged or cut short')
})

test('members that share their bytes are refused', async () => {
  const bytes = text('conn', 3)
  const zip = zipFile([
    { name: 'a.log', bytes },
    { name: 'b.log', bytes },
  ])
  // The second entry of the directory points at the first member.
  const view = new DataView(zip.buffer)
  let entry = zip.length - 22 - (46 + 5)
  expect(view.getUint32(entry, true)).toBe(0x02014b50)
  view.setUint32(entry + 42, 0, true)
  const { logs, warnings } = await readAll('a.zip', zip)
  expect(logs.map(([file]) => file)).toEqual(['a.zip/a.log'])
  expect(warnings).toEqual(['a.zip/b.log: it shares its bytes with another file of the archive'])
  entry -= 46 + 5
  expect(view.getUint32(entry, true)).toBe(0x02014b50)
})

test('any cut and any changed byte of a directory ends in words', async () => {
  const zip = zipFile([{ name: 'conn.log', bytes: text('conn', 3) }])
  for (let at = 0; at < zip.length; at++) {
    const changed = zip.slice()
    changed[at] ^= 0xff
    await readAll('a.zip', changed)
    await readAll('a.zip', zip.slice(0, at))
  }
  const tar = tarFile([{ name: 'conn.log', bytes: text('conn', 3) }])
  for (let at = 0; at < 512; at += 3) {
    const changed = tar.slice()
    changed[at] ^= 0xff
    await readAll('a.tar', changed)
  }
})

test('a file that is no archive stays what it is', async () => {
  const plain = new File([text('conn', 2)], 'conn.log')
  const packed = new File([new Uint8Array(gzipSync(text('dns', 2)))], 'dns.log.gz')
  const { files, warnings } = await unpackArchives([plain, packed])
  expect(files).toEqual([plain, packed])
  expect(warnings).toEqual([])
})
