import { expose, transfer } from 'comlink'
import type { TimelineQuery } from '../engine/analysis/timeline.ts'
import type { Selection } from '../engine/engine-api.ts'
import { Engine } from '../engine/engine.ts'

/** The Engine, its typed arrays handed over instead of copied. */
class WorkerEngine extends Engine {
  override timeline(query?: TimelineQuery & Selection) {
    const timeline = super.timeline(query)
    const arrays = timeline.series.flatMap(({ packets, bytes }) => [packets.buffer, bytes.buffer])
    return transfer(timeline, [...new Set([...arrays, timeline.sessions.buffer])])
  }
}

expose(new WorkerEngine())
