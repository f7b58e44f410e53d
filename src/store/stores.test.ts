// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TerminalImage } from '../kafka/observe/cluster-image.ts'
import { fakeEngine, pausedPlayback, wholeImage } from '../testing/fake-engine.ts'
import { sampleImage } from '../testing/sample-image.ts'
import type { TimedHappening } from '../worker/port.ts'
import { connectEngine, explain, seek, sendCommand } from './engine.ts'
import { HAPPENINGS_KEPT, useImageStore } from './image-store.ts'
import { placeUs, playheadUs, usePlaybackStore } from './playback-store.ts'
import { readPreferences } from './preferences-storage.ts'
import { preferredLanguage } from './preferences-store.ts'
import { closeTab, openTab, tabNames, typeLine, useTerminals } from './terminals-store.ts'
import { useToasts } from './toasts-store.ts'

const playing = { ...pausedPlayback, state: 'playing', pace: 1 } as const
let animationFrames: (() => void)[] = []
let nowMs = 1_000

function drawFrame(wallMs = 16): void {
  nowMs += wallMs
  for (const draw of animationFrames.splice(0)) draw()
}

beforeEach(() => {
  animationFrames = []
  nowMs = 1_000
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => animationFrames.push(draw))
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  useToasts.setState({ toasts: [] })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function happening(id: number): TimedHappening {
  return { id, atUs: id, causedBy: 0, body: { type: 'NodeStarted', node: 'broker-1' } }
}

test('keys that go on from a place go on from where the last press leads, also before its frame is there', () => {
  const engine = fakeEngine()
  connectEngine(engine)
  engine.frame({ atUs: 9_000_000, delta: wholeImage(sampleImage()) })
  drawFrame()
  for (let press = 0; press < 5; press++) seek(placeUs() - 100_000)
  expect(engine.posted.filter(({ type }) => type === 'seek').at(-1)).toEqual({ type: 'seek', atUs: 8_500_000 })
  // The first of them arrives while the last is still under way.
  engine.frame({ atUs: 8_900_000, happeningsReset: true })
  drawFrame()
  expect(placeUs()).toBe(8_500_000)
  engine.frame({ atUs: 8_500_000, happeningsReset: true })
  drawFrame()
  expect(placeUs()).toBe(8_500_000)

  // Before the beginning there is nothing to go to.
  engine.frame({ beginsAtUs: 1_665_000 })
  drawFrame()
  seek(0)
  expect(engine.posted.at(-1)).toEqual({ type: 'seek', atUs: 1_665_000 })
})

describe('frames', () => {
  test('a frame is shown in an animation frame and acknowledged once it was', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 5_000, delta: wholeImage(sampleImage()) })
    expect(useImageStore.getState().ready).toBe(false)
    drawFrame()
    expect(useImageStore.getState().image.brokers.size).toBe(3)
    expect(engine.posted).toContainEqual({ type: 'frameShown', sequence: 1, wallMs: nowMs })
  })

  test('tables without changes keep their identity, so that nothing that shows them wakes', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ delta: wholeImage(sampleImage()) })
    drawFrame()
    const before = useImageStore.getState().image
    engine.frame({ delta: { counters: { set: [], changed: [], removed: [] } } })
    drawFrame()
    expect(useImageStore.getState().image.replicas).toBe(before.replicas)
  })

  test('happenings are kept up to a bound, newest last, and begin anew after a seek', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ happenings: Array.from({ length: HAPPENINGS_KEPT + 5 }, (_, id) => happening(id)) })
    drawFrame()
    expect(useImageStore.getState().happenings).toHaveLength(HAPPENINGS_KEPT)
    expect(useImageStore.getState().happenings.at(-1)?.id).toBe(HAPPENINGS_KEPT + 4)
    engine.frame({ happenings: [happening(1)], happeningsReset: true })
    drawFrame()
    expect(useImageStore.getState().happenings.map(({ id }) => id)).toEqual([1])
  })

  test('what an engine says after another took its place is not shown', () => {
    const old = fakeEngine()
    connectEngine(old)
    old.frame({ atUs: 777 })
    connectEngine(fakeEngine())
    drawFrame()
    expect(useImageStore.getState().ready).toBe(false)
  })
})

describe('the playhead', () => {
  test('stands at the instant of the frame while the engine is waited for: there it will go on', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 1_000_000, playback: { ...playing, pace: 0.5, awaitsEngine: true } })
    drawFrame()
    nowMs += 50
    expect(playheadUs()).toBe(1_000_000)
  })

  test('runs on between frames at the pace in force, but not far ahead of what was computed', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 1_000_000, playback: { ...playing, pace: 0.5 } })
    drawFrame()
    nowMs += 10
    expect(playheadUs()).toBe(1_005_000)
    nowMs += 10_000
    expect(playheadUs()).toBe(1_060_000)
  })

  test('stands still while paused', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 1_000_000, playback: pausedPlayback })
    drawFrame()
    nowMs += 500
    expect(playheadUs()).toBe(1_000_000)
  })

  test('takes a small difference back gently, and never jumps backwards while playing', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 0, playback: playing })
    drawFrame()
    let last = playheadUs()
    for (const atUs of [14_000, 33_000, 46_000, 66_000]) {
      engine.frame({ atUs, playback: playing })
      drawFrame()
      expect(playheadUs()).toBeGreaterThanOrEqual(last)
      expect(Math.abs(playheadUs() - atUs)).toBeLessThan(10_000)
      last = playheadUs()
    }
  })

  test('is where the reader went, at once', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    engine.frame({ atUs: 9_000_000, playback: playing })
    drawFrame()
    engine.frame({ atUs: 1_000_000, playback: playing, happeningsReset: true })
    drawFrame()
    expect(playheadUs()).toBe(1_000_000)
  })
})

describe('commands', () => {
  test('a command is done when its entry is durable', async () => {
    const order: string[] = []
    connectEngine(fakeEngine(), {
      saveEntry: async () => {
        await Promise.resolve()
        order.push('saved')
      },
      onCommandDone: () => order.push('done'),
    })
    await sendCommand({ type: 'KillNode', node: 'broker-1' })
    expect(order).toEqual(['saved', 'done'])
  })

  test('what the engine refuses becomes a message, in its own words', async () => {
    const refusing = fakeEngine({
      answer: (message) =>
        message.type === 'command'
          ? { type: 'commandDone', requestId: message.requestId, entry: null, branchId: 'main', error: 'No such node' }
          : undefined,
    })
    connectEngine(refusing)
    expect(await sendCommand({ type: 'KillNode', node: 'broker-9' })).toEqual({ error: 'No such node' })
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual(['No such node'])
  })

  test('answers find their way to the request they belong to', async () => {
    const engine = fakeEngine({
      answer: (message) =>
        message.type === 'explain'
          ? { type: 'why', requestId: message.requestId, chain: [happening(message.happeningId)], command: null }
          : undefined,
    })
    connectEngine(engine)
    const chains = await Promise.all([explain(7), explain(8)])
    expect(chains.map(({ chain }) => chain[0]?.id)).toEqual([7, 8])
  })

  test('a place before the beginning is the beginning', () => {
    const engine = fakeEngine()
    connectEngine(engine)
    seek(-5)
    expect(engine.posted).toContainEqual({ type: 'seek', atUs: 0 })
  })
})

describe('terminals', () => {
  test('typing into a terminal that is not there yet opens it first', async () => {
    const engine = fakeEngine()
    connectEngine(engine)
    await typeLine('terminal-1', 'ls')
    const commands = engine.posted.flatMap((message) => (message.type === 'command' ? [message.command] : []))
    expect(commands).toEqual([
      { type: 'OpenTerminal', terminal: 'terminal-1', tty: true },
      { type: 'TypeLine', terminal: 'terminal-1', text: 'ls' },
    ])
  })

  test('a line that is typed while the terminal is being opened comes after the one before it', async () => {
    const engine = fakeEngine()
    connectEngine(engine)
    const first = typeLine('terminal-1', 'one')
    // The picture knows of the terminal before the page is told that it is open.
    const terminal = { name: 'terminal-1', outputLength: 0, output: '', prompt: '$ ' } as TerminalImage
    engine.frame({ whole: true, delta: wholeImage({ terminals: new Map([[terminal.name, terminal]]) }) })
    drawFrame()
    await Promise.all([first, typeLine('terminal-1', 'two')])
    const typed = engine.posted.flatMap((message) =>
      message.type === 'command' && message.command.type === 'TypeLine' ? [message.command.text] : [],
    )
    expect(typed).toEqual(['one', 'two'])
  })

  test('tabs are those opened here and those the run has, without the closed ones, and never none', () => {
    connectEngine(fakeEngine())
    const second = openTab()
    expect(tabNames(useTerminals.getState(), ['terminal-7'])).toEqual(['terminal-1', second, 'terminal-7'])
    closeTab('terminal-1')
    closeTab(second)
    expect(tabNames(useTerminals.getState(), [])).toHaveLength(1)
  })
})

describe('preferences', () => {
  test('the language is Korean where the browser asks for it before English', () => {
    expect(preferredLanguage(['ko-KR', 'en-US'])).toBe('ko')
    expect(preferredLanguage(['de', 'en', 'ko'])).toBe('en')
    expect(preferredLanguage([])).toBe('en')
  })

  test('what is stored is believed field by field', () => {
    const stored = { language: 'ko', theme: 'neon', dockHeightPx: 'tall', invitationsDismissed: true, other: 1 }
    expect(readPreferences(stored)).toEqual({ language: 'ko', invitationsDismissed: true })
    expect(readPreferences({ invitationsDone: ['cutPower', 'flyAway', 7] })).toEqual({ invitationsDone: ['cutPower'] })
    expect(readPreferences({ invitationsDone: 'all' })).toEqual({})
    expect(readPreferences('nonsense')).toEqual({})
  })
})

test('branches and marks stay as they were when a frame does not bring them', () => {
  const engine = fakeEngine()
  connectEngine(engine)
  engine.frame({ marks: [{ atUs: 1, kind: 'election', happeningId: 1 }] })
  drawFrame()
  engine.frame({ atUs: 2 })
  drawFrame()
  expect(usePlaybackStore.getState().marks).toHaveLength(1)
})
