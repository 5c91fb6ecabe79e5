import { beginsAsObject, JsonLinesReader } from './json-lines.ts'
import type { LogFormat } from './log.ts'
import { isEve } from './suricata-eve.ts'

/**
 * Zeek's JSON writer (LogAscii::use_json) and what log shippers make of it: `_path` and `_write_ts` may be there, times are
 * seconds since 1970 as number or text, or ISO 8601, and an unset field is left out.
 */
export const zeekJson: LogFormat = {
  name: 'zeek-json',
  sniff: (head) => beginsAsObject(head) && !isEve(head),
  open: (report, path) => new JsonLinesReader(report, path, '_path'),
}
