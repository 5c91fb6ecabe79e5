import type { InputFile } from './ingest/file-slices.ts'
import { GrowingFile } from './ingest/growing-file.ts'
import type { OpenFile } from './ingest/open-file.ts'
import type { Reading } from './ingest/reading.ts'
import type { CaptureTables } from './tables/capture-tables.ts'

/** A followed file, and how it stands with it. */
export type FollowedFile = {
  name: string
  /**
   * 'followed': what is added is read; 'refused': it is read like any other file, to the end that it had; 'lost': it could
   * not be looked at, which is tried again.
   */
  state: 'followed' | 'refused' | 'lost'
  /** Why, unless it is followed: 'it is packed with gzip', 'NotFoundError'. */
  why: string | null
}

/** What was found when the followed files were looked at. */
export type Growth = {
  files: FollowedFile[]
  grew: boolean
  /** Names of files in whose place a new one was found, which is read from its beginning behind what was there. */
  replaced: string[]
  /** Read until now, of all files. */
  packets: number
  rows: number
}

/** What takes what is read: it is told when everything is read that there is, and when no more will come. */
type Ingest = { settle?(): void; finish(): void }

type Followed = { file: GrowingFile; opened: OpenFile; lost: string | null }

/** Files that other programs write to: looks what was added, and has it read. */
export class Following {
  private readonly files: InputFile[]
  private readonly tables: CaptureTables
  private readonly reading: Reading
  private readonly ingests: readonly Ingest[]
  private looking: Promise<Growth> | null = null
  private readonly followed: Followed[] = []
  /** Names of those that are hidden in something else. */
  private readonly hidden: string[]

  /** `asked`: files that are to be followed. `files`: those of the reading; what takes the place of one is added. */
  constructor(
    asked: readonly GrowingFile[],
    files: InputFile[],
    tables: CaptureTables,
    reading: Reading,
    ingests: readonly Ingest[],
  ) {
    this.ingests = ingests
    this.files = files
    this.tables = tables
    this.reading = reading
    this.hidden = asked.filter((file) => !files.includes(file)).map(({ name }) => name)
    for (const file of asked)
      if (files.includes(file)) this.followed.push({ file, opened: reading.files[files.indexOf(file)], lost: null })
  }

  get isOver(): boolean {
    return this.reading.cancelled || !this.followed.some(({ opened }) => opened.isFollowed)
  }

  /** How it stands with the files, without a look at them. */
  report(grew = false, replaced: string[] = []): Growth {
    const refused = (name: string, why: string): FollowedFile => ({ name, state: 'refused', why })
    return {
      files: [
        ...this.followed.map(({ file: { name }, opened, lost }): FollowedFile => {
          if (!opened.isFollowed) return refused(name, opened.refusal ?? 'it is not followed any more')
          return { name, state: lost === null ? 'followed' : 'lost', why: lost }
        }),
        ...this.hidden.map((name) => refused(name, 'it is an archive')),
      ],
      grew,
      replaced,
      packets: this.reading.packets,
      rows: this.reading.rows,
    }
  }

  /** What there is now is read. */
  settle(): void {
    for (const ingest of this.ingests)
      if (this.isOver) ingest.finish()
      else ingest.settle?.()
  }

  /** Looks at the files and reads what was added to them. Never rejects because of a file. */
  readOn(): Promise<Growth> {
    this.looking ??= this.look().finally(() => {
      this.looking = null
    })
    return this.looking
  }

  /** Ends it: a last record that is cut stays so, and is named. */
  async stop(): Promise<void> {
    await this.looking
    const open = this.followed.map(({ opened }) => opened).filter(({ isFollowed }) => isFollowed)
    if (open.length === 0) return
    for (const opened of open) opened.stop(false)
    await this.reading.more(open)
    this.settle()
  }

  private async look(): Promise<Growth> {
    if (this.isOver) return this.report()
    const more: OpenFile[] = []
    const replaced: string[] = []
    for (const followed of this.followed) {
      if (!followed.opened.isFollowed) continue
      try {
        const look = await followed.file.look()
        if (look === 'replaced') {
          more.push(...(await this.replace(followed)))
          replaced.push(followed.file.name)
        } else if (look === 'grown') more.push(followed.opened)
        followed.lost = null
      } catch (error) {
        followed.lost = error instanceof Error ? error.name : String(error)
      }
    }
    if (more.length > 0) {
      await this.reading.more(more)
      this.settle()
    }
    return this.report(more.length > 0, replaced)
  }

  private async replace(followed: Followed): Promise<OpenFile[]> {
    const old = followed.opened
    followed.file = await followed.file.successor()
    old.stop(true)
    this.files.push(followed.file)
    followed.opened = this.reading.add(followed.file)
    const message = `a new file took its place after ${old.bytesRead} bytes: what was written to the old one after the last look at it is missing`
    this.tables.warnings.push({ file: old.name, offset: old.bytesRead, packet: null, message, fatal: false })
    return [old, followed.opened]
  }
}

/** The files, those at the places as files that grow. Rejects where one cannot be had. */
export async function growingFiles(
  given: readonly InputFile[],
  places: readonly number[],
  current: (place: number) => Promise<File>,
): Promise<{ files: InputFile[]; growing: GrowingFile[] }> {
  const files = [...given]
  const growing: GrowingFile[] = []
  for (const place of places) {
    if (!(place >= 0 && place <= files.length)) throw new Error(`there is no file ${place}`)
    const file = await GrowingFile.open(() => current(place))
    files[place] = file
    growing.push(file)
  }
  return { files, growing }
}
