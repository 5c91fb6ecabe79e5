import type { Finding } from './detections/detection.ts'
import type { CheckProgress } from './detections/run-detections.ts'
import { Turns } from './ingest/turns.ts'

type Run = Generator<CheckProgress, Finding[]>

/** Runs the checks a step at a time, so that other questions are answered between them; keeps the newest answer. */
export class FindingRuns {
  /** Set while a run is going on. */
  progress: CheckProgress | undefined
  private key = ''
  private answer: Promise<Finding[]> | null = null
  /** Counts what was forgotten: a run of an earlier capture stops. */
  private generation = 0

  /**
   * The findings of a question. `key`: all that they depend on; one run serves those who ask the same. `onStep`: after each
   * check, with the milliseconds that it took. Rejects when they are forgotten meanwhile.
   */
  async findings(key: string, start: () => Run, onStep: (took: number) => void): Promise<Finding[]> {
    if (this.answer === null || this.key !== key) {
      this.key = key
      const answer = this.run(start(), onStep)
      this.answer = answer
      // What failed is tried again by who asks next.
      answer.catch(() => {
        if (this.answer === answer) this.answer = null
      })
    }
    return await this.answer
  }

  forget(): void {
    this.generation++
    this.answer = null
    this.progress = undefined
  }

  private async run(steps: Run, onStep: (took: number) => void): Promise<Finding[]> {
    const { generation } = this
    const turns = new Turns()
    try {
      // What else was asked with it is answered first.
      await turns.take()
      for (;;) {
        const began = performance.now()
        const step = steps.next()
        this.progress = step.done === true ? undefined : step.value
        onStep(performance.now() - began)
        if (step.done === true) return step.value
        if (turns.due) await turns.take()
        if (generation !== this.generation) throw new Error('The checks stopped: what they looked at was closed.')
      }
    } finally {
      if (generation === this.generation) this.progress = undefined
      turns.close()
    }
  }
}
