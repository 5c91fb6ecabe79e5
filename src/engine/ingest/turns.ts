/** Longest stretch of work before the event loop gets a turn. */
const STRETCH = 24

/**
 * Shares a thread with those who ask it questions: `due` says when work has lasted long enough, `take` lets everything
 * that waits run first. A MessageChannel, because timers are clamped to 4 ms.
 */
export class Turns {
  private readonly channel = new MessageChannel()
  private waiting: (() => void)[] = []
  private deadline = performance.now() + STRETCH

  constructor() {
    this.channel.port1.addEventListener('message', () => {
      const waiting = this.waiting
      this.waiting = []
      for (const resolve of waiting) resolve()
    })
    this.channel.port1.start()
  }

  get due(): boolean {
    return performance.now() > this.deadline
  }

  async take(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve)
      this.channel.port2.postMessage(null)
    })
    this.deadline = performance.now() + STRETCH
  }

  close(): void {
    this.channel.port1.close()
  }
}
