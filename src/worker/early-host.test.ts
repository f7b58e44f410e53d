import { describe, expect, test } from 'vitest'
import { applyDelta, type ClusterImage, emptyImage } from '../kafka/cluster-image.ts'
import { firstMinute } from '../scenarios/index.ts'
import { enginePage } from '../testing/engine-page.ts'
import { manualClock } from '../testing/manual-clock.ts'
import { EarlyHost } from './early-host.ts'
import type { EngineParts } from './engine-parts.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { Frame, FromWorker, RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const run: RunData = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 5, journal: [], positionUs: 8_000_000 }
const kill = { type: 'KillNode', node: 'broker-2' } as const

/** A late side that arrives when the test says so. */
function lateSide() {
  let missed = false
  let arrived = () => {}
  const side = {
    fetches: 0,
    here: false,
    fetch: () => {
      side.fetches++
      return new Promise<void>((resolve) => {
        arrived = resolve
      })
    },
    missed: () => missed,
    /** What the build puts in place of a function that is not here yet. */
    call: () => {
      if (side.here) return
      missed = true
      throw new Error('This function comes later')
    },
    arrive: async () => {
      side.here = true
      arrived()
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
  }
  return side
}

function earlyPage(side: ReturnType<typeof lateSide>, parts: EngineParts = simulatorParts) {
  const clock = manualClock()
  const messages: FromWorker[] = []
  const host = new EarlyHost(parts, clock, (message) => messages.push(message), side)
  const frames = () => messages.flatMap((message) => (message.type === 'frame' ? [message.frame] : []))
  const page = {
    messages,
    frames,
    last: (): Frame | undefined => frames().at(-1),
    post: (message: Parameters<EarlyHost['receive']>[0]) => {
      host.receive(message)
      clock.settle()
    },
    settle: () => clock.settle(),
    watch: (count: number) => {
      for (let shown = 0; shown < count; shown++) {
        clock.advance(16)
        page.post({ type: 'frameShown', sequence: page.last()?.sequence ?? 0, wallMs: 0 })
      }
    },
    hash: () => {
      page.post({ type: 'readHash', requestId: 77 })
      return messages.find((message) => message.type === 'hash')?.hash
    },
  }
  return page
}

function hashOfWhole(atUs: number): string {
  const whole = enginePage(simulatorParts)
  whole.open(run)
  whole.post({ type: 'seek', atUs })
  return whole.hash()
}

describe('a host whose rarer functions come later', () => {
  test('shows a fresh cluster at work before it asks for them', () => {
    const side = lateSide()
    const page = earlyPage(side)
    page.post({ type: 'open', run, branches: null, playing: true })
    page.watch(15)
    expect(side.fetches).toBe(0)
    expect(page.last()!.atUs).toBeGreaterThan(8_000_000)
    page.watch(1)
    expect(side.fetches).toBe(1)
  })

  test('goes no further than it can without them', async () => {
    const side = lateSide()
    const page = earlyPage(side)
    page.post({ type: 'open', run, branches: null, playing: true })
    page.watch(100)
    const waited = page.frames().length
    expect(waited).toBeLessThan(50)
    await side.arrive()
    page.watch(100)
    expect(page.frames().length).toBeGreaterThan(waited + 90)
  })

  test('lets a command wait for them', async () => {
    const side = lateSide()
    const page = earlyPage(side)
    page.post({ type: 'open', run, branches: null, playing: true })
    page.watch(2)
    page.post({ type: 'command', requestId: 1, command: kill })
    expect(page.messages.some((message) => message.type === 'commandDone')).toBe(false)
    await side.arrive()
    page.settle()
    expect(page.messages.find((message) => message.type === 'commandDone')).toMatchObject({ error: null })
  })

  test('opens a run with a history only once they are here', async () => {
    const side = lateSide()
    const page = earlyPage(side)
    const journal = [{ atUs: 8_000_000, afterEvents: 0, command: kill }]
    const { afterEvents } = { afterEvents: eventsAt(8_000_000) }
    page.post({
      type: 'open',
      run: { ...run, journal: [{ ...journal[0]!, afterEvents }], positionUs: 9_000_000 },
      branches: null,
      playing: false,
    })
    expect(page.frames()).toEqual([])
    await side.arrive()
    page.settle()
    expect(page.last()!.atUs).toBe(9_000_000)
  })

  test('opens the run again when the cluster needed one too early, and nobody can tell', async () => {
    const side = lateSide()
    let images = 0
    const parts: EngineParts = {
      ...simulatorParts,
      buildImage: (world) => {
        if (++images === 4) side.call()
        return simulatorParts.buildImage(world)
      },
    }
    const page = earlyPage(side, parts)
    page.post({ type: 'open', run, branches: null, playing: true })
    page.post({ type: 'exportRun', requestId: 3 })
    page.watch(10)
    expect(page.messages.some((message) => message.type === 'crashed')).toBe(false)
    await side.arrive()
    page.settle()
    page.watch(5)
    expect(page.messages.filter((message) => message.type === 'runExported')).toHaveLength(1)
    const image = page.frames().reduce<ClusterImage>((seen, frame) => applyDelta(seen, frame.delta), emptyImage())
    expect(image.brokers.size).toBe(3)
    expect(page.hash()).toBe(hashOfWhole(page.last()!.atUs))
  })
})

function eventsAt(atUs: number): number {
  const whole = enginePage(simulatorParts)
  whole.open({ ...run, positionUs: atUs })
  return whole.last.eventsExecuted
}
