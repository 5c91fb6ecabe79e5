import type { Dissector } from './dissector.ts'
import type { DesegmentStates } from './desegment.ts'

/** What dissectors remember of one session; made at the first byte of payload, so that scans cost nothing. */
export class Stream {
  /** Set by a heuristic or by another protocol (conversation_set_dissector): takes every later payload. */
  dissector: Dissector | null = null
  /** PDUs under reassembly, by direction (TCP). */
  readonly desegment: DesegmentStates = [null, null]
  /** Port of the side that sent the SYN-ACK or got the SYN; 0 = unknown (TCP). */
  serverPort = 0
  /** A list, not a Map: most streams have one entry, and there are as many streams as sessions. */
  private kept: Kept | null = null

  /** The state that the dissector called `name` keeps, made by `create` the first time. */
  of<T extends object>(name: string, create: () => T): T {
    for (let kept = this.kept; kept !== null; kept = kept.next) if (kept.name === name) return kept.state as T
    const state = create()
    this.kept = { name, state, next: this.kept }
    return state
  }

  /** As `of`, undefined when there is none. */
  known(name: string): object | undefined {
    for (let kept = this.kept; kept !== null; kept = kept.next) if (kept.name === name) return kept.state
    return undefined
  }
}

/** The state of one dissector. */
type Kept = { readonly name: string; readonly state: object; readonly next: Kept | null }

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
