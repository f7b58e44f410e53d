/** Where questions are taken and answered: at once, or in slices between whatever else the engine does. */
import type { EngineParts, HostClock } from '../engine-parts.ts'
import type { FromWorker, ToWorker } from '../port.ts'
import type { RunTimeline } from '../run-timeline.ts'
import type { Asked, Inquiry, LongQuestion, QuickQuestion } from './question.ts'
import { QUESTIONS } from './registry.ts'

type AnyQuestion = QuickQuestion<never, object> | LongQuestion<never, object>

interface Open {
  readonly requestId: number
  readonly inquiry: Inquiry<object>
}

/** Of an inquiry in one go: what plays meanwhile needs the rest of a frame's sixteen milliseconds. */
const SLICE_MS = 5
/** Events between two looks at the clock. */
const EVENTS_A_STEP = 500

export interface DeskOptions {
  readonly parts: EngineParts
  readonly clock: HostClock
  readonly send: (message: FromWorker) => void
  /** By the type of the message that asks; a test brings its own. */
  readonly questions?: Readonly<Record<string, AnyQuestion>>
}

export class QuestionDesk {
  readonly #options: DeskOptions
  /** Long questions under way; a newer one of the same name takes the place of the older. */
  readonly #open = new Map<string, Open>()
  readonly #questions: ReadonlyMap<string, AnyQuestion>
  #deferred = false

  constructor(options: DeskOptions) {
    this.#options = options
    this.#questions = new Map(Object.entries(options.questions ?? QUESTIONS))
  }

  /** Passes over a message that is no question. The timeline must not be in the middle of a seek. */
  take(timeline: RunTimeline, message: ToWorker): void {
    const { type } = message
    const question = this.#questions.get(type) as QuickQuestion<ToWorker, object> | LongQuestion<ToWorker, object>
    if (question === undefined || !('requestId' in message)) return
    const { requestId } = message
    const asked: Asked = { parts: this.#options.parts, timeline }
    try {
      if ('answer' in question) this.#answer(requestId, question.answer(asked, message))
      else {
        this.#drop(type)
        this.#open.set(type, { requestId, inquiry: question.begin(asked, message) })
        this.#defer()
      }
    } catch (error) {
      this.#fail(requestId, error)
    }
  }

  /** The run is another, or is no more. */
  forgetAll(): void {
    for (const type of [...this.#open.keys()]) this.#drop(type)
  }

  #drop(type: string): void {
    const open = this.#open.get(type)
    if (open === undefined) return
    this.#open.delete(type)
    this.#options.send({ type: 'unanswered', requestId: open.requestId, error: null })
  }

  #answer(requestId: number, answer: object): void {
    this.#options.send({ ...answer, requestId } as FromWorker)
  }

  /** A question changes nothing, so that the run survives one that breaks. */
  #fail(requestId: number, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#options.send({ type: 'unanswered', requestId, error: message })
  }

  #defer(): void {
    if (this.#deferred) return
    this.#deferred = true
    this.#options.clock.defer(() => {
      this.#deferred = false
      this.#slice()
    })
  }

  /** Each in its turn, so that a short one need not wait for a long one. */
  #slice(): void {
    const [first] = this.#open
    if (first === undefined) return
    const [type, { requestId, inquiry }] = first
    this.#open.delete(type)
    try {
      const answer = this.#workOn(inquiry)
      if (answer === null) this.#open.set(type, { requestId, inquiry })
      else this.#answer(requestId, answer)
    } catch (error) {
      this.#fail(requestId, error)
    }
    if (this.#open.size > 0) this.#defer()
  }

  #workOn(inquiry: Inquiry<object>): object | null {
    const { clock } = this.#options
    const endMs = clock.nowMs() + SLICE_MS
    let answer: object | null = null
    while (answer === null && clock.nowMs() < endMs) answer = inquiry.step(EVENTS_A_STEP)
    return answer
  }
}
