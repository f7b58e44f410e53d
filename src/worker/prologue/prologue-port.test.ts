import { describe, expect, test } from 'vitest'
import { applyDelta, applyInFlightDelta, type ClusterImage, emptyImage } from '../../kafka/observe/cluster-image.ts'
import { recordPrologue } from '../../testing/cli/record-prologue.ts'
import { enginePage } from '../../testing/engine-page.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { defaultRun } from '../default-run.ts'
import { createInProcessEngine } from '../in-process.ts'
import type { EnginePort, Frame, FromWorker, ToWorker } from '../port.ts'
import { simulatorParts } from '../simulator-parts.ts'
import { ProloguePort } from './prologue-port.ts'
import { type PackedRecording, RECORDED_FRAME_MS, unpack } from './recording.ts'

const recording = recordPrologue(3_000)
const recorded = unpack(recording)
const run = defaultRun()
const open: ToWorker = { type: 'open', run, branches: null, playing: true }
const kill = { type: 'KillNode', node: 'broker-2' } as const

interface PageOptions {
  readonly fetchRecording?: () => Promise<PackedRecording>
  /** How often the worker fails to load before it does. */
  readonly failures?: number
}

/** A page of a built site: the recording is there in the next turn, the worker when the test lets it arrive. */
async function prologuePage({ fetchRecording = async () => recording, failures = 0 }: PageOptions = {}) {
  const clock = manualClock()
  const messages: FromWorker[] = []
  const timers: { readonly atMs: number; readonly task: () => void }[] = []
  const posted: ToWorker[] = []
  let arrived = false
  let starts = 0
  let letArrive = () => {}

  /** Takes messages at once, as a worker does, and deals with them when its script is there. */
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

  const port = new ProloguePort({
    fetchRecording,
    startEngine,
    clock: { nowMs: clock.nowMs, after: (ms, task) => void timers.push({ atMs: clock.nowMs() + ms, task }) },
  })
  port.onMessage((message) => void messages.push(message))
  const page = {
    messages,
    posted,
    starts: () => starts,
    frames: () => messages.flatMap((message) => (message.type === 'frame' ? [message.frame] : [])),
    last: (): Frame => page.frames().at(-1)!,
    answers: () => messages.filter((message) => 'requestId' in message && message.requestId > 0),
    post: (message: ToWorker) => {
      port.post(message)
      clock.settle()
    },
    open: async (message: ToWorker = open) => {
      page.post(message)
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
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
    arrive: () => {
      arrived = failures < starts
      letArrive()
      clock.settle()
    },
    hash: () => {
      page.post({ type: 'readHash', requestId: 77 })
      return messages.find((message) => message.type === 'hash')?.hash
    },
  }
  return page
}

/** What the page has on show after these frames. */
function shownBy(frames: readonly Frame[]) {
  const nothing = { image: emptyImage() as ClusterImage, inFlight: applyInFlightDelta([], { set: [], removed: [] }) }
  return frames.reduce((before, { whole, delta, inFlight }) => {
    const base = whole ? nothing : before
    return { image: applyDelta(base.image, delta), inFlight: applyInFlightDelta(base.inFlight, inFlight) }
  }, nothing)
}

function engineAt(frame: Frame) {
  const page = enginePage(simulatorParts)
  page.open({ ...run, positionUs: frame.atUs, positionEvents: frame.eventsExecuted })
  return page
}

test('every recorded frame shows what the engine has at that instant', () => {
  for (const index of [0, 1, 10, recorded.length - 1]) {
    const engine = engineAt(recorded[index]!)
    const shown = shownBy(recorded.slice(0, index + 1))
    expect(shown.image).toEqual(engine.image)
    expect(shown.inFlight).toEqual(engine.inFlight)
  }
  expect(recorded.at(-1)!.atUs).toBeGreaterThan(recorded[0]!.atUs)
})

describe('before the engine is there', () => {
  test('the default run is shown at work, at the pace of its recording, and nothing is fetched for it', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(40)
    expect(page.frames().map(({ atUs }) => atUs)).toEqual(
      recorded.slice(0, page.frames().length).map(({ atUs }) => atUs),
    )
    const wallMs = page.frames().length * RECORDED_FRAME_MS
    expect(wallMs).toBeGreaterThan(40 * 16 - 3 * RECORDED_FRAME_MS)
    expect(wallMs).toBeLessThan(40 * 16 + 3 * RECORDED_FRAME_MS)
    expect(page.starts()).toBe(0)
  })

  test('pause and play answer at once', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(10)
    page.post({ type: 'pause' })
    page.watch(3)
    const { atUs } = page.last()
    page.watch(20)
    expect(page.last()).toMatchObject({ atUs, delta: {}, playback: { state: 'paused' } })
    page.post({ type: 'play' })
    page.watch(20)
    expect(page.last().atUs).toBeGreaterThan(atUs)
    expect(page.last().playback.state).toBe('playing')
  })

  test('a hidden page gets no frames, and goes on where it was', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(10)
    page.post({ type: 'setVisible', visible: false })
    page.watch(2)
    const { length } = page.frames()
    page.watch(100)
    expect(page.frames()).toHaveLength(length)
    page.post({ type: 'setVisible', visible: true })
    page.watch(3)
    expect(page.frames().length - length).toBeLessThan(4)
    expect(page.last().atUs).toBe(recorded[page.frames().length - 1]!.atUs)
  })

  test('where the recording ends the clock stands still and says so', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(400)
    expect(page.starts()).toBe(1)
    expect(page.last()).toMatchObject({
      atUs: recorded.at(-1)!.atUs,
      playback: { state: 'playing', awaitsEngine: true },
    })
    page.arrive()
    page.watch(60)
    expect(page.last().playback).not.toHaveProperty('awaitsEngine')
    expect(page.last().atUs).toBeGreaterThan(recorded.at(-1)!.atUs)
  })
})

describe('when the engine is there', () => {
  test('it takes over between two frames, at the same instant of the same run', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(40)
    page.post({ type: 'pictureMoves' })
    page.watch(10)
    const before = page.frames().length
    const { atUs } = page.last()
    page.arrive()
    page.watch(3)
    const first = page.frames().find((frame, index) => index >= before && frame.whole)!
    expect(first.atUs).toBe(atUs)
    const upTo = page.frames().indexOf(first)
    expect(shownBy(page.frames().slice(0, upTo + 1))).toEqual(shownBy(page.frames().slice(0, upTo)))
    page.watch(60)
    expect(page.last().playback.state).toBe('playing')
    expect(page.last().atUs).toBeGreaterThan(atUs)
    const instants = page.frames().map((frame) => frame.atUs)
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
    expect(page.hash()).toBe(engineAt(page.last()).hash())
  })

  test('two frames are never under way', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(20)
    page.post({ type: 'pictureMoves' })
    page.arrive()
    const { length } = page.frames()
    page.pass(500)
    expect(page.frames().length - length).toBeLessThan(2)
  })

  test('commands have waited and take effect at the instant at which they were given', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(20)
    const { atUs, eventsExecuted } = page.last()
    page.post({ type: 'command', requestId: 1, command: kill })
    page.post({ type: 'exportRun', requestId: 2 })
    page.watch(50)
    expect(page.answers()).toEqual([])
    expect(page.last()).toMatchObject({ atUs, playback: { awaitsEngine: true } })
    page.arrive()
    page.watch(5)
    expect(page.answers()).toMatchObject([
      { type: 'commandDone', requestId: 1, error: null, entry: { atUs, afterEvents: eventsExecuted } },
      { type: 'runExported', requestId: 2, run: { journal: [{ command: kill }] } },
    ])
    page.watch(60)
    expect(page.last().atUs).toBeGreaterThan(atUs)
  })

  test('questions are answered then, and the picture does not wait for them', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(10)
    const { atUs } = page.last()
    page.post({ type: 'exportRun', requestId: 3 })
    page.watch(30)
    expect(page.last().atUs).toBeGreaterThan(atUs)
    page.arrive()
    page.watch(5)
    expect(page.answers()).toMatchObject([{ type: 'runExported', requestId: 3 }])
  })

  test('a run that was paused stands still where it was', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(10)
    page.post({ type: 'pause' })
    page.watch(3)
    const { atUs } = page.last()
    page.post({ type: 'pictureMoves' })
    page.arrive()
    page.watch(10)
    expect(page.last()).toMatchObject({ atUs, playback: { state: 'paused' } })
    expect(page.frames().at(-1)!.whole || page.frames().at(-2)!.whole).toBe(true)
  })

  test('a hidden page hears of it when it is looked at again', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(10)
    page.post({ type: 'pictureMoves' })
    page.post({ type: 'setVisible', visible: false })
    page.arrive()
    page.watch(1)
    const { length } = page.frames()
    page.watch(10)
    expect(page.frames()).toHaveLength(length)
    page.post({ type: 'setVisible', visible: true })
    page.watch(10)
    expect(page.frames().length).toBeGreaterThan(length)
  })
})

describe('what is not the default run', () => {
  test('waits for the engine, and the recording is not even fetched', async () => {
    let fetches = 0
    const page = await prologuePage({
      fetchRecording: async () => {
        fetches++
        return recording
      },
    })
    await page.open({ ...open, run: { ...run, seed: run.seed + 1, positionUs: 9_000_000 } })
    expect(page.frames()).toEqual([])
    page.arrive()
    expect(page.last().atUs).toBe(9_000_000)
    expect(fetches).toBe(0)
  })

  test('is the only one that is heard of from then on', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(5)
    const { length } = page.frames()
    await page.open({ ...open, run: { ...run, seed: run.seed + 1, positionUs: 9_000_000 }, playing: false })
    page.arrive()
    page.watch(5)
    expect(
      page
        .frames()
        .slice(length)
        .map(({ atUs }) => atUs),
    ).toEqual([9_000_000])
  })
})

describe('a network that fails', () => {
  test('costs the prologue where it is the recording that does not come', async () => {
    const page = await prologuePage({ fetchRecording: () => Promise.reject(new Error('offline')) })
    await page.open()
    expect(page.frames()).toEqual([])
    page.arrive()
    page.watch(30)
    expect(page.last().atUs).toBeGreaterThan(8_000_000)
  })

  test('for a moment is not noticed: the engine is asked for again', async () => {
    const page = await prologuePage({ failures: 1 })
    await page.open()
    page.watch(10)
    page.post({ type: 'pictureMoves' })
    page.arrive()
    expect(page.messages.some((message) => message.type === 'crashed')).toBe(false)
    page.pass(2_000)
    expect(page.starts()).toBe(2)
    const { atUs } = page.last()
    page.arrive()
    page.watch(60)
    expect(page.last().atUs).toBeGreaterThan(atUs)
  })

  test('for good is told, after four attempts', async () => {
    const page = await prologuePage({ failures: 99 })
    await page.open()
    page.watch(10)
    page.post({ type: 'pictureMoves' })
    for (let attempt = 0; attempt < 5; attempt++) {
      page.arrive()
      page.pass(2_000)
    }
    expect(page.starts()).toBe(4)
    expect(page.messages.filter((message) => message.type === 'crashed')).toHaveLength(1)
  })
})
