import { grown, Table } from './column.ts'

/** `action` of a row; 3 = a named pipe, or a file to be written, is opened. */
export const SESSION_SETUP = 1
export const TREE_CONNECT = 2

/**
 * One row an SMB action of a session that findings ask for: its shares (Zeek's smb_mapping log), its named pipes and the
 * files that it writes (smb_files); repetitions are one row. Texts are TextPool ids, 0 = not known.
 */
export class SmbTable extends Table {
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  client = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  /** 1 or 2 (also SMB 3); 0 = not known. */
  version = new Uint8Array(this.capacity)
  action = new Uint8Array(this.capacity)
  /** '\\server\C$' */
  share = new Uint32Array(this.capacity)
  /** Of the pipe or file, without the share. */
  name = new Uint32Array(this.capacity)
  /** 1 = the server granted it, 2 = it refused, 0 = no answer was seen. */
  outcome = new Uint8Array(this.capacity)

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.client = grown(this.client, capacity)
    this.server = grown(this.server, capacity)
    this.version = grown(this.version, capacity)
    this.action = grown(this.action, capacity)
    this.share = grown(this.share, capacity)
    this.name = grown(this.name, capacity)
    this.outcome = grown(this.outcome, capacity)
  }
}
