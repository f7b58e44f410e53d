/**
 * The host while part of its functions is still to come. A fresh cluster is opened and shown without them; they are
 * fetched as soon as it moves. Whatever else is asked waits for them. Should the cluster itself need one earlier than
 * foreseen, the run is opened again once they are here: it is the same run.
 */
import { EngineHost } from './engine-host.ts'
import type { EngineParts, HostClock } from './engine-parts.ts'
import type { LateSide } from './late-side.ts'
import type { FromWorker, ToWorker } from './port.ts'

type Open = Extract<ToWorker, { readonly type: 'open' }>
type Asked = Extract<ToWorker, { readonly requestId: number }>

/** The picture moves by then. */
const FETCHED_AFTER_FRAMES = 16
/** No further without them; at 60 frames a second there is time to fetch them unnoticed. */
const MISSED_AFTER_FRAMES = 40
/** What the rehearsal of `scripts/late-functions.mjs` opens; later instants may need more. */
const OPENED_UNTIL_US = 8_000_000
const ATTEMPTS = 4
const ATTEMPT_AGAIN_MS = 1_500

export class EarlyHost {
  readonly #host: EngineHost
  readonly #send: (message: FromWorker) => void
  readonly #parts: EngineParts
  /** Null once it is here. */
  #side: LateSide | null
  #fetching: Promise<void> | null = null
  #opened: Open | null = null
  /** Not answered yet. */
  readonly #asked = new Map<number, Asked>()
  #framesShown = 0
  #restarting = false

  constructor(parts: EngineParts, clock: HostClock, send: (message: FromWorker) => void, side: LateSide | null) {
    this.#parts = parts
    this.#send = send
    this.#side = side
    const patient = { ...parts, prepare: (message: ToWorker) => this.#prepare(message) }
    const watchful = { ...clock, defer: (task: () => void) => clock.defer(() => this.#watch(task)) }
    this.#host = new EngineHost(patient, watchful, (message) => this.#pass(message))
  }

  receive(message: ToWorker): void {
    this.#watch(() => this.#host.receive(message))
  }

  /** What is to come may be needed even for telling of a crash. */
  #watch(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (this.#side === null) throw error
      void this.#openAgain()
    }
  }

  #prepare(message: ToWorker): Promise<void> | null {
    if (this.#side === null) return this.#parts.prepare?.(message) ?? null
    if (!this.#canDoWithout(message)) return this.#fetch().then(() => this.#parts.prepare?.(message) ?? undefined)
    if (message.type === 'open') this.#opened = message
    if ('requestId' in message) this.#asked.set(message.requestId, message)
    if (message.type === 'frameShown') this.#framesShown++
    // A run that stands still shows no further frames to count.
    if (message.type === 'pause' || this.#framesShown >= FETCHED_AFTER_FRAMES) this.#fetch().catch(() => undefined)
    return this.#framesShown >= MISSED_AFTER_FRAMES ? this.#fetch() : null
  }

  #canDoWithout(message: ToWorker): boolean {
    switch (message.type) {
      case 'open': {
        const { run, branches } = message
        const fresh = run.journal.length === 0 && branches === null && run.positionUs <= OPENED_UNTIL_US
        return fresh && this.#opened === null
      }
      case 'exportRun':
        return true
      default:
        return ['frameShown', 'play', 'pause', 'setVisible'].includes(message.type)
    }
  }

  #fetch(): Promise<void> {
    this.#fetching ??= this.#fetchPatiently()
    return this.#fetching
  }

  async #fetchPatiently(): Promise<void> {
    for (let attempt = 1; this.#side !== null; attempt++) {
      try {
        await this.#side.fetch()
        if (!this.#side.missed()) this.#side = null
        return
      } catch (error) {
        if (attempt === ATTEMPTS) {
          this.#send({ type: 'crashed', message: `The engine could not be loaded whole. ${error}`, run: null })
          throw error
        }
        await new Promise((resolve) => setTimeout(resolve, ATTEMPT_AGAIN_MS))
      }
    }
  }

  /** Nothing that came of a call into the void reaches the page. */
  #pass(message: FromWorker): void {
    if (this.#side !== null && (message.type === 'crashed' || this.#side.missed())) {
      void this.#openAgain()
      return
    }
    if ('requestId' in message) this.#asked.delete(message.requestId)
    this.#send(message)
  }

  async #openAgain(): Promise<void> {
    if (this.#restarting || this.#opened === null) return
    this.#restarting = true
    try {
      await this.#fetch()
    } catch {
      return // Told by `#fetchPatiently`.
    }
    this.#side = null
    this.receive(this.#opened)
    for (const question of this.#asked.values()) this.receive(question)
  }
}
