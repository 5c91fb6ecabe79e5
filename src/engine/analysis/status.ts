import type { FileWarning } from '../tables/capture-tables.ts'

export type CaptureStatus = {
  frames: number
  /** Sum of frame.len and of frame.cap_len. */
  bytes: number
  caplen: number
  /** Earliest and latest timestamp; null when no packet has a time. */
  first_epoch: string | null
  last_epoch: string | null
  duration: number
  files: { name: string; size: number; format: string }[]
  link_types: { number: number; name: string; frames: number }[]
  /** Packets captured shorter than they were. */
  cut_frames: number
  malformed_frames: number
  sessions: number
  /** Where the file says so; null = unknown. */
  drops: number | null
  warnings: FileWarning[]
  comments: string[]
}
