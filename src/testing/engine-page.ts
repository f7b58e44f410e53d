/** A page reduced to what the engine notices of one: it shows frames, acknowledges them, and asks. */

import type { Command } from '../kafka/cluster/commands.ts'
import {
  applyDelta,
  applyInFlightDelta,
  type ClusterImage,
  emptyImage,
  type InFlightMessage,
} from '../kafka/observe/cluster-image.ts'
import type { EngineParts } from '../worker/engine-parts.ts'
import { createInProcessEngine } from '../worker/in-process.ts'
import type { Frame, FromWorker, RunData, SavedBranch, ToWorker } from '../worker/port.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

type Answer<Type extends FromWorker['type']> = Extract<FromWorker, { readonly type: Type }>
type Request = Extract<ToWorker, { readonly requestId: number }>
type WithoutId<Message> = Message extends unknown ? Omit<Message, 'requestId'> : never

const FRAME_MS = 1_000 / 60

export interface EnginePage {
  readonly clock: ManualClock
  readonly messages: readonly FromWorker[]
  readonly frames: readonly Frame[]
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  /** The newest frame. */
  readonly last: Frame
  /** Sends a message and lets the engine do all it can; `turns` stops it after so many turns of its loop. */
  post(message: ToWorker, turns?: number): void
  open(run: RunData, options?: { playing?: boolean; branches?: readonly SavedBranch[]; branchId?: string }): void
  /** Acknowledges the frame that waits, once the wall time of a frame has passed. */
  showFrame(wallMs?: number): void
  /** Shows frames for that much wall time. */
  watch(wallMs: number): void
  /** Shows frames until it holds; throws after a minute of wall time. */
  watchUntil(what: string, holds: () => boolean): void
  ask<Type extends FromWorker['type']>(type: Type, request: WithoutId<Request>): Answer<Type>
  command(command: Command): Answer<'commandDone'>
  hash(): string
}

interface Shown {
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
}

const nothingShown: Shown = { image: emptyImage(), inFlight: [] }

function afterFrame({ image, inFlight }: Shown, frame: Frame): Shown {
  return { image: applyDelta(image, frame.delta), inFlight: applyInFlightDelta(inFlight, frame.inFlight) }
}

export function enginePage(parts: EngineParts): EnginePage {
  const clock = manualClock()
  const port = createInProcessEngine(parts, clock)
  const messages: FromWorker[] = []
  const frames: Frame[] = []
  let shown = nothingShown
  let unacknowledged: Frame | null = null
  let requestId = 0
  port.onMessage((message) => {
    messages.push(message)
    if (message.type !== 'frame') return
    if (unacknowledged !== null) throw new Error('a second frame before the first was acknowledged')
    unacknowledged = message.frame
    frames.push(message.frame)
    shown = afterFrame(shown, message.frame)
  })
  const page: EnginePage = {
    clock,
    messages,
    frames,
    get image() {
      return shown.image
    },
    get inFlight() {
      return shown.inFlight
    },
    get last() {
      const last = frames.at(-1)
      if (last === undefined) throw new Error('no frame yet')
      return last
    },
    post: (message, turns) => {
      port.post(message)
      if (turns === undefined) clock.settle()
      else clock.turns(turns)
    },
    open: (run, { playing = false, branches = null, branchId } = {}) => {
      shown = nothingShown
      unacknowledged = null
      page.post({ type: 'open', run, branches, playing, ...(branchId === undefined ? {} : { branchId }) })
    },
    showFrame: (wallMs = FRAME_MS) => {
      clock.advance(wallMs)
      const frame = unacknowledged
      if (frame === null) return
      unacknowledged = null
      page.post({ type: 'frameShown', sequence: frame.sequence, wallMs: clock.nowMs() })
    },
    watch: (wallMs) => {
      for (let passedMs = 0; passedMs < wallMs; passedMs += FRAME_MS) page.showFrame()
    },
    watchUntil: (what, holds) => {
      for (let frame = 0; !holds(); frame++) {
        if (frame > 3_600) throw new Error(`never: ${what}`)
        page.showFrame()
      }
    },
    ask: (type, request) => {
      const id = ++requestId
      page.post({ ...request, requestId: id } as Request)
      const found = messages.find((message) => 'requestId' in message && message.requestId === id)
      if (found?.type !== type) throw new Error(`no ${type} in answer to ${request.type}`)
      return found as Answer<typeof type>
    },
    command: (command) => page.ask('commandDone', { type: 'command', command }),
    hash: () => page.ask('hash', { type: 'readHash' }).hash,
  }
  return page
}
