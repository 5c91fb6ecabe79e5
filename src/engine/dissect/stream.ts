import type { Dissector } from './dissector.ts'
import type { DesegmentState } from './desegment.ts'

/** What dissectors remember of one session; made at the first byte of payload, so that scans cost nothing. */
export class Stream {
  /** Set by a heuristic or by another protocol (conversation_set_dissector): takes every later payload. */
  dissector: Dissector | null = null
  /** PDUs under reassembly, by direction (TCP). */
  readonly desegment: [DesegmentState | null, DesegmentState | null] = [null, null]
  /** Port of the side that sent the SYN-ACK or got the SYN; 0 = unknown (TCP). */
  serverPort = 0
  private state: Map<string, object> | null = null

  /** The state that the dissector called `name` keeps, made by `create` the first time. */
  of<T extends object>(name: string, create: () => T): T {
    this.state ??= new Map()
    let state = this.state.get(name)
    if (state === undefined) {
      state = create()
      this.state.set(name, state)
    }
    return state as T
  }
}

/** The streams of a capture by session row. */
export class Streams {
  private readonly bySession: (Stream | undefined)[] = []

  of(session: number): Stream {
    return (this.bySession[session] ??= new Stream())
  }

  known(session: number): Stream | undefined {
    return this.bySession[session]
  }
}
