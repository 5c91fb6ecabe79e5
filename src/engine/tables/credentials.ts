import { grown, Table } from './column.ts'

/** `outcome` of a log-in; 0 = nobody answered. */
export const ACCEPTED = 1
export const REFUSED = 2

/**
 * One row a log-in: a user with a secret in one session, however often it is repeated there. Zeek has these as
 * columns `user` and `password` of ftp, http …; text columns are TextPool ids, 0 = not said.
 */
export class CredentialTable extends Table {
  /** Protocol id. */
  protocol = new Uint16Array(this.capacity)
  /** How it is said: 'Basic', 'PLAIN', 'USER', 'community' … */
  mechanism = new Uint32Array(this.capacity)
  /** Of the message that says it first. */
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  client = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  clientPort = new Uint16Array(this.capacity)
  serverPort = new Uint16Array(this.capacity)
  user = new Uint32Array(this.capacity)
  /** Readable on the wire; 0 where the protocol hides it. */
  secret = new Uint32Array(this.capacity)
  /** Domain or realm, and the name of the client's machine (NTLM). */
  domain = new Uint32Array(this.capacity)
  hostname = new Uint32Array(this.capacity)
  /** ACCEPTED, REFUSED: of the last answer; 0 = none was seen. */
  outcome = new Uint8Array(this.capacity)
  /** How often it was said. */
  count = new Uint32Array(this.capacity)
  refusals = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.protocol = grown(this.protocol, capacity)
    this.mechanism = grown(this.mechanism, capacity)
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.client = grown(this.client, capacity)
    this.server = grown(this.server, capacity)
    this.clientPort = grown(this.clientPort, capacity)
    this.serverPort = grown(this.serverPort, capacity)
    this.user = grown(this.user, capacity)
    this.secret = grown(this.secret, capacity)
    this.domain = grown(this.domain, capacity)
    this.hostname = grown(this.hostname, capacity)
    this.outcome = grown(this.outcome, capacity)
    this.count = grown(this.count, capacity)
    this.refusals = grown(this.refusals, capacity)
  }
}
