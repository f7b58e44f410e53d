/** Messages in the order they came: what follows one that must be prepared for waits with it. */
import type { ToWorker } from './port.ts'

export interface InboxOptions {
  /** Null: the message can be taken at once. */
  prepare(message: ToWorker): Promise<void> | null
  take(message: ToWorker): void
  /** The preparation failed. */
  refuse(message: ToWorker, error: unknown): void
}

export class Inbox {
  readonly #options: InboxOptions
  readonly #messages: ToWorker[] = []
  #preparing = false

  constructor(options: InboxOptions) {
    this.#options = options
  }

  add(message: ToWorker): void {
    this.#messages.push(message)
    if (!this.#preparing) this.#read()
  }

  #read(): void {
    for (let message = this.#messages[0]; message !== undefined; message = this.#messages[0]) {
      const preparation = this.#options.prepare(message)
      if (preparation !== null) {
        void this.#readAfter(preparation, message)
        return
      }
      this.#messages.shift()
      this.#options.take(message)
    }
  }

  async #readAfter(preparation: Promise<void>, message: ToWorker): Promise<void> {
    this.#preparing = true
    try {
      await preparation
    } catch (error) {
      this.#messages.shift()
      this.#options.refuse(message, error)
    }
    this.#preparing = false
    this.#read()
  }
}
