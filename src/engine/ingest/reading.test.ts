import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CaptureTables } from '../tables/capture-tables.ts'
import { enhancedPacket, interfaceBlock, option, pcapFile, section, type Written } from '../testing/capture-files.ts'
import { bytesOf } from '../testing/frames.ts'
import { Reading, type ReadingOptions } from './reading.ts'

function packetAt(seconds: number, mark: number, fraction = 0): Written {
  return { bytes: Uint8Array.of(mark), seconds, fraction }
}

function file(name: string, bytes: Uint8Array): File {
  return new File([bytes.slice()], name)
}

/** The first byte of each packet in the order in which they came, and the reading. */
async function readAll(files: File[], options: Partial<ReadingOptions> = {}) {
  const tables = new CaptureTables()
  const marks: number[] = []
  const sources: number[] = []
  const onPacket: ReadingOptions['onPacket'] = (record, source) => {
    marks.push(record.bytes[record.offset])
    sources.push(source)
  }
  const reading = new Reading(files, tables, { onPacket, ...options })
  await reading.run()
  return { reading, tables, marks, sources }
}

test('reads a file in slices, whatever their length', async () => {
  const written = Array.from({ length: 200 }, (_, i) => packetAt(i, i))
  // The first read is 64 KiB, so the file must be longer.
  written.push({ bytes: new Uint8Array(200_000).fill(201), seconds: 300, fraction: 0 }, packetAt(301, 202))
  const bytes = pcapFile(written)
  for (const sliceLength of [1000, 4096, 1 << 20]) {
    const { reading, marks, tables } = await readAll([file('a.pcap', bytes)], { sliceLength })
    expect(marks).toEqual([...Array.from({ length: 200 }, (_, i) => i), 201, 202])
    expect(reading.packets).toBe(202)
    expect(reading.bytesRead).toBe(bytes.length)
    expect(reading.files).toMatchObject([{ name: 'a.pcap', size: bytes.length, format: 'pcap' }])
    expect(tables.sources).toEqual([
      { file: 'a.pcap', fileNumber: 0, linkType: 1, snapLength: 65535, precision: 6, interfaceName: null, drops: null },
    ])
    expect(tables.warnings).toEqual([])
  }
})

test('several files are one capture in time order, each in its own order', async () => {
  const one = pcapFile([packetAt(10, 1), packetAt(20, 2), packetAt(30, 3)])
  const two = pcapFile([packetAt(10, 11), packetAt(25, 12), packetAt(5, 13), packetAt(40, 14)])
  const three = section(true, interfaceBlock(113, 0, option(2, 'any')), enhancedPacket(Uint8Array.of(21), 20_000_000n))
  const { marks, sources, tables } = await readAll([file('1', one), file('2', two), file('3', three)])
  // At 10 and at 20 the file that was given first comes first; 13 stays behind 12, as it does in its file.
  expect(marks).toEqual([1, 11, 2, 21, 12, 13, 3, 14])
  expect(sources.map((row) => tables.sources[row].file)).toEqual(['1', '2', '1', '3', '2', '2', '1', '2'])
  expect(tables.sources[2]).toMatchObject({ linkType: 113, interfaceName: 'any' })
})

test('many interleaved files', async () => {
  const files = Array.from({ length: 40 }, (_, f) =>
    file(
      `${f}`,
      pcapFile(Array.from({ length: 6 }, (_, i) => packetAt(i * 40 + ((f * 7) % 40), (i * 40 + ((f * 7) % 40)) % 251))),
    ),
  )
  const { marks } = await readAll(files)
  expect(marks).toEqual(Array.from({ length: 240 }, (_, i) => i % 251))
})

test('records without a time do not hold others up', async () => {
  const simple = section(true, interfaceBlock(1), () =>
    bytesOf([3, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 99, 0, 0, 0, 20, 0, 0, 0]),
  )
  const { marks } = await readAll([file('a', pcapFile([packetAt(1, 1)])), file('b', simple)])
  expect(marks).toEqual([99, 1])
})

test('a broken file does not cost the others', async () => {
  const cut = pcapFile([packetAt(1, 1), packetAt(3, 3)]).slice(0, -1)
  const good = pcapFile([packetAt(2, 2), packetAt(4, 4)])
  const { marks, tables, reading } = await readAll([
    file('cut', cut),
    file('empty', new Uint8Array(0)),
    file('text', new TextEncoder().encode('PK\x03\x04 and so on')),
    file('good', good),
  ])
  expect(marks).toEqual([1, 2, 4])
  const about = (name: string) => tables.warnings.filter((warning) => warning.file === name)
  expect(tables.warnings).toHaveLength(3)
  expect(about('cut')).toMatchObject([{ offset: 24 + 17, packet: 2, fatal: true }])
  expect(about('empty')).toMatchObject([{ offset: 0, message: expect.stringContaining('empty'), fatal: true }])
  expect(about('text')).toMatchObject([{ offset: 0, message: expect.stringContaining('zip archive'), fatal: true }])
  expect(reading.files.map((each) => each.format)).toEqual(['pcap', '', '', 'pcap'])
})

test('a file that vanishes while it is read keeps what was read', async () => {
  const bytes = pcapFile([packetAt(1, 1), { bytes: new Uint8Array(100_000), seconds: 2, fraction: 0 }, packetAt(3, 3)])
  const vanishing = file('gone.pcap', bytes)
  const slice = vanishing.slice.bind(vanishing)
  vanishing.slice = (from, to) => {
    const part = slice(from, to)
    if ((from ?? 0) > 0) part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    return part
  }
  const { marks, tables } = await readAll([vanishing], { sliceLength: 1 << 20 })
  expect(marks).toEqual([1])
  expect(tables.warnings).toMatchObject([{ file: 'gone.pcap', fatal: true, offset: 65536 }])
  expect(tables.warnings[0].message).toContain('NotReadableError')
})

test('cancel stops soon and keeps what was read', async () => {
  const bytes = pcapFile(Array.from({ length: 20_000 }, (_, i) => packetAt(i, 0)))
  const tables = new CaptureTables()
  const reading: Reading = new Reading([file('a', bytes)], tables, {
    onPacket: () => {
      // Slow enough that the event loop gets turns.
      const until = performance.now() + 0.1
      while (performance.now() < until);
    },
    onTurn: () => reading.cancel(),
  })
  await reading.run()
  expect(reading.packets).toBeGreaterThan(0)
  expect(reading.packets).toBeLessThan(20_000)
})

test('the event loop gets turns while packets are worked on', async () => {
  const bytes = pcapFile(Array.from({ length: 2000 }, (_, i) => packetAt(i, 0)))
  let longest = 0
  let packets = 0
  let turns = 0
  const onPacket = () => {
    const until = performance.now() + 0.1
    while (performance.now() < until);
    longest = Math.max(longest, ++packets)
  }
  const onTurn = () => {
    turns++
    packets = 0
  }
  await readAll([file('a', bytes)], { onPacket, onTurn })
  // 200 ms of work in stretches of some 25 ms, counted in packets: another program may hold the processor for a while.
  expect(turns).toBeGreaterThanOrEqual(3)
  expect(longest).toBeLessThan(1000)
})

test('a packet that sets off a bug is told and costs nothing else', async () => {
  const bytes = pcapFile([packetAt(1, 1), packetAt(2, 2), packetAt(3, 3)])
  const seen: number[] = []
  const { tables } = await readAll([file('a', bytes)], {
    onPacket: (record) => {
      const mark = record.bytes[record.offset]
      if (mark === 2) throw new RangeError('no such byte')
      seen.push(mark)
    },
  })
  expect(seen).toEqual([1, 3])
  expect(tables.warnings).toMatchObject([{ packet: 2, offset: 24 + 17 + 16, fatal: false }])
})

test('warnings are bounded', async () => {
  const bytes = section(
    true,
    interfaceBlock(1),
    ...Array.from({ length: 1000 }, () => enhancedPacket(Uint8Array.of(1), 0n, { interface: 9 })),
    enhancedPacket(Uint8Array.of(7), 0n),
  )
  const { marks, tables } = await readAll([file('a', bytes)])
  expect(marks).toEqual([7])
  expect(tables.warnings).toHaveLength(201)
})

test('an interface that comes again in a later section is the same source; its drops add up', async () => {
  const drops = (count: number) => () =>
    bytesOf(
      [5, 0, 0, 0, 40, 0, 0, 0],
      new Uint8Array(12),
      [5, 0, 8, 0, count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [40, 0, 0, 0],
    )
  const part = (count: number) => section(true, interfaceBlock(1, 0, option(2, 'eth0')), drops(count))
  const { tables } = await readAll([file('a', bytesOf(part(2), part(3)))])
  expect(tables.sources).toMatchObject([{ interfaceName: 'eth0', drops: 5 }])
})

test('comments, names and secrets are kept', async () => {
  const bytes = section(
    true,
    interfaceBlock(1, 0, option(1, 'lab switch')),
    () => bytesOf([4, 0, 0, 0, 28, 0, 0, 0, 1, 0, 6, 0, 10, 0, 0, 1, 97, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0]),
    () => bytesOf([10, 0, 0, 0, 24, 0, 0, 0, 0x4b, 0x53, 0x4c, 0x54, 2, 0, 0, 0, 104, 105, 0, 0, 24, 0, 0, 0]),
  )
  const { reading } = await readAll([file('a', bytes)])
  expect(reading.told.comments).toEqual(['lab switch'])
  expect([...(reading.told.names.get('10.0.0.1') ?? [])]).toEqual(['a'])
  expect(reading.told.secrets).toEqual([{ type: 0x544c534b, bytes: Uint8Array.of(104, 105) }])
})

test('a link type that nobody knows is counted, and refused only where tshark refuses it and that is wanted', async () => {
  const bytes = pcapFile([packetAt(1, 1)], { linkType: 284 })
  const counted = await readAll([file('a', bytes)])
  expect(counted.marks).toEqual([1])
  expect(counted.tables.warnings).toEqual([])
  const refused = await readAll([file('a', bytes)], { refuseAsTshark: true })
  expect(refused.marks).toEqual([])
  expect(refused.tables.warnings).toMatchObject([{ fatal: true }])
  expect(refused.tables.warnings[0].message).toContain('LINKTYPE_DSA_TAG_DSA')
})

test('what is inside gzip is sniffed again, one layer deep', async () => {
  const inside = pcapFile([packetAt(1, 1), packetAt(2, 2)])
  const once = await readAll([file('capture.txt', gzipSync(inside))])
  expect(once.marks).toEqual([1, 2])
  expect(once.reading.files[0].format).toBe('pcap (gzip)')
  const twice = await readAll([file('a', gzipSync(gzipSync(inside)))])
  expect(twice.marks).toEqual([])
  expect(twice.tables.warnings).toMatchObject([{ fatal: true }])
  expect(twice.tables.warnings[0].message).toContain('only one layer')
  const text = await readAll([file('a', gzipSync(new TextEncoder().encode('1379288650.690013\tCx\t10.0.0.1')))])
  expect(text.tables.warnings[0].message).toContain('inside gzip')
  expect(text.tables.warnings[0].message).toContain('rows without the #fields line')
})

test('a cut gzip file gives what is before the cut', async () => {
  const inside = pcapFile(Array.from({ length: 3000 }, (_, i) => packetAt(i, i % 256, (i * 7919) % 1_000_000)))
  const packed = gzipSync(inside)
  const { marks, tables } = await readAll([file('a', packed.subarray(0, packed.length - 2000))])
  expect(marks.length).toBeGreaterThan(1000)
  expect(marks.length).toBeLessThan(3000)
  expect(tables.warnings.filter((warning) => warning.fatal)).toHaveLength(1)
  expect(tables.warnings[0].message).toContain('gzip')
})
