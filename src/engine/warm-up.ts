import { PacketIngest } from './ingest/packets.ts'
import { Reading } from './ingest/reading.ts'
import { CaptureTables } from './tables/capture-tables.ts'

/**
 * A browser compiles code as it runs: the first 100 MB of a capture take half a second longer than those that follow.
 * Reading something small again and again while nobody waits takes that half second away.
 */
const ROUNDS = 3

/** Reads files and keeps nothing of them, so that what reads is compiled when somebody waits for it. */
export class WarmUp {
  private reading: Reading | null = null
  private cancelled = false

  /** Resolves when it is over, or soon after `cancel`. */
  async run(files: readonly File[]): Promise<void> {
    for (let round = 0; round < ROUNDS && !this.cancelled; round++) {
      const tables = new CaptureTables()
      const ingest = new PacketIngest(tables)
      this.reading = new Reading(files, tables, { onPacket: (record, source) => ingest.packet(record, source) })
      await this.reading.run()
    }
    this.reading = null
  }

  /** For good: from now on somebody waits. */
  cancel(): void {
    this.cancelled = true
    this.reading?.cancel()
  }
}
