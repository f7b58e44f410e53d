/**
 * The engine as the page sees it while the engine is still on its way: the first seconds of the default run are shown
 * from the recording, the worker is started once the picture moves, opens the same run out of sight at the instant on
 * show, and takes over between two frames. What the reader asks for before that waits, and the picture with it, so that
 * a command takes effect at the instant at which it was given.
 */
import { defaultRun } from '../default-run.ts'
import { sameValue } from '../image-delta.ts'
import type { EnginePort, Frame, FromWorker, Playback, ToWorker } from '../port.ts'
import type { QuestionMessage } from '../questions/registry.ts'
import { standstill } from '../standstill.ts'
import { type PackedRecording, type PackedRest, RECORDED_FRAME_MS, unpack, unpackAfter } from './recording.ts'

type Open = Extract<ToWorker, { readonly type: 'open' }>

export interface PageClock {
  /** Wall time in milliseconds from any origin. */
  nowMs(): number
  after(ms: number, task: () => void): void
}

export interface PrologueParts {
  /** Rejects where the recording cannot be had. */
  readonly fetchRecording: () => Promise<PackedRecording>
  /** What follows it; fetched together with the engine, and shown where the engine takes longer. */
  readonly fetchRest: () => Promise<PackedRest>
  readonly startEngine: () => EnginePort
  readonly clock: PageClock
}

const ATTEMPTS = 4
const ATTEMPT_AGAIN_MS = 1_500
/** Of the question by which the engine is known to have arrived; the page's own count from 1. */
const ARRIVAL = -1
type Request = Extract<ToWorker, { readonly requestId: number }>
/** What is answered and is no question. */
const ACTS: Readonly<Record<Exclude<Request, QuestionMessage>['type'], true>> = {
  command: true,
  undo: true,
  whatIf: true,
}

export class ProloguePort implements EnginePort {
  readonly #parts: PrologueParts
  readonly #listeners = new Set<(message: FromWorker) => void>()
  #engine: EnginePort | null = null
  #attempts = 0
  /** The engine has the page to itself. */
  #takenOver = false
  #closed = false
  #opened: Open | null = null
  /** What is left to show. */
  #recorded: readonly Frame[] | null = null
  #next = 0
  #rest: 'not fetched' | 'under way' | 'there' = 'not fetched'
  #nextDueMs = 0
  #frame: Frame | null = null
  #acknowledged = true
  #playing = false
  #visible = true
  /** Somebody waits for the engine: the clock stands still. */
  #awaited = false
  /** The engine is here and follows: no further recorded frames. */
  #halted = false
  /** The page does not know yet of a change that is no recorded frame. */
  #stale = false
  /** The frame at whose instant the engine stands, or is on its way to. */
  #sought: Frame | null = null
  #arrived = false
  #held: ToWorker[] = []

  constructor(parts: PrologueParts) {
    this.#parts = parts
  }

  post(message: ToWorker): void {
    if (this.#takenOver) this.#engine?.post(message)
    else if (message.type === 'open') this.#open(message)
    else if (message.type === 'frameShown') this.#frameShown(message.sequence)
    else if (message.type === 'setVisible') this.#setVisible(message.visible)
    else if (message.type === 'pictureMoves') this.#start()
    else if (!this.#awaited && (message.type === 'play' || message.type === 'pause')) this.#setPlaying(message.type)
    else this.#hold(message)
  }

  onMessage(listener: (message: FromWorker) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#closed = true
    this.#listeners.clear()
    this.#engine?.close()
  }

  #tell(message: FromWorker): void {
    for (const listener of [...this.#listeners]) listener(message)
  }

  // Opening

  #open(message: Open): void {
    if (this.#opened !== null) {
      // The page has forgotten the run on show already, and acknowledges nothing of it.
      this.#held.push(message)
      this.#handOver()
      return
    }
    this.#opened = message
    this.#playing = message.playing
    if (message.branches !== null || !sameValue(message.run, defaultRun())) this.#doWithout()
    else
      this.#parts.fetchRecording().then(
        (packed) => this.#begin(unpack(packed)),
        () => this.#doWithout(),
      )
  }

  #begin(recorded: readonly Frame[]): void {
    if (this.#takenOver || this.#closed) return
    this.#recorded = recorded
    this.#showNext()
    // Whoever could not wait for the first frame.
    for (const message of this.#held.splice(0)) this.#hold(message)
  }

  /** The engine opens what was asked for, and nothing is shown before. */
  #doWithout(): void {
    if (this.#takenOver || this.#closed) return
    if (this.#opened !== null) this.#held.unshift(this.#opened)
    this.#handOver()
  }

  // Frames

  #showNext(): void {
    const recorded = this.#recorded?.[this.#next]
    if (recorded === undefined) {
      if (this.#rest === 'there') this.#wait()
      else this.#start()
      return
    }
    this.#next++
    // A little late is made up for; a page that cannot follow sees it slower, and misses nothing.
    const earliestMs = this.#parts.clock.nowMs() - RECORDED_FRAME_MS
    this.#nextDueMs = Math.max(this.#nextDueMs, earliestMs) + RECORDED_FRAME_MS
    const state = this.#playing ? 'playing' : 'paused'
    this.#show({ ...recorded, playback: { ...recorded.playback, state } })
  }

  #show(frame: Frame): void {
    this.#stale = false
    this.#acknowledged = false
    this.#frame = { ...frame, sequence: (this.#frame?.sequence ?? 0) + 1 }
    this.#tell({ type: 'frame', frame: this.#frame })
  }

  #frameShown(sequence: number): void {
    if (this.#acknowledged || sequence !== this.#frame?.sequence) return
    this.#acknowledged = true
    if (this.#arrived) this.#takeOver()
    else this.#goOn()
  }

  /** What is due next, if the page can take it. */
  #goOn(): void {
    if (this.#takenOver || this.#closed || this.#recorded === null) return
    if (!this.#acknowledged || !this.#visible) return
    if (this.#stale && this.#frame !== null) this.#show(standstill(this.#frame, 0, this.#playback(this.#frame)))
    else if (this.#playing && !this.#awaited && !this.#halted) this.#goOnWhenDue()
  }

  #goOnWhenDue(): void {
    const waitMs = this.#nextDueMs - this.#parts.clock.nowMs()
    if (waitMs <= 0) this.#showNext()
    else this.#parts.clock.after(waitMs, () => this.#goOn())
  }

  #playback({ playback }: Frame): Playback {
    const state = this.#playing ? 'playing' : 'paused'
    return this.#awaited ? { ...playback, state, awaitsEngine: true } : { ...playback, state }
  }

  #setPlaying(type: 'play' | 'pause'): void {
    this.#playing = type === 'play'
    this.#changed()
  }

  #setVisible(visible: boolean): void {
    this.#visible = visible
    this.#goOn()
  }

  #changed(): void {
    this.#stale = true
    this.#goOn()
  }

  // The engine

  #hold(message: ToWorker): void {
    this.#held.push(message)
    // Where to stop is asked for before anything moves, and is no reason to fetch the engine.
    if (message.type === 'holdAt') return
    this.#start()
    // Whoever only asks changes nothing: the picture need not wait with them.
    if (message.type !== 'follow' && (!('requestId' in message) || message.type in ACTS)) this.#wait()
  }

  #wait(): void {
    this.#start()
    if (this.#awaited || this.#frame === null) return
    this.#awaited = true
    this.#changed()
  }

  #start(): void {
    if (this.#engine !== null || this.#frame === null || this.#closed) return
    this.#attempts++
    if (this.#rest === 'not fetched') this.#fetchRest()
    const engine = this.#parts.startEngine()
    this.#engine = engine
    engine.onMessage((message) => this.#passEngine(engine, message))
    engine.post({ type: 'setVisible', visible: false })
    this.#follow()
  }

  #fetchRest(): void {
    this.#rest = 'under way'
    const come = (rest: PackedRest) => {
      this.#rest = 'there'
      if (this.#recorded === null) return
      this.#recorded = unpackAfter(this.#recorded, rest)
      this.#goOn()
    }
    // Without it the recording is as long as what is here of it.
    this.#parts.fetchRest().then(come, () => come([]))
  }

  /** Sends the engine to the frame on show: by events, so that it is the very state. */
  #follow(): void {
    const frame = this.#frame
    if (frame === null || this.#opened === null || this.#engine === null) return
    this.#sought = frame
    const run = { ...this.#opened.run, positionUs: frame.atUs, positionEvents: frame.eventsExecuted }
    this.#engine.post({ ...this.#opened, run, playing: false })
    this.#engine.post({ type: 'explain', requestId: ARRIVAL, happeningId: 0 })
  }

  #passEngine(engine: EnginePort, message: FromWorker): void {
    if (engine !== this.#engine || this.#closed) return
    if (this.#takenOver) this.#tell(message)
    else if (message.type === 'crashed') this.#startAgain(message)
    else if (message.type === 'why' && message.requestId === ARRIVAL) this.#arrive()
  }

  /** A network that fails for a moment is no reason to lose the run that is on show. */
  #startAgain(crash: FromWorker): void {
    this.#engine?.close()
    this.#engine = null
    if (this.#attempts < ATTEMPTS) this.#parts.clock.after(ATTEMPT_AGAIN_MS, () => this.#start())
    else {
      this.#recorded = null
      this.#tell(crash)
    }
  }

  /** The recording went on meanwhile: now it stops, and the little that is left is caught up with. */
  #arrive(): void {
    if (this.#sought?.eventsExecuted !== this.#frame?.eventsExecuted || this.#sought?.atUs !== this.#frame?.atUs) {
      this.#halted = true
      this.#follow()
      return
    }
    this.#arrived = true
    // A second frame under way would push the first one aside.
    if (this.#acknowledged) this.#takeOver()
  }

  #takeOver(): void {
    if (this.#takenOver) return
    if (this.#playing) this.#engine?.post({ type: 'play' })
    this.#handOver()
  }

  #handOver(): void {
    const held = this.#held
    this.#held = []
    if (this.#engine === null) this.#startForGood()
    this.#takenOver = true
    for (const message of held) this.#engine?.post(message)
    this.#engine?.post({ type: 'setVisible', visible: this.#visible })
  }

  #startForGood(): void {
    const engine = this.#parts.startEngine()
    this.#engine = engine
    engine.onMessage((message) => this.#passEngine(engine, message))
  }
}
