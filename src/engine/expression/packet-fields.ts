import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Dictionary, Field } from './field.ts'

const NANOSECONDS = 1e9

function packetColumn(array: (tables: CaptureTables) => Float64Array | Uint32Array): Column {
  return {
    domain: 'packet',
    space: 'number',
    array,
    each(tables, visit) {
      const values = array(tables)
      for (let row = 0; row < tables.packets.rows; row++) visit(row, values[row])
    },
  }
}

/** A number of each packet, worked out from its row. */
function computed(value: (tables: CaptureTables, row: number) => number): Column {
  return packetColumn((tables) => {
    const values = new Float64Array(tables.packets.rows)
    for (let row = 0; row < values.length; row++) values[row] = value(tables, row)
    return values
  })
}

/** A text of each packet's file or interface. */
function sourceColumn(text: (tables: CaptureTables, source: number) => string | null): Column {
  return {
    domain: 'packet',
    space: (tables): Dictionary => ({ size: tables.sources.length, text: (id) => text(tables, id) ?? '' }),
    each(tables, visit) {
      const { source, rows } = tables.packets
      const isThere = tables.sources.map((_, id) => text(tables, id) !== null)
      for (let row = 0; row < rows; row++) if (isThere[source[row]]) visit(row, source[row])
    },
  }
}

/** frame.protocols by node of the path trie; experts' names are no layers. */
function pathTexts({ paths, protocolNames, protocolKinds }: CaptureTables): Dictionary {
  return {
    size: paths.size,
    text: (node) =>
      paths
        .symbols(node)
        .filter((symbol) => protocolKinds[symbol >>> 1] !== 'expert')
        .map((symbol) => protocolNames[symbol >>> 1])
        .join(':'),
  }
}

/** The file of each record of a log. */
const logColumn: Column = {
  domain: 'packet',
  space: ({ logs }): Dictionary => ({ size: logs.length, text: (id) => logs[id].file }),
  each({ packets, records }, visit) {
    for (let row = 0; row < records.rows; row++) visit(packets.rows + row, records.logOf(row))
  },
}

const numberColumn = computed((_, row) => row + 1)

/** Fields of the frame itself. */
export const packetFields: readonly Field[] = [
  {
    name: 'frame',
    aliases: [],
    family: 'wireshark',
    type: 'presence',
    meaning: 'every packet',
    example: 'frame',
    columns: [computed(() => 1)],
  },
  {
    name: 'frame.number',
    aliases: [],
    family: 'wireshark',
    type: 'number',
    meaning: 'number of the packet in the capture, from 1',
    example: 'frame.number <= 100',
    columns: [numberColumn],
  },
  {
    name: 'frame.len',
    aliases: ['frame.pkt_len'],
    family: 'wireshark',
    type: 'number',
    meaning: 'bytes on the wire',
    example: 'frame.len > 1k',
    columns: [packetColumn(({ packets }) => packets.length)],
  },
  {
    name: 'frame.cap_len',
    aliases: [],
    family: 'wireshark',
    type: 'number',
    meaning: 'bytes captured',
    example: 'frame.cap_len < 64',
    columns: [packetColumn(({ packets }) => packets.captured)],
  },
  {
    name: 'frame.time',
    aliases: ['frame.time_epoch', 'frame.time_utc'],
    family: 'wireshark',
    type: 'time',
    meaning:
      'when the packet was captured; without a zone UTC, -1h counts back from the last packet, +1h from the first',
    example: 'frame.time >= "2024-05-01 10:00:00"',
    columns: [packetColumn(({ packets }) => packets.time)],
  },
  {
    name: 'frame.time_relative',
    aliases: [],
    family: 'wireshark',
    type: 'duration',
    meaning: 'seconds since the first packet',
    example: 'frame.time_relative < 60',
    columns: [computed(({ packets }, row) => (packets.time[row] - packets.time[0]) / NANOSECONDS)],
  },
  {
    name: 'frame.time_delta',
    aliases: [],
    family: 'wireshark',
    type: 'duration',
    meaning: 'seconds since the packet before',
    example: 'frame.time_delta > 1.5',
    columns: [
      computed(({ packets }, row) => (row === 0 ? 0 : (packets.time[row] - packets.time[row - 1]) / NANOSECONDS)),
    ],
  },
  {
    name: 'frame.protocols',
    aliases: [],
    family: 'wireshark',
    type: 'text',
    meaning: 'names of the layers, joined by colons',
    example: 'frame.protocols contains "ip:udp"',
    columns: [
      {
        domain: 'path',
        space: pathTexts,
        each({ paths }, visit) {
          for (let node = 0; node < paths.size; node++) visit(node, node)
        },
      },
    ],
  },
  {
    name: 'frame.interface_name',
    aliases: [],
    family: 'wireshark',
    type: 'text',
    meaning: 'name of the interface, where the file has one',
    example: 'frame.interface_name == eth0',
    columns: [sourceColumn(({ sources }, id) => sources[id].interfaceName)],
  },
  {
    name: 'file',
    aliases: ['frame.file'],
    family: 'arkime',
    type: 'text',
    meaning: 'name of the file: capture or log',
    example: 'file == *.pcap',
    columns: [sourceColumn(({ sources }, id) => sources[id].file), logColumn],
  },
]
