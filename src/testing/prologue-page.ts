/** A page of a built site whose engine is still on its way, for tests. */
import { defaultRun } from '../worker/default-run.ts'
import { createInProcessEngine } from '../worker/in-process.ts'
import type { EnginePort, Frame, FromWorker, ToWorker } from '../worker/port.ts'
import { ProloguePort } from '../worker/prologue/prologue-port.ts'
import { type PackedRecording, type PackedRest, unpack, unpackAfter } from '../worker/prologue/recording.ts'
import { simulatorParts } from '../worker/simulator-parts.ts'
import { recordPrologue } from './cli/record-prologue.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

export const { beginning, rest } = recordPrologue(3_000)
/** The frames of the recording's first file, and of both. */
export const begun = unpack(beginning)
export const recorded = unpackAfter(begun, rest)

export const openDefaultRun: Extract<ToWorker, { type: 'open' }> = {
  type: 'open',
  run: defaultRun(),
  branches: null,
  playing: true,
}

interface PageOptions {
  readonly fetchRecording?: () => Promise<PackedRecording>
  readonly fetchRest?: () => Promise<PackedRest>
  /** How often the worker fails to load before it does. */
  readonly failures?: number
}

/** Workers that take messages at once and deal with them when their script is there; the first `failures` never come. */
function lateEngines(clock: ManualClock, failures: number) {
  const posted: ToWorker[] = []
  let arrived = false
  let starts = 0
  let letArrive = () => {}
  function startEngine(): EnginePort {
    const engine = createInProcessEngine(simulatorParts, clock)
    const waiting: ToWorker[] = []
    const fails = ++starts <= failures
    const listeners = new Set<(message: FromWorker) => void>()
    letArrive = () => {
      if (fails) for (const listener of listeners) listener({ type: 'crashed', message: 'not loaded', run: null })
      else for (const message of waiting.splice(0)) engine.post(message)
    }
    return {
      post: (message) => {
        posted.push(message)
        if (arrived) engine.post(message)
        else waiting.push(message)
      },
      onMessage: (listener) => {
        listeners.add(listener)
        return engine.onMessage(listener)
      },
      close: () => engine.close(),
    }
  }
  const arrive = () => {
    arrived = failures < starts
    letArrive()
    clock.settle()
  }
  return { posted, startEngine, starts: () => starts, arrive }
}

/** A page of a built site: the recording is there in the next turn, the worker when the test lets it arrive. */
export async function prologuePage(options: PageOptions = {}) {
  const { fetchRecording = async () => beginning, fetchRest = async () => rest, failures = 0 } = options
  const clock = manualClock()
  const messages: FromWorker[] = []
  const timers: { readonly atMs: number; readonly task: () => void }[] = []
  const { posted, startEngine, starts, arrive } = lateEngines(clock, failures)
  const port = new ProloguePort({
    fetchRecording,
    fetchRest,
    startEngine,
    clock: { nowMs: clock.nowMs, after: (ms, task) => void timers.push({ atMs: clock.nowMs() + ms, task }) },
  })
  port.onMessage((message) => void messages.push(message))
  const page = {
    messages,
    posted,
    starts,
    frames: () => messages.flatMap((message) => (message.type === 'frame' ? [message.frame] : [])),
    last: (): Frame => page.frames().at(-1)!,
    answers: () => messages.filter((message) => 'requestId' in message && message.requestId > 0),
    post: (message: ToWorker) => {
      port.post(message)
      clock.settle()
    },
    open: async (message: ToWorker = openDefaultRun) => {
      page.post(message)
      await page.fetched()
    },
    /** Whatever was fetched is there. */
    fetched: () => new Promise((resolve) => setTimeout(resolve, 0)),
    pass: (ms: number) => {
      clock.advance(ms)
      for (const timer of timers.splice(0)) {
        if (timer.atMs <= clock.nowMs()) timer.task()
        else timers.push(timer)
      }
      clock.settle()
    },
    /** Shows frames for so many animation frames of 16 ms, each acknowledged once. */
    watch: (count: number) => {
      for (let shown = 0; shown < count; shown++) {
        page.post({ type: 'frameShown', sequence: page.frames().at(-1)?.sequence ?? 0, wallMs: 0 })
        page.pass(16)
      }
    },
    arrive,
    hash: () => {
      page.post({ type: 'readHash', requestId: 77 })
      return messages.find((message) => message.type === 'hash')?.hash
    },
  }
  return page
}
