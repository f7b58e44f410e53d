import { describe, expect, test } from 'vitest'
import { enginePage } from '../testing/engine-page.ts'
import { freshRun, kill, openPage, seek } from '../testing/toy-page.ts'
import { toyParts } from '../testing/toy-parts.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { RunData, ToWorker } from './port.ts'
import { MAX_RUN_US } from './spec-schema.ts'

describe('seeking', () => {
  test('a long way goes in slices, is shown as seeking, and what is asked meanwhile waits for the arrival', () => {
    const page = openPage()
    page.showFrame()
    page.clock.costPerLookMs = 3
    page.post({ type: 'seek', atUs: 60_000_000 })
    const { atUs } = page.ask('hash', { type: 'readHash' })
    expect(atUs).toBe(60_000_000)
    page.showFrame()
    expect(page.frames.map((frame) => frame.playback.state)).toContain('seeking')
    expect(page.last).toMatchObject({ atUs: 60_000_000, playback: { state: 'paused', latestUs: 60_000_000 } })
  })

  test('a run that is opened far from its beginning tells how much of the way is done, until its first frame', () => {
    const page = enginePage(toyParts())
    page.clock.costPerLookMs = 3
    page.open({ ...freshRun, positionUs: 600_000_000 })
    expect(page.messages.findIndex(({ type }) => type === 'frame')).toBe(page.messages.length - 1)
    const shares = page.messages.flatMap((message) => (message.type === 'opening' ? [message.share] : []))
    expect(shares.length).toBeGreaterThan(1)
    expect([...shares].sort((a, b) => a - b)).toEqual(shares)
    expect(Math.max(...shares)).toBeLessThanOrEqual(1)
  })

  test('a newer goal takes the place of an older one that is still far away', () => {
    const page = openPage()
    page.clock.costPerLookMs = 3
    page.post({ type: 'seek', atUs: 900_000_000_000 }, 5)
    page.post({ type: 'seek', atUs: 150_000 })
    page.showFrame()
    expect(page.last).toMatchObject({ atUs: 150_000, playback: { state: 'paused' } })
    expect(page.last.playback.latestUs).toBeLessThan(900_000_000_000)
  })

  test('a way that takes long ends where it has come once the reader plays or pauses', () => {
    for (const type of ['pause', 'play'] as const) {
      const page = openPage()
      page.showFrame()
      page.clock.costPerLookMs = 3
      page.post({ type: 'seek', atUs: 900_000_000_000 }, 5)
      page.clock.advance(2_000)
      page.post({ type })
      page.showFrame()
      expect(page.last.playback.state).toBe(type === 'pause' ? 'paused' : 'playing')
      expect(page.last.atUs).toBeLessThan(900_000_000_000)
      // What is done there is done there.
      page.post({ type: 'pause' })
      expect(page.command(kill)).toMatchObject({ error: null, branchId: '1' })
    }
  })

  test('a run that would take for ever to open opens where it has come, once the reader has enough of it', () => {
    const page = enginePage(toyParts())
    page.clock.costPerLookMs = 3
    page.post({ type: 'open', run: { ...freshRun, positionUs: 900_000_000_000 }, branches: null, playing: false }, 5)
    page.clock.advance(2_000)
    page.post({ type: 'pause' })
    expect(page.last).toMatchObject({ playback: { state: 'paused' } })
    expect(page.last.atUs).toBeLessThan(900_000_000_000)
  })

  test('ends at the same state as playing there', () => {
    const played = openPage()
    played.post({ type: 'setSpeed', speed: 3, autoPace: false })
    played.post({ type: 'play' })
    played.watchUntil('seven seconds', () => played.last.atUs >= 7_000_000)
    played.post({ type: 'pause' })
    played.watch(50)
    const sought = openPage()
    seek(sought, 30_000_000)
    seek(sought, played.last.atUs)
    expect(sought.hash()).toBe(played.hash())
  })
})

describe('the end of time', () => {
  const quiet: RunData = { ...freshRun, journal: [{ atUs: 0, afterEvents: 0, command: kill }] }

  test('is not passed, neither by seeking nor by playing: what is saved there opens again', () => {
    const page = openPage(quiet)
    seek(page, MAX_RUN_US * 3)
    expect(page.last.atUs).toBe(MAX_RUN_US)
    seek(page, MAX_RUN_US - 20_000)
    page.post({ type: 'setSpeed', speed: 100, autoPace: false })
    page.post({ type: 'play' })
    page.watch(100)
    expect(page.last).toMatchObject({ atUs: MAX_RUN_US, playback: { state: 'paused' } })
    page.open(page.ask('runExported', { type: 'exportRun' }).run)
    expect(page.last.atUs).toBe(MAX_RUN_US)
  })
})

describe('opening again', () => {
  test('an exported run opens at the same instant with the same hash, every branch with it', () => {
    const page = openPage()
    seek(page, 2_000_000)
    page.command(kill)
    seek(page, 4_000_000)
    seek(page, 1_000_000)
    page.command({ type: 'KillNode', node: 'broker-2' })
    page.post({ type: 'step', direction: 'forward', to: 'event' })
    page.watch(50)
    const { run, branches, branchId } = page.ask('runExported', { type: 'exportRun' })

    const again = enginePage(toyParts())
    again.open(run, { branches, branchId: branchId! })
    expect(again.hash()).toBe(page.hash())
    expect(again.image).toEqual(page.image)
    expect(again.ask('runExported', { type: 'exportRun' }).branches).toEqual(branches)
    again.post({ type: 'openBranch', branchId: '1' })
    seek(again, 4_000_000)
    page.post({ type: 'openBranch', branchId: '1' })
    seek(page, 4_000_000)
    expect(again.hash()).toBe(page.hash())
  })

  test('what is done in the past, while it stands or plays, takes no clock back', () => {
    for (const playing of [false, true])
      for (const autoPace of [false, true]) {
        const page = openPage()
        seek(page, 4_000_000)
        seek(page, 1_000_000)
        page.post({ type: 'setSpeed', speed: 3, autoPace })
        if (playing) page.post({ type: 'play' })
        page.watch(200)
        const before = page.frames.length - 1
        page.command(kill)
        page.post({ type: 'play' })
        page.watch(500)
        const shown = page.frames.slice(before).map(({ atUs }) => atUs)
        expect(shown.at(-1)).toBeGreaterThan(1_000_000)
        expect([...shown].sort((one, other) => one - other)).toEqual(shown)
      }
  })

  test('a branch that had gone on still forks when something is done in its past', () => {
    const page = openPage()
    seek(page, 5_000_000)
    seek(page, 1_000_000)
    const { run, branches } = page.ask('runExported', { type: 'exportRun' })
    const again = enginePage(toyParts())
    again.open(run, { branches })
    expect(again.last.playback.latestUs).toBe(5_000_000)
    expect(again.command(kill).branchId).toBe('2')
  })

  test('a journal whose places between events do not fit any more is played by its instants', () => {
    const journal = [{ atUs: 1_050_000, afterEvents: 999, command: kill }]
    const page = openPage({ ...freshRun, journal, positionUs: 3_000_000, positionEvents: 5_000 })
    expect(page.last).toMatchObject({ atUs: 3_000_000 })
    expect(page.image.brokers.get('broker-1')).toMatchObject({ status: 'killed', diskBytes: 10 })
  })

  test('a position that names an instant and another event is taken by its instant, and the journal stays exact', () => {
    const page = openPage()
    seek(page, 1_000_500)
    const { entry } = page.command(kill)
    seek(page, 5_000_000)
    const { run } = page.ask('runExported', { type: 'exportRun' })
    const again = openPage({ ...run, positionUs: 4_000_000, positionEvents: 3 })
    expect(again.last.atUs).toBe(4_000_000)
    expect(again.ask('runExported', { type: 'exportRun' }).run.journal).toEqual([entry])
  })

  test('a position after more events than ever come by its instant is taken by its instant', () => {
    const page = openPage({ ...freshRun, positionUs: 2_000_000, positionEvents: Number.MAX_SAFE_INTEGER })
    expect(page.last).toMatchObject({ atUs: 2_000_000, playback: { state: 'paused' } })
  })

  test('what is no run is refused, and the engine can still open another', () => {
    const page = openPage()
    page.open({ ...freshRun, engineVersion: String(Number(ENGINE_VERSION) + 1) })
    expect(page.messages.at(-1)).toMatchObject({
      type: 'crashed',
      run: null,
      message: expect.stringMatching(/cannot be opened/),
    })
    page.open(freshRun)
    expect(page.command(kill).error).toBeNull()
  })
})

describe('questions', () => {
  test('why something happened is answered with what led to it, nearest first', () => {
    const page = openPage()
    seek(page, 3_000_000)
    page.command(kill)
    page.showFrame()
    expect(page.ask('why', { type: 'explain', happeningId: 2 }).chain.map((cause) => cause.id)).toEqual([])
    expect(page.ask('why', { type: 'explain', happeningId: 999 }).chain).toEqual([])
  })

  test('where the chain begins with what the reader did, the answer says what that was', () => {
    const page = openPage()
    seek(page, 3_000_000)
    page.command(kill)
    seek(page, 9_000_000)
    const told = page.frames.flatMap(({ happenings }) => happenings)
    const killed = told.find(({ body }) => body.type === 'NodeKilled')!
    const explain = (happeningId: number) => page.ask('why', { type: 'explain', happeningId })
    expect(explain(killed.id)).toMatchObject({ chain: [], command: kill })
    expect(explain(1).command).toBeNull()
  })

  test('completion and disks come from the parts', () => {
    const page = openPage()
    expect(page.ask('completions', { type: 'complete', line: 'kafka-to', cursor: 8 })).toMatchObject({
      from: 0,
      candidates: ['kafka-to.sh'],
    })
    const { files } = page.ask('segmentBytes', { type: 'readSegments', broker: 2, topicPartition: 'orders-0' })
    expect(files).toEqual([{ name: '2.log', bytes: Uint8Array.of(1, 2, 3) }])
  })
})

describe('a bug in the engine', () => {
  test('is told with the run, which opens again before the place where it broke', () => {
    const page = openPage()
    seek(page, 2_050_000)
    page.command({ type: 'SlowNode', node: 'broker-2', delayUs: 1 })
    page.showFrame()
    page.post({ type: 'seek', atUs: 4_000_000 })
    const crash = page.messages.at(-1)!
    expect(crash).toMatchObject({
      type: 'crashed',
      message: expect.stringMatching(/a bug in a handler/),
      run: { positionUs: 2_050_000 },
    })
    page.post({ type: 'play' })
    page.watch(100)
    expect(page.messages.at(-1)).toBe(crash)

    if (crash.type === 'crashed') page.open(crash.run!)
    expect(page.last.atUs).toBe(2_050_000)
    expect(page.ask('runExported', { type: 'exportRun' }).run.journal).toHaveLength(1)
  })

  test('is told with the run also when it lies in what prepares for a message', () => {
    const parts = toyParts()
    const prepare = (message: ToWorker) => {
      if (message.type === 'pause') throw new Error('a bug in the preparation')
      return null
    }
    const page = enginePage({ ...parts, prepare })
    page.open(freshRun)
    page.command(kill)
    page.post({ type: 'pause' })
    page.post({ type: 'play' })
    expect(page.messages.at(-1)).toMatchObject({
      type: 'crashed',
      message: 'a bug in the preparation',
      run: { journal: [{ command: kill }] },
    })
  })
})
