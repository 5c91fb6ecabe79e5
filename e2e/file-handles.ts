import type { Page } from '@playwright/test'

declare global {
  interface Window {
    offered: { looks: number; asked: number; problem: string }
  }
}

/** Drops files that lie on the disk, as a person does from the system's folder window: with handles of them. */
export async function dropFromDisk(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  await session.detach()
}

/**
 * The native dialog cannot be driven: it answers a file of the origin's private file system instead, whose looks
 * are counted.
 */
export async function offerHandle(page: Page, name: string) {
  await page.evaluate(async (name) => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle(name, { create: true })
    const state = { looks: 0, problem: '', asked: 0 }
    const offered = {
      kind: 'file',
      name,
      getFile: async () => {
        state.looks++
        if (state.problem !== '') throw new DOMException('it cannot be had', state.problem)
        return handle.getFile()
      },
      requestPermission: async () => {
        state.asked++
        state.problem = ''
        return 'granted'
      },
    }
    Object.assign(window, { offered: state, showOpenFilePicker: async () => [offered] })
  }, name)
  return {
    /** Replaces what the file holds. */
    write: async (bytes: Uint8Array) => {
      const base64 = Buffer.from(bytes).toString('base64')
      await page.evaluate(
        async ({ name, base64 }) => {
          const folder = await navigator.storage.getDirectory()
          const stream = await (await folder.getFileHandle(name)).createWritable()
          await stream.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
          await stream.close()
        },
        { name, base64 },
      )
    },
    /** From now on the file cannot be had; asking for the permission mends it. */
    fail: (problem: string) =>
      page.evaluate((name) => {
        window.offered.problem = name
      }, problem),
    /** How often the page has asked for the file. */
    looks: () => page.evaluate(() => window.offered.looks),
    /** How often it has asked for the permission. */
    asked: () => page.evaluate(() => window.offered.asked),
  }
}
