import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openFile } from './disk-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'capscope-disk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function stored(name: string, length: number): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    Uint8Array.from({ length }, (_, index) => index % 251),
  )
  return path
}

test('slices are those of a Blob of the same bytes', async () => {
  const file = await openFile(stored('a.pcap', 1000))
  const blob = new Blob([Uint8Array.from({ length: 1000 }, (_, index) => index % 251)])
  expect([file.name, file.size]).toEqual(['a.pcap', 1000])
  for (const [start, end] of [
    [0, 10],
    [990, 2000],
    [-5, undefined],
    [500, 400],
    [-2000, -990],
  ])
    expect(await file.slice(start, end).arrayBuffer()).toEqual(await blob.slice(start, end).arrayBuffer())
  const inner = file.slice(100, 300).slice(50, 60)
  expect(new Uint8Array(await inner.arrayBuffer())).toEqual(Uint8Array.from({ length: 10 }, (_, index) => 150 + index))
})

test('the stream gives every byte in order', async () => {
  const length = (1 << 20) * 2 + 7
  const file = await openFile(stored('long.pcap', length))
  let position = 0
  for await (const chunk of file.stream()) {
    expect(chunk[0]).toBe(position % 251)
    position += chunk.length
  }
  expect(position).toBe(length)
  const empty = await openFile(stored('empty.pcap', 0))
  expect((await new Response(empty.stream()).arrayBuffer()).byteLength).toBe(0)
})

test('what cannot be read is refused when it is opened, and a file that shrinks when it is read', async () => {
  await expect(openFile(join(folder, 'none.pcap'))).rejects.toThrow('ENOENT')
  await expect(openFile(folder)).rejects.toThrow('is a folder')
  const path = stored('shrinks.pcap', 100)
  const file = await openFile(path)
  truncateSync(path, 50)
  await expect(file.slice(0, 100).arrayBuffer()).rejects.toThrow('became shorter')
})
