import { describe, expect, test } from 'vitest'
import { applyDelta, applyInFlightDelta, type ClusterImage, emptyImage } from '../../kafka/observe/cluster-image.ts'
import { enginePage } from '../../testing/engine-page.ts'
import { beginning, begun, openDefaultRun as open, prologuePage, recorded, rest } from '../../testing/prologue-page.ts'
import { defaultRun } from '../default-run.ts'
import type { Frame } from '../port.ts'
import { simulatorParts } from '../simulator-parts.ts'
import { type PackedRest, RECORDED_FRAME_MS } from './recording.ts'

const run = defaultRun()
const kill = { type: 'KillNode', node: 'broker-2' } as const

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

  test('what follows the beginning of the recording comes once the picture moves, and is shown after it', async () => {
    let fetches = 0
    const page = await prologuePage({
      fetchRest: async () => {
        fetches++
        return rest
      },
    })
    await page.open()
    page.watch(20)
    expect(fetches).toBe(0)
    page.post({ type: 'pictureMoves' })
    await page.fetched()
    page.watch(155)
    expect(fetches).toBe(1)
    expect(page.frames().length).toBeGreaterThan(begun.length)
    expect(page.frames().map(({ atUs }) => atUs)).toEqual(
      recorded.slice(0, page.frames().length).map(({ atUs }) => atUs),
    )
  })

  test('if that comes late, the picture stands where it is and goes on by itself', async () => {
    let come = (_: PackedRest) => {}
    const late = new Promise<PackedRest>((resolve) => {
      come = resolve
    })
    const page = await prologuePage({ fetchRest: () => late })
    await page.open()
    page.watch(400)
    expect(page.last()).toMatchObject({ atUs: begun.at(-1)!.atUs, playback: { state: 'playing' } })
    expect(page.frames()).toHaveLength(begun.length)
    come(rest)
    await page.fetched()
    page.watch(20)
    expect(page.last().atUs).toBeGreaterThan(begun.at(-1)!.atUs)
    expect(page.last().playback).not.toHaveProperty('awaitsEngine')
  })

  test('where the recording ends the clock stands still and says so', async () => {
    const page = await prologuePage()
    await page.open()
    page.watch(200)
    expect(page.starts()).toBe(1)
    await page.fetched()
    page.watch(200)
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
        return beginning
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

  test('costs the end of the prologue where only that does not come', async () => {
    const page = await prologuePage({ fetchRest: () => Promise.reject(new Error('offline')) })
    await page.open()
    page.watch(20)
    page.post({ type: 'pictureMoves' })
    await page.fetched()
    page.watch(400)
    expect(page.last()).toMatchObject({ atUs: begun.at(-1)!.atUs, playback: { awaitsEngine: true } })
    page.arrive()
    page.watch(60)
    expect(page.last().atUs).toBeGreaterThan(begun.at(-1)!.atUs)
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
