import { reportCredential } from './credential-record.ts'
import type { Packet } from './packet.ts'

const WAITING = 0
const USER = 1
const SECRET = 2
const ANSWER = 3
const DONE = 4

/** Letters of the server's newest line that are looked at, and of a client's line that are kept. */
const LONGEST = 200
/** After as many bytes of the server without a prompt nobody logs in any more. */
const PATIENCE = 65536

const ASKS_USER = /(?:log ?in|user ?(?:name|id)?|account)( name)?\s*[:>?]\s*$/i
const ASKS_SECRET = /(?:pass ?(?:word|code|phrase)|pin|secret)[^:>\n]{0,60}[:>?]\s*$/i
const REFUSES = /incorrect|fail|invalid|denied|bad (?:pass|user|login)|wrong|not accepted/i
const SHELL = /[$#%>]\s*$/

/**
 * Follows the prompts of a terminal session (Telnet): the line typed after 'login:' is the user, the one after
 * 'Password:' the secret. The server's next words say whether it let the user in.
 */
export class LoginDialogue {
  private state = WAITING
  /** The server's newest line. */
  private prompt = ''
  private typed = ''
  private user = 0
  private login = 0
  private heard = 0

  /** Nothing more is to be learnt. */
  get isOver(): boolean {
    return this.state === DONE
  }

  /** A character of the server. */
  fromServer(packet: Packet, byte: number): void {
    if (++this.heard > PATIENCE) this.state = DONE
    if (byte === 10 || byte === 13) {
      this.judge(packet)
      this.prompt = ''
    } else if (byte >= 32 && byte < 127 && this.prompt.length < LONGEST) this.prompt += String.fromCharCode(byte)
  }

  /** The server's segment is over: what stands there is a prompt, perhaps. */
  serverPauses(packet: Packet): void {
    const { prompt } = this
    if (prompt === '' || this.state === DONE) return
    this.judge(packet)
    if (ASKS_SECRET.test(prompt)) this.expect(packet, SECRET)
    else if (ASKS_USER.test(prompt)) this.expect(packet, USER)
    else if (this.state === ANSWER && SHELL.test(prompt)) this.answer(packet, true)
  }

  /** A character that the client types. */
  fromClient(packet: Packet, byte: number): void {
    if (this.state !== USER && this.state !== SECRET) return
    if (byte === 8 || byte === 127) this.typed = this.typed.slice(0, -1)
    else if (byte === 10 || byte === 13) this.enter(packet)
    else if (byte >= 32 && byte !== 255 && this.typed.length < LONGEST) this.typed += String.fromCharCode(byte)
  }

  private enter(packet: Packet): void {
    const { typed, state } = this
    this.typed = ''
    this.prompt = ''
    // The line feed behind a carriage return, or an empty line.
    if (typed === '' && state === USER) return
    const text = typed === '' ? 0 : packet.sink.string(typed)
    if (state === USER) {
      this.user = text
      this.state = WAITING
    } else {
      this.login = reportCredential(packet, 'telnet', 'login', this.user, text)
      this.state = ANSWER
    }
  }

  private expect(packet: Packet, state: number): void {
    if (this.state === state) return
    if (this.state === ANSWER) this.answer(packet, false)
    this.state = state
    this.typed = ''
  }

  private judge(packet: Packet): void {
    if (this.state !== ANSWER) return
    if (REFUSES.test(this.prompt)) this.answer(packet, false)
    else if (/last login|welcome/i.test(this.prompt)) this.answer(packet, true)
  }

  private answer(packet: Packet, isAccepted: boolean): void {
    packet.sink.credentialAnswered(this.login, isAccepted)
    this.login = 0
    this.state = isAccepted ? DONE : WAITING
  }
}
