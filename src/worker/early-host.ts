/**
 * The worker's host while the whole engine is on its way. A fresh cluster is opened and shown by the early engine; the
 * whole one is fetched once the picture moves, follows to the same instant of the same run in slices, out of sight, and
 * takes over between two frames. Whatever the early engine cannot do waits for that.
 */
import type { EarlyEngine } from './early-engine.ts'
import type { HostClock } from './engine-parts.ts'
import type { Frame, FromWorker, ToWorker } from './port.ts'

type Open = Extract<ToWorker, { readonly type: 'open' }>
type Asked = Extract<ToWorker, { readonly requestId: number }>

export interface Host {
  receive(message: ToWorker): void
}
export type CreateHost = (clock: HostClock, send: (message: FromWorker) => void) => Host

/** What the rehearsal of the early engine opens; later instants may need more. */
const OPENED_UNTIL_US = 8_000_000
const ATTEMPTS = 4
const ATTEMPT_AGAIN_MS = 1_500
/** Of the question by which the whole engine is known to have arrived; the page's own count from 1. */
const ARRIVAL = -1

export class EarlyHost implements Host {
  readonly #clock: HostClock
  readonly #send: (message: FromWorker) => void
  readonly #early: EarlyEngine | null
  readonly #fetchWhole: () => Promise<CreateHost>
  readonly #earlyHost: Host | null
  #whole: Host | null = null
  /** The whole engine has the page to itself. */
  #takenOver = false
  #fetching = false
  /** The early engine is heard no more. */
  #muted = false
  #opened: Open | null = null
  #playing = false
  #visible = true
  #lastFrame: Frame | null = null
  #lastShown = 0
  /** Where the whole engine is, or is on its way to. */
  #soughtEvents = -1
  #arrived = false
  /** Not answered yet. */
  readonly #asked = new Map<number, Asked>()
  /** What the early engine cannot do. */
  #held: ToWorker[] = []

  constructor(
    early: EarlyEngine | null,
    fetchWhole: () => Promise<CreateHost>,
    clock: HostClock,
    send: (message: FromWorker) => void,
  ) {
    this.#early = early
    this.#fetchWhole = fetchWhole
    this.#clock = clock
    this.#send = send
    const heard = { ...clock, defer: (task: () => void) => clock.defer(() => this.#attempt(task)) }
    this.#earlyHost = early?.createHost(heard, (message) => this.#passEarly(message)) ?? null
  }

  receive(message: ToWorker): void {
    if (this.#takenOver) this.#whole?.receive(message)
    // What is no message at all is for the whole engine to complain about.
    else if (typeof message !== 'object' || message === null) this.#hold(message)
    else if (message.type === 'pictureMoves') this.#fetch()
    else if (message.type === 'frameShown') this.#frameShown(message)
    else if (message.type === 'setVisible') this.#setVisible(message)
    else if (this.#held.length === 0 && this.#canDoWithout(message)) this.#receiveEarly(message)
    else this.#hold(message)
  }

  #canDoWithout(message: ToWorker): boolean {
    if (this.#early === null || this.#muted) return false
    if (message.type !== 'open') return this.#opened !== null && ['exportRun', 'play', 'pause'].includes(message.type)
    const { run, branches } = message
    const fresh = run.journal.length === 0 && branches === null && run.positionUs <= OPENED_UNTIL_US
    return fresh && this.#opened === null
  }

  #receiveEarly(message: ToWorker): void {
    if (message.type === 'open') this.#opened = message
    if (message.type === 'open') this.#playing = message.playing
    if (message.type === 'play' || message.type === 'pause') this.#playing = message.type === 'play'
    if ('requestId' in message) this.#asked.set(message.requestId, message)
    this.#attempt(() => this.#earlyHost?.receive(message))
  }

  #frameShown(message: Extract<ToWorker, { readonly type: 'frameShown' }>): void {
    this.#lastShown = message.sequence
    if (this.#arrived) this.#takeOver()
    else this.#attempt(() => this.#earlyHost?.receive(message))
  }

  #setVisible(message: Extract<ToWorker, { readonly type: 'setVisible' }>): void {
    this.#visible = message.visible
    this.#attempt(() => this.#earlyHost?.receive(message))
  }

  #hold(message: ToWorker): void {
    this.#held.push(message)
    this.#fetch()
    if (message?.type !== 'open') return
    // The page has forgotten the run on show already, and acknowledges nothing of it.
    this.#muted = true
    this.#lastShown = this.#lastFrame?.sequence ?? 0
    if (this.#arrived) this.#takeOver()
  }

  /** What is missing may be needed even for telling of a crash. */
  #attempt(work: () => void): void {
    if (this.#muted) return
    try {
      work()
    } catch {
      this.#miss()
    }
  }

  /** Nothing that came of something missing reaches the page. */
  #passEarly(message: FromWorker): void {
    if (this.#muted) return
    if (message.type === 'crashed' || this.#early?.missed()) {
      this.#miss()
      return
    }
    if (message.type === 'frame') this.#lastFrame = message.frame
    if ('requestId' in message) this.#asked.delete(message.requestId)
    this.#send(message)
  }

  #miss(): void {
    this.#muted = true
    this.#fetch()
    if (this.#whole !== null) this.#follow()
  }

  #fetch(): void {
    if (this.#fetching) return
    this.#fetching = true
    void this.#fetchPatiently()
  }

  async #fetchPatiently(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const createHost = await this.#fetchWhole()
        this.#begin(createHost)
        return
      } catch (error) {
        if (attempt === ATTEMPTS) {
          this.#muted = true
          this.#send({ type: 'crashed', message: `The engine could not be loaded whole. ${error}`, run: null })
          return
        }
        await new Promise((resolve) => setTimeout(resolve, ATTEMPT_AGAIN_MS))
      }
    }
  }

  #begin(createHost: CreateHost): void {
    const whole = createHost(this.#clock, (message) => this.#passWhole(message))
    this.#whole = whole
    if (this.#opened === null) {
      this.#handOver(whole)
      return
    }
    const { run } = this.#opened
    const frame = this.#lastFrame
    const position = frame === null ? {} : { positionUs: frame.atUs, positionEvents: frame.eventsExecuted }
    whole.receive({ ...this.#opened, run: { ...run, ...position }, playing: false })
    // Out of sight: it sends no frames.
    whole.receive({ type: 'setVisible', visible: false })
    this.#soughtEvents = frame?.eventsExecuted ?? -1
    whole.receive({ type: 'explain', requestId: ARRIVAL, happeningId: 0 })
  }

  #passWhole(message: FromWorker): void {
    if (this.#takenOver || message.type === 'crashed') this.#send(message)
    else if ('requestId' in message && message.requestId === ARRIVAL) this.#follow()
  }

  /** The early engine went on meanwhile: now it stops, and the little that is left is caught up with. */
  #follow(): void {
    this.#muted = true
    const frame = this.#lastFrame
    if (frame !== null && frame.eventsExecuted !== this.#soughtEvents) {
      this.#soughtEvents = frame.eventsExecuted
      this.#whole?.receive({ type: 'seek', atUs: frame.atUs })
      this.#whole?.receive({ type: 'explain', requestId: ARRIVAL, happeningId: 0 })
      return
    }
    this.#arrived = true
    // A second frame under way would push the first one aside.
    if (frame === null || frame.sequence === this.#lastShown) this.#takeOver()
  }

  #takeOver(): void {
    const whole = this.#whole
    if (whole === null || this.#takenOver) return
    this.#takenOver = true
    if (this.#playing) whole.receive({ type: 'play' })
    for (const question of this.#asked.values()) whole.receive(question)
    this.#handOver(whole)
  }

  #handOver(whole: Host): void {
    this.#takenOver = true
    for (const message of this.#held) whole.receive(message)
    this.#held = []
    whole.receive({ type: 'setVisible', visible: this.#visible })
  }
}
