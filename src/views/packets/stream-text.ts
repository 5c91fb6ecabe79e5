import type { FollowedStream } from '../../engine/packets/follow-stream.ts'
import { hexDump } from './hex-lines.ts'

/** What one side said in one go. */
export type Turn = { direction: 0 | 1; packet: number; bytes: Uint8Array; missing: number }

/** Pieces of the same side one after the other are one; a hole begins another. */
export function turnsOf({ pieces }: Pick<FollowedStream, 'pieces'>, most: number): Turn[] {
  const turns: Turn[] = []
  let parts: Uint8Array[] = []
  let left = most
  const close = () => {
    const turn = turns.at(-1)
    if (turn !== undefined) turn.bytes = joined(parts)
    parts = []
  }
  for (const { direction, packet, bytes, missing } of pieces) {
    if (left <= 0) break
    const last = turns.at(-1)
    if (last === undefined || last.direction !== direction || missing > 0) {
      close()
      turns.push({ direction, packet, missing, bytes })
    }
    parts.push(bytes.subarray(0, left))
    left -= bytes.length
  }
  close()
  return turns
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

// What could hide, reorder or break text; line feeds and tabs stay.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/gu

/** Bytes as UTF-8 text, what is none or cannot be seen as dots. */
export function readableText(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes)
    .replaceAll('\r\n', '\n')
    .replaceAll(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : '.'))
}

/** A turn as it is shown. */
export function turnText({ bytes }: Turn, form: 'text' | 'hex'): string {
  return form === 'text' ? readableText(bytes) : hexDump(bytes)
}
