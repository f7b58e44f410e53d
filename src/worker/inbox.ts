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
    // Each is taken out first: one that breaks something must not be met again by the next to come.
    for (let message = this.#messages.shift(); message !== undefined; message = this.#messages.shift()) {
      const preparation = this.#options.prepare(message)
      if (preparation !== null) {
        void this.#readAfter(preparation, message)
        return
      }
      this.#options.take(message)
    }
  }

  async #readAfter(preparation: Promise<void>, message: ToWorker): Promise<void> {
    this.#preparing = true
    const failed = await preparation.then(
      () => false,
      (error: unknown) => {
        this.#options.refuse(message, error)
        return true
      },
    )
    if (!failed) this.#options.take(message)
    this.#preparing = false
    this.#read()
  }
}
