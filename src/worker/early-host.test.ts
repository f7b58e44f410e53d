import { describe, expect, test } from 'vitest'
import { applyDelta, applyInFlightDelta, type ClusterImage, emptyImage } from '../kafka/observe/cluster-image.ts'
import { firstMinute } from '../scenarios/index.ts'
import { enginePage } from '../testing/engine-page.ts'
import { manualClock } from '../testing/manual-clock.ts'
import type { EarlyEngine } from './early-engine.ts'
import { type CreateHost, EarlyHost } from './early-host.ts'
import { EngineHost } from './engine-host.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { Frame, FromWorker, RunData, ToWorker } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const run: RunData = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 5, journal: [], positionUs: 8_000_000 }
const kill = { type: 'KillNode', node: 'broker-2' } as const
const open: ToWorker = { type: 'open', run, branches: null, playing: true }

const createHost: CreateHost = (clock, send) => new EngineHost(simulatorParts, clock, send)

/** Whole as it is; but from its `lacksFrom`th image on it meets something that the build has cut out. */
function earlyEngine({ lacksFrom = Number.POSITIVE_INFINITY } = {}): EarlyEngine {
  let images = 0
  let missed = false
  const buildImage: typeof simulatorParts.buildImage = (world) => {
    if (++images >= lacksFrom) {
      missed = true
      throw new Error('The early engine has no such part')
    }
    return simulatorParts.buildImage(world)
  }
  return {
    createHost: (clock, send) => new EngineHost({ ...simulatorParts, buildImage }, clock, send),
    missed: () => missed,
  }
}

/** A page with an early engine; the whole one arrives when the test says so. */
function earlyPage(early: EarlyEngine | null = earlyEngine()) {
  const clock = manualClock()
  const messages: FromWorker[] = []
  let arrive = (_: CreateHost) => {}
  const whole = new Promise<CreateHost>((resolve) => {
    arrive = resolve
  })
  const page = {
    messages,
    fetches: 0,
    frames: () => messages.flatMap((message) => (message.type === 'frame' ? [message.frame] : [])),
    last: (): Frame | undefined => page.frames().at(-1),
    post: (message: ToWorker) => {
      host.receive(message)
      clock.settle()
    },
    /** One frame after the other, each acknowledged. */
    watch: (count: number) => {
      for (let shown = 0; shown < count; shown++) {
        clock.advance(16)
        page.post({ type: 'frameShown', sequence: page.last()?.sequence ?? 0, wallMs: 0 })
      }
    },
    arrive: async () => {
      page.post({ type: 'pictureMoves' })
      arrive(createHost)
      await new Promise((resolve) => setTimeout(resolve, 0))
      clock.settle()
    },
    hash: () => {
      page.post({ type: 'readHash', requestId: 77 })
      return messages.find((message) => message.type === 'hash')?.hash
    },
  }
  const fetchWhole = () => {
    page.fetches++
    return whole
  }
  const host = new EarlyHost(early, fetchWhole, clock, (message) => messages.push(message))
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

function wholeAt(atUs: number) {
  const whole = enginePage(simulatorParts)
  whole.open(run)
  whole.post({ type: 'seek', atUs })
  whole.showFrame()
  return whole
}

describe('a host that begins with an early engine', () => {
  test('shows a fresh cluster at work, fetches the whole one once the picture moves, and goes on meanwhile', () => {
    const page = earlyPage()
    page.post(open)
    page.watch(15)
    expect(page.last()!.atUs).toBeGreaterThan(8_000_000)
    expect(page.fetches).toBe(0)
    page.post({ type: 'pictureMoves' })
    expect(page.fetches).toBe(1)
    const before = page.last()!.atUs
    page.watch(200)
    expect(page.last()!.atUs).toBeGreaterThan(before)
  })

  test('goes over to the whole one between two frames, at the same instant of the same run', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(40)
    const early = page.frames().length
    const { atUs } = page.last()!
    await page.arrive()
    expect(page.frames()).toHaveLength(early)
    page.watch(1)
    const first = page.last()!
    expect(first).toMatchObject({ whole: true, atUs, playback: { state: 'playing' } })
    expect(shownBy(page.frames())).toEqual(shownBy(page.frames().slice(0, early)))
    page.watch(30)
    expect(page.last()!.atUs).toBeGreaterThan(atUs)
    expect(page.frames().map((frame) => frame.atUs)).toEqual(
      page
        .frames()
        .map((frame) => frame.atUs)
        .sort((a, b) => a - b),
    )
    const whole = wholeAt(page.last()!.atUs)
    expect(shownBy(page.frames()).image).toEqual(whole.image)
    expect(page.hash()).toBe(whole.hash())
  })

  test('never has two frames under way', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(20)
    const unacknowledged = page.last()!
    await page.arrive()
    expect(page.last()).toBe(unacknowledged)
    page.watch(1)
    expect(page.last()).not.toBe(unacknowledged)
  })

  test('lets commands and questions wait for the whole one, in their order', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(2)
    page.post({ type: 'command', requestId: 1, command: kill })
    page.post({ type: 'exportRun', requestId: 2 })
    expect(page.messages.some((message) => 'requestId' in message)).toBe(false)
    await page.arrive()
    page.watch(1)
    const answers = page.messages.filter((message) => 'requestId' in message)
    expect(answers).toMatchObject([
      { type: 'commandDone', requestId: 1, error: null },
      { type: 'runExported', requestId: 2, run: { journal: [{ command: kill }] } },
    ])
  })

  test('a run that was paused stands still where it was', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(5)
    page.post({ type: 'pause' })
    page.watch(2)
    const { atUs } = page.last()!
    await page.arrive()
    page.watch(5)
    expect(page.last()).toMatchObject({ atUs, playback: { state: 'paused' } })
  })

  test('a hidden page gets no frames of either', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(20)
    page.post({ type: 'setVisible', visible: false })
    page.watch(1)
    await page.arrive()
    const frames = page.frames().length
    page.watch(5)
    expect(page.frames()).toHaveLength(frames)
    page.post({ type: 'setVisible', visible: true })
    page.watch(5)
    expect(page.last()!.atUs).toBeGreaterThan(8_000_000)
    expect(page.frames().length).toBeGreaterThan(frames)
  })

  test('a run with a history is opened by the whole one', async () => {
    const page = earlyPage()
    const { eventsExecuted } = wholeAt(8_000_000).last
    const journal = [{ atUs: 8_000_000, afterEvents: eventsExecuted, command: kill }]
    page.post({ type: 'open', run: { ...run, journal, positionUs: 9_000_000 }, branches: null, playing: false })
    expect(page.frames()).toEqual([])
    await page.arrive()
    expect(page.last()!.atUs).toBe(9_000_000)
  })

  test('another run that is opened meanwhile is the only one that is heard of from then on', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(5)
    const frames = page.frames().length
    page.post({ type: 'open', run: { ...run, seed: 6, positionUs: 9_000_000 }, branches: null, playing: false })
    await page.arrive()
    expect(
      page
        .frames()
        .slice(frames)
        .map(({ atUs }) => atUs),
    ).toEqual([9_000_000])
  })

  test('what the early engine lacks is done by the whole one, and nobody can tell', async () => {
    const page = earlyPage(earlyEngine({ lacksFrom: 4 }))
    page.post(open)
    page.post({ type: 'exportRun', requestId: 3 })
    page.watch(10)
    expect(page.fetches).toBe(1)
    expect(page.messages.some((message) => message.type === 'crashed')).toBe(false)
    await page.arrive()
    page.watch(5)
    expect(page.messages.filter((message) => message.type === 'runExported')).toHaveLength(1)
    expect(shownBy(page.frames()).image).toEqual(wholeAt(page.last()!.atUs).image)
  })

  test('what is no message makes the whole engine complain, and nothing before it is lost', async () => {
    const page = earlyPage()
    page.post(open)
    page.watch(3)
    page.post({ type: 'command', requestId: 1, command: kill })
    page.post(null as unknown as ToWorker)
    await page.arrive()
    page.watch(1)
    expect(page.messages.find((message) => message.type === 'crashed')).toMatchObject({
      run: { journal: [{ command: kill }] },
    })
  })

  test('where there is no early engine, everything waits for the whole one', async () => {
    const page = earlyPage(null)
    page.post({ type: 'setVisible', visible: true })
    page.post(open)
    expect(page.frames()).toEqual([])
    await page.arrive()
    page.watch(10)
    expect(page.last()!.atUs).toBeGreaterThan(8_000_000)
  })
})
