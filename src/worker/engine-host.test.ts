import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '../kafka/cluster/commands.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { freshRun, kill, openPage, seek } from '../testing/toy-page.ts'
import { TOY_HOP_US, toyParts } from '../testing/toy-parts.ts'
import { MAX_FRAME_HAPPENINGS } from './frame-maker.ts'

const start: Command = { type: 'StartNode', node: 'broker-1' }

describe('frames', () => {
  test('the first frame holds the whole picture, and a paused engine then keeps quiet', () => {
    const page = openPage()
    expect(page.image.brokers.size).toBe(2)
    expect(page.last).toMatchObject({ atUs: 0, happeningsReset: true, branches: [{ name: 'main', parentId: null }] })
    page.watch(1_000)
    expect(page.frames).toHaveLength(1)
  })

  test('the next frame comes only after the last was shown', () => {
    const page = openPage(freshRun, true)
    page.clock.advance(10_000)
    page.clock.settle()
    expect(page.frames).toHaveLength(1)
    page.showFrame()
    expect(page.frames).toHaveLength(2)
    // An answer to a frame of long ago is no answer.
    page.post({ type: 'frameShown', sequence: 1, wallMs: 0 })
    expect(page.frames).toHaveLength(2)
  })

  test('image and deltas add up to the image from scratch, whatever is done', () => {
    const action = fc.oneof(
      fc.constant<(page: EnginePage) => void>((page) => page.watch(100)),
      fc.constant<(page: EnginePage) => void>((page) => void page.command(kill)),
      fc.constant<(page: EnginePage) => void>((page) => void page.command(start)),
      fc.constant<(page: EnginePage) => void>((page) => page.post({ type: 'undo', requestId: 0 })),
      fc.nat(20_000_000).map((atUs) => (page: EnginePage) => page.post({ type: 'seek', atUs })),
      fc.nat(3).map((id) => (page: EnginePage) => page.post({ type: 'openBranch', branchId: String(id) })),
      fc.nat(3).map((id) => (page: EnginePage) => page.post({ type: 'deleteBranch', branchId: String(id) })),
      fc.constant<(page: EnginePage) => void>((page) =>
        page.post({ type: 'step', direction: 'back', to: 'happening' }),
      ),
      fc.constant<(page: EnginePage) => void>((page) => page.post({ type: 'step', direction: 'forward', to: 'event' })),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 15 }), (actions) => {
        const page = openPage(freshRun, true)
        for (const act of actions) act(page)
        page.post({ type: 'pause' })
        page.watch(100)
        const exported = page.ask('runExported', { type: 'exportRun' })
        const { run, branches, branchId } = exported
        const scratch = enginePage(toyParts())
        scratch.open(run, { branches, branchId: branchId! })
        expect(page.image).toEqual(scratch.image)
        expect(page.hash()).toBe(scratch.hash())
        expect(page.messages.filter((message) => message.type === 'crashed')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('happenings come once each, in order, and at most two hundred at a time', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 100, autoPace: false })
    page.post({ type: 'play' })
    page.watch(2_000)
    const ids = page.frames.flatMap((frame) => frame.happenings.map((happening) => happening.id))
    expect(ids.length).toBeGreaterThan(100)
    expect(ids).toEqual(ids.map((_, index) => index + 1))

    page.post({ type: 'pause' })
    seek(page, 400_000_000)
    expect(page.last.happenings.length).toBeLessThanOrEqual(MAX_FRAME_HAPPENINGS)
    const afterSeek = page.frames.findLast((frame) => frame.happeningsReset)!
    expect(afterSeek.happenings).toHaveLength(MAX_FRAME_HAPPENINGS)
    expect(afterSeek.happenings.at(-1)!.atUs).toBeLessThanOrEqual(400_000_000)
  })

  test('the scrubber gets its marks when there are new ones', () => {
    const page = openPage()
    seek(page, 5_000_000)
    page.command(kill)
    page.showFrame()
    const marks = page.frames.findLast((frame) => frame.marks !== null)!.marks!
    expect(marks.filter((mark) => mark.kind === 'election')).toHaveLength(4)
    expect(marks.slice(-2).map((mark) => mark.kind)).toEqual(['command', 'fault'])
  })
})

describe('playing', () => {
  test('passes simulated time by wall time at the speed that was set', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 0.5, autoPace: false })
    page.post({ type: 'play' })
    page.watch(2_000)
    expect(page.last.atUs).toBeGreaterThan(950_000)
    expect(page.last.atUs).toBeLessThan(1_050_000)
    expect(page.last.playback).toMatchObject({ state: 'playing', speed: 0.5, pace: 0.5, autoPace: false })
  })

  test('loses no part of a microsecond at a thousandth of real time', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 0.001, autoPace: false })
    page.post({ type: 'play' })
    page.watch(10_000)
    expect(page.last.atUs).toBeGreaterThan(9_900)
    expect(page.last.atUs).toBeLessThan(10_100)
  })

  test('at auto pace shows a record on its way for as long as the eye needs, and skips the wait before it', () => {
    const page = openPage(freshRun, true)
    const inMotion = () => page.inFlight.length > 0
    page.watchUntil('a record sets out', inMotion)
    const waitedMs = page.clock.nowMs()
    expect(page.last.atUs - page.inFlight[0]!.sentAtUs).toBeLessThan(TOY_HOP_US / 2)
    page.watchUntil('it arrives', () => !inMotion())
    const travelledMs = page.clock.nowMs() - waitedMs
    expect(travelledMs).toBeGreaterThan(200)
    expect(travelledMs).toBeLessThan(700)
    page.watchUntil('the next one sets out', inMotion)
    expect(page.clock.nowMs() - waitedMs - travelledMs).toBeLessThan(1_000)
  })

  test('stands still in a hidden tab, and goes on from there', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 1, autoPace: false })
    page.post({ type: 'play' })
    page.watch(500)
    page.post({ type: 'setVisible', visible: false })
    const hiddenAtUs = page.last.atUs
    page.watch(5_000)
    expect(page.last.atUs - hiddenAtUs).toBeLessThan(20_000)
    page.clock.advance(60_000)
    page.post({ type: 'setVisible', visible: true })
    page.watch(100)
    expect(page.last.atUs - hiddenAtUs).toBeLessThan(200_000)
    expect(page.last.atUs).toBeGreaterThan(hiddenAtUs)
  })

  test('a laptop that slept does not find a minute of history made up for', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 1, autoPace: false })
    page.post({ type: 'play' })
    page.watch(100)
    const before = page.last.atUs
    page.showFrame(60_000)
    expect(page.last.atUs - before).toBeLessThan(150_000)
  })

  test('a slow machine falls behind rather than stopping to listen', () => {
    const page = openPage()
    page.post({ type: 'setSpeed', speed: 100, autoPace: false })
    page.post({ type: 'play' })
    page.clock.costPerLookMs = 2
    const before = page.clock.nowMs()
    page.showFrame()
    expect(page.clock.nowMs() - before).toBeLessThan(60)
    expect(page.last.playback.state).toBe('playing')
  })

  test('pauses, and steps by events and by happenings in both directions', () => {
    const page = openPage()
    const step = (direction: 'forward' | 'back', to: 'event' | 'happening') => {
      page.post({ type: 'step', direction, to })
      page.watch(50)
      return page.last
    }
    expect(step('forward', 'event')).toMatchObject({ atUs: 100_000, eventsExecuted: 1 })
    expect(step('forward', 'event')).toMatchObject({ atUs: 101_000, eventsExecuted: 2 })
    expect(step('back', 'event')).toMatchObject({ atUs: 100_000, eventsExecuted: 1 })
    expect(step('forward', 'happening')).toMatchObject({ atUs: 1_001_000 })
    expect(step('forward', 'happening')).toMatchObject({ atUs: 2_001_000 })
    const back = step('back', 'happening')
    expect(back).toMatchObject({ atUs: 1_001_000, happeningsReset: true, playback: { state: 'paused' } })
    expect(back.happenings).toHaveLength(1)
  })
})

describe('commands', () => {
  test('are stamped with their place, journaled and answered, and the picture follows', () => {
    const page = openPage()
    seek(page, 1_050_000)
    const done = page.command(kill)
    expect(done).toMatchObject({ error: null, branchId: '1', entry: { atUs: 1_050_000, command: kill } })
    page.showFrame()
    expect(page.image.brokers.get('broker-1')).toMatchObject({ status: 'killed' })
    expect(page.ask('runExported', { type: 'exportRun' }).run.journal).toEqual([done.entry])
  })

  test('that cannot be done are answered with words and leave no trace', () => {
    const page = openPage()
    seek(page, 500_000)
    const before = page.hash()
    expect(page.command({ type: 'KillNode', node: 'broker-9' })).toMatchObject({
      entry: null,
      error: 'There is no node called broker-9.',
    })
    expect(page.command({ type: 'Eval' } as unknown as Command)).toMatchObject({
      entry: null,
      error: expect.stringMatching(/not understood/),
    })
    expect(page.command({ type: 'KillNode', node: '' })).toMatchObject({ entry: null })
    // A bug of ours in a command: the present is put back, and the worker lives.
    expect(page.command({ type: 'DeleteTopic', topic: 'a' })).toMatchObject({
      entry: null,
      error: expect.stringMatching(/a bug in a command/),
    })
    expect(page.hash()).toBe(before)
    expect(page.ask('runExported', { type: 'exportRun' }).run.journal).toEqual([])
    expect(page.command(kill).error).toBeNull()
  })

  test('given in the past open another branch, and both histories can be gone back to', () => {
    const page = openPage()
    seek(page, 2_000_000)
    page.command(kill)
    seek(page, 9_000_000)
    const killedHash = page.hash()
    seek(page, 1_000_000)
    const done = page.command({ type: 'KillNode', node: 'broker-2' })
    expect(done.branchId).toBe('2')
    page.showFrame()
    expect(page.frames.findLast((frame) => frame.branches !== null)!.branches).toMatchObject([
      { id: '1', parentId: null, commands: 1 },
      { id: '2', parentId: '1', forkedAtUs: 1_000_000, commands: 1 },
    ])
    page.post({ type: 'openBranch', branchId: '1' })
    seek(page, 9_000_000)
    expect(page.hash()).toBe(killedHash)
    expect(page.last.playback.branchId).toBe('1')
  })

  test('can be undone: the present is the moment before, without the command', () => {
    const page = openPage()
    seek(page, 2_000_000)
    const before = page.hash()
    page.command(kill)
    seek(page, 3_000_000)
    // What came of it is not lost, and the page can say where it is.
    expect(page.ask('undone', { type: 'undo' })).toMatchObject({ command: kill, keptBranch: { id: '1', commands: 1 } })
    page.showFrame()
    expect(page.last.atUs).toBe(2_000_000)
    expect(page.hash()).toBe(before)
    expect(page.image.brokers.get('broker-1')).toMatchObject({ status: 'running' })
    seek(page, 3_000_000)
    expect(page.image.brokers.get('broker-1')).toMatchObject({ status: 'running' })
    expect(page.ask('undone', { type: 'undo' })).toMatchObject({ command: null, keptBranch: null })
    expect(page.last.atUs, 'where nothing was done there is nothing to go back to').toBe(3_000_000)
  })

  test('a line typed into a terminal that was opened for it is one gesture, and is undone as one', () => {
    const page = openPage()
    seek(page, 2_000_000)
    page.command(kill)
    const before = page.hash()
    const line = { type: 'TypeLine', terminal: 'terminal-1', text: 'ls' } as const
    page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
    seek(page, 2_050_000)
    page.command(line)
    page.command({ ...line, text: 'pwd' })
    expect(page.ask('undone', { type: 'undo' }).command).toEqual({ ...line, text: 'pwd' })
    expect(page.ask('undone', { type: 'undo' })).toMatchObject({ command: line, keptBranch: null })
    expect(page.hash()).toBe(before)
    expect(page.ask('undone', { type: 'undo' }).command).toEqual(kill)
  })
  test('can be undone twice in a row: between the two nothing was done, so no branch is kept of it', () => {
    const page = openPage()
    seek(page, 2_000_000)
    page.command(kill)
    page.command({ type: 'KillNode', node: 'broker-2' })
    expect(page.ask('undone', { type: 'undo' }).keptBranch).toMatchObject({ id: '1', commands: 2 })
    expect(page.ask('undone', { type: 'undo' })).toMatchObject({ command: kill, keptBranch: null })
  })
})

describe('branches', () => {
  test('are renamed and deleted; the one on screen is left for its parent first', () => {
    const page = openPage()
    seek(page, 5_000_000)
    seek(page, 1_000_000)
    page.command(kill)
    page.post({ type: 'renameBranch', branchId: '2', name: 'acks=1' })
    page.showFrame()
    page.post({ type: 'deleteBranch', branchId: '2' })
    page.watch(100)
    expect(page.last.playback.branchId).toBe('1')
    const { branches } = page.ask('runExported', { type: 'exportRun' })
    expect(branches.map((branch) => branch.info.name)).toEqual(['main'])
  })

  test('the only branch is not deleted, and an unknown one is nobody\u2019s', () => {
    const page = openPage()
    page.post({ type: 'deleteBranch', branchId: '1' })
    page.post({ type: 'deleteBranch', branchId: '7' })
    page.post({ type: 'openBranch', branchId: 'nonsense' })
    page.post({ type: 'renameBranch', branchId: '7', name: 'x' })
    expect(page.ask('runExported', { type: 'exportRun' }).branches).toHaveLength(1)
  })
})
