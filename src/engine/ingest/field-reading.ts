import type { InputFile } from './file-slices.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { CaptureReader } from '../formats/format.ts'
import { layoutFields } from '../protocols/layout-registry.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import type { FieldColumn } from '../tables/field-column.ts'
import { FieldTexts } from './field-collector.ts'
import { FieldColumns, type LayerTested } from './field-columns.ts'
import { encapsulations, frameLayout } from './frame-fields.ts'
import { PacketIngest } from './packets.ts'
import { Reading } from './reading.ts'

/** The field of this name that reading the packets again gives; undefined for none. */
export function packetField(name: string): LayoutField | undefined {
  return layoutFields.get(name) ?? frameFields.get(name)
}

const frameFields = new Map(Object.values(frameLayout).map((field) => [field.name, field]))

/** All of them. */
export function packetFieldList(): LayoutField[] {
  return [...frameFields.values(), ...layoutFields.values()]
}

/** One packet: its number, and its fields as `tshark -T fields` prints them; several values are joined by commas. */
export type PacketFields = { number: number; fields: Record<string, string> }

export type FieldReadingOptions = {
  /** Packets that the first reading gave: no more are read. */
  packets: number
  onTurn?: (() => void) | undefined
  refuseAsTshark?: boolean | undefined
}

/**
 * Reads files again for fields that no table holds: the same dissectors with a fresh memory, so that every packet is
 * dissected as it was the first time.
 */
export class FieldReading {
  private readonly tables = new CaptureTables()
  private readonly files: readonly InputFile[]
  private readonly options: FieldReadingOptions
  private reading: Reading | null = null

  constructor(files: readonly InputFile[], options: FieldReadingOptions) {
    this.files = files
    this.options = options
  }

  get bytesRead(): number {
    return this.reading?.bytesRead ?? 0
  }

  get bytesTotal(): number {
    return this.files.reduce((sum, { size }) => sum + size, 0)
  }

  get cancelled(): boolean {
    return this.reading?.cancelled === true && this.tables.packets.rows < this.options.packets
  }

  cancel(): void {
    this.reading?.cancel()
  }

  /** Gives `fields` the fields of every packet, and after those of a packet calls onPacket with its row. */
  async run(fields: FieldSink, onPacket: (row: number) => void): Promise<void> {
    const { tables, options } = this
    const ingest = new PacketIngest(tables, fields)
    const reading = new Reading(this.files, tables, {
      onPacket: (record, source) => {
        const row = tables.packets.rows
        if (row >= options.packets) return
        try {
          ingest.packet(record, source)
        } finally {
          fields.layer('frame', record.bytes, record.offset, record.offset + record.captured)
          if (fields.wants(frameLayout)) this.frameFields(fields, row, record)
          onPacket(row)
        }
        if (row + 1 >= options.packets) reading.cancel()
      },
      onTurn: options.onTurn,
      refuseAsTshark: options.refuseAsTshark,
    })
    this.reading = reading
    await reading.run()
  }

  /** The texts of the wanted fields of packets [start, start + length) of those that `isSelected`; packets without any are left out. */
  async texts(
    wanted: readonly LayoutField[],
    isSelected: (row: number) => boolean,
    start: number,
    length: number,
  ): Promise<PacketFields[]> {
    const collector = new FieldTexts(wanted)
    const found: PacketFields[] = []
    let seen = 0
    await this.run(collector, (row) => {
      const fields = collector.take()
      if (fields === null || !isSelected(row)) return
      if (seen >= start && seen - start < length) found.push({ number: row + 1, fields })
      seen++
      if (seen - start >= length) this.options.packets = row + 1
    })
    return found
  }

  /** The values of the wanted fields, by name. Rejects when one takes too much memory. */
  async columns(wanted: readonly LayoutField[], tests: readonly LayerTested[] = []): Promise<Map<string, FieldColumn>> {
    const collector = new FieldColumns(wanted, tests)
    await this.run(collector, () => collector.row++)
    const columns = collector.finish()
    for (const [name, { overflown }] of columns)
      if (overflown) throw new Error(`the values of ${name} take too much memory`)
    return columns
  }

  /** Only pcapng names interfaces. */
  private hasInterfaces(file: string): boolean {
    const found = this.reading?.files.find(({ name }) => name === file)
    return found?.format.startsWith('pcapng') === true
  }

  private frameFields(fields: FieldSink, row: number, record: CaptureReader): void {
    const f = frameLayout
    const { packets, sources, paths, protocolNames, protocolKinds, baseSecond } = this.tables
    const time = packets.time[row]
    const source = packets.source[row]
    const { file, interfaceName } = sources[source]
    fields.number(f.number, row + 1, 0, 0)
    fields.number(f.len, packets.length[row], 0, 0)
    fields.number(f.cap_len, packets.captured[row], 0, 0)
    const encapsulation = encapsulations.get(sources[source].linkType)
    if (encapsulation !== undefined) fields.number(f.encap_type, encapsulation, 0, 0)
    fields.duration(f.offset_shift, 0)
    if (this.hasInterfaces(file)) {
      fields.number(f.section_number, 1, 0, 0)
      fields.number(f.interface_id, source - sources.findIndex((other) => other.file === file), 0, 0)
      fields.string(f.interface_name, interfaceName ?? 'unknown', 0, 0)
    }
    fields.flag(f.marked, 0, 0, 0)
    fields.flag(f.ignored, 0, 0, 0)
    // A column of nanoseconds cannot tell them apart over months; the record can.
    const seconds = Number.isNaN(record.seconds) ? baseSecond : record.seconds
    const rest = Number.isNaN(record.seconds) ? time : record.nanoseconds
    fields.time(f.time, seconds, rest, time)
    fields.time(f.time_epoch, seconds, rest, time)
    fields.duration(f.time_relative, time - packets.time[0])
    const before = row === 0 ? time : packets.time[row - 1]
    fields.duration(f.time_delta, time - before)
    fields.duration(f.time_delta_displayed, time - before)
    if (!fields.wantsField(f.protocols)) return
    const names = paths
      .symbols(packets.path[row])
      .filter((symbol) => protocolKinds[symbol >>> 1] !== 'expert')
      .map((symbol) => protocolNames[symbol >>> 1])
    fields.string(f.protocols, names.join(':'), 0, 0)
  }
}
