// @vitest-environment jsdom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../i18n/index.ts'
import { memoryDatabase } from '../persistence/rows.ts'
import { decodeLink, encodeLink } from '../persistence/share-link.ts'
import { openStorage } from '../persistence/storage.ts'
import type { Storage } from '../persistence/storage-types.ts'
import { type FakeEngine, fakeEngine, pausedPlayback } from '../testing/fake-engine.ts'
import { sampleLessons, sampleRun, sampleStoredRun } from '../testing/sample-runs.ts'
import type { RunData, ToWorker } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'
import { sendCommand } from './engine.ts'
import { copyCurrentRun, restartAfterCrash, shareLink, startAgain } from './other-runs.ts'
import { usePlaybackStore } from './playback-store.ts'
import { lessonsToKeep, takeUpLessons, useLessons } from './predictions-store.ts'
import { renameCurrentRun, savedRuns, startSession } from './session.ts'
import { useSession } from './session-store.ts'
import { useToasts } from './toasts-store.ts'

type Open = Extract<ToWorker, { readonly type: 'open' }>

let engine: FakeEngine
let databases: ReturnType<typeof memoryDatabase>

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
beforeEach(() => {
  databases = memoryDatabase()
  useSession.setState({ runId: null, name: '', trouble: null, crash: null })
  useToasts.setState({ toasts: [] })
  useLessons.setState({ open: null, predictions: {} })
  history.replaceState(null, '', '/')
  // Two sessions of one test are two tabs; a lock is theirs in turn.
  vi.stubGlobal('navigator', { ...navigator, locks: undefined })
})
afterEach(() => vi.unstubAllGlobals())

async function storageOfThisBrowser(): Promise<Storage> {
  const storage = await openStorage(runFormat, { database: async () => databases })
  return { ...bound(storage), available: true, reason: null, lockRun: async () => ({ held: true, release: () => {} }) }
}

/** Methods keep their owner when they are spread. */
function bound(storage: Storage): Storage {
  const owner = storage as unknown as Record<string, unknown>
  const names = new Set<string>()
  for (let at: object | null = storage; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name)
  }
  const copy: Record<string, unknown> = {}
  for (const name of names) {
    const value = owner[name]
    copy[name] = typeof value === 'function' ? value.bind(storage) : value
  }
  return copy as unknown as Storage
}

/** Commands of the run on show, as the engine knows them. */
function journal(): RunData['journal'] {
  const since = engine.posted.findLastIndex(({ type }) => type === 'open')
  const given = engine.posted.slice(since).filter((message) => message.type === 'command')
  return [
    ...(opened()?.run.journal ?? []),
    ...given.map(({ command }, index) => ({ atUs: 20_000_000 + index, afterEvents: 1_000 + index, command })),
  ]
}

/** An engine that exports what it was told to open and to do. */
function newEngine(): FakeEngine {
  engine = fakeEngine({
    answer: (message) => {
      const first = opened()?.run
      if (message.type !== 'exportRun' || first === undefined) return undefined
      const run = { ...first, journal: journal() }
      const info = { id: 'main', name: '', parentId: null, forkedAtUs: 0, latestUs: run.positionUs }
      const branches = [{ info: { ...info, commands: run.journal.length }, run }]
      return { type: 'runExported', requestId: message.requestId, run, branches, branchId: 'main' }
    },
  })
  return engine
}

function opened(): Open | undefined {
  return engine.posted.filter((message) => message.type === 'open').at(-1)
}

async function start(storage: Storage): Promise<Open> {
  const named = /[?&](profile|failure)=/.test(location.search)
  await startSession(storage, newEngine, () => import('./other-runs.ts'), { named })
  return opened()!
}

describe('what a page opens', () => {
  test('the first time: a cluster already at work, playing', async () => {
    const { run, playing } = await start(await storageOfThisBrowser())
    expect(run.spec.topics.map(({ name }) => name)).toEqual(['orders'])
    expect(run.positionUs).toBeGreaterThan(1_000_000)
    expect(playing).toBe(true)
  })

  test('after a reload: the same run, with every command', async () => {
    const storage = await storageOfThisBrowser()
    const first = await start(storage)
    engine.frame({ playback: { ...pausedPlayback, branchId: 'main' } })
    await sendCommand({ type: 'KillNode', node: 'broker-2' })
    const { run } = await start(storage)
    expect(run.seed).toBe(first.run.seed)
    expect(run.journal.map(({ command }) => command)).toEqual([{ type: 'KillNode', node: 'broker-2' }])
  })

  test('after a reload: what the reader predicted there, and what came of it', async () => {
    const storage = await storageOfThisBrowser()
    await start(storage)
    engine.frame({ playback: { ...pausedPlayback, branchId: 'main' } })
    await vi.waitFor(() => expect(usePlaybackStore.getState().playback.branchId).toBe('main'))
    const predicted = sampleLessons()
    takeUpLessons(predicted)
    await vi.waitFor(async () => {
      const [run] = await storage.listRuns()
      expect((await storage.loadRun(run?.id ?? '')).lessons).toEqual(predicted)
    })
    useLessons.setState({ open: null, predictions: {} })
    await start(storage)
    expect(lessonsToKeep()).toEqual(predicted)
  })

  test('from a link made where something was predicted: the prediction too, and what comes of it is found out again', async () => {
    const storage = await storageOfThisBrowser()
    await start(storage)
    engine.frame({ playback: { ...pausedPlayback, branchId: 'main' } })
    await vi.waitFor(() => expect(usePlaybackStore.getState().playback.branchId).toBe('main'))
    const [prediction] = sampleLessons().predictions
    takeUpLessons({ open: null, predictions: [prediction!] })
    const link = await shareLink(sampleRun(), sampleRun().positionUs)
    history.replaceState(null, '', new URL(link).hash)
    await start(storage)
    const first = { ...prediction!.first, branchId: '', stepsDone: 0, shown: null }
    expect(lessonsToKeep()?.predictions).toEqual([{ ...prediction, first, again: null }])
  })

  test('from a link: that run, standing still, and the address is clean again', async () => {
    history.replaceState(null, '', `/${encodeLink(sampleRun())}`)
    const { run, playing } = await start(await storageOfThisBrowser())
    expect(run).toEqual(sampleRun())
    expect(playing).toBe(false)
    expect(location.hash).toBe('')
  })

  test('for a Kafka version in the address: a cluster of it at work, once; loaded anew it goes on with its run', async () => {
    history.replaceState(null, '', '/?profile=kafka-2.5&lang=ko')
    const storage = await storageOfThisBrowser()
    const { run, playing } = await start(storage)
    expect(run.spec).toMatchObject({ profile: 'kafka-2.5', controllers: [], zookeeper: [1, 2, 3] })
    expect(playing).toBe(true)
    expect(useSession.getState().profile).toBe('kafka-2.5')
    expect(location.search).toBe('?lang=ko')
    const { run: again } = await start(storage)
    expect(again.spec.profile).toBe('kafka-2.5')
  })

  test('for a failure in the address: its cluster, what comes before, and it stands still; in the version asked for', async () => {
    history.replaceState(null, '', '/?failure=acksOneLoses&profile=kafka-2.5')
    const { run, playing, script } = await start(await storageOfThisBrowser())
    expect(run.spec).toMatchObject({ profile: 'kafka-2.5', story: 'acksOneLoses' })
    expect(script?.map(({ command }) => command.type)).toEqual(['HoldLink', 'HoldLink'])
    expect([playing, location.search]).toEqual([false, ''])
  })

  test('for a Kafka version that is not here: what a page opens anyway', async () => {
    history.replaceState(null, '', '/?profile=kafka-0.8')
    expect((await start(await storageOfThisBrowser())).run.spec.profile).toBe('kafka-4')
  })

  test.each([
    ['cut off', (link: string) => link.slice(0, -20), /cut off/],
    ['altered', (link: string) => `${link.slice(0, 40)}${link[40] === 'A' ? 'B' : 'A'}${link.slice(41)}`, /altered/],
  ])('from a link that was %s: a fresh cluster, and it says why', async (_, spoil, message) => {
    history.replaceState(null, '', `/${spoil(encodeLink(sampleRun()))}`)
    const { run } = await start(await storageOfThisBrowser())
    expect(run.journal).toEqual([])
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([expect.stringMatching(message)])
  })

  test('from an address that ends in something else: what it would without it, and it says what was wrong', async () => {
    history.replaceState(null, '', '/#run=garbage')
    const { run } = await start(await storageOfThisBrowser())
    expect(run.journal).toEqual([])
    expect(location.hash).toBe('')
    await vi.waitFor(() => {
      expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([expect.stringMatching(/“#run=garbage”/)])
    })
  })

  test('when the last run is damaged: a fresh cluster, and it says why', async () => {
    const storage = await storageOfThisBrowser()
    await storage.saveRun(sampleStoredRun('run-1'))
    await storage.setPreference('lastRun', { runId: 'run-1', playing: true })
    await databases.write(['branches'], 'strict', (rows) => rows.deleteAll('branches', 'run-1'))
    const { run } = await start(storage)
    expect(run.journal).toEqual([])
    expect(useToasts.getState().toasts.map(({ tone }) => tone)).toContain('error')
  })
})

describe('saving', () => {
  test('where the browser keeps nothing, the page says so and works', async () => {
    const memory = await openStorage(runFormat, { database: async () => databases })
    await start({ ...bound(memory), available: false, reason: 'refused' })
    expect(useSession.getState().trouble).toBe('refused')
    expect((await sendCommand({ type: 'KillNode', node: 'broker-2' })).error).toBeNull()
  })

  test('a run that another tab holds is not written to, until it is copied', async () => {
    const storage = await storageOfThisBrowser()
    await storage.saveRun(sampleStoredRun('run-1'))
    await storage.setPreference('lastRun', { runId: 'run-1', playing: false })
    const taken = new Set(['run-1'])
    await start({ ...storage, lockRun: async (id) => ({ held: !taken.has(id), release: () => {} }) })
    expect(useSession.getState().trouble).toBe('otherTab')
    await sendCommand({ type: 'KillNode', node: 'broker-2' })
    expect((await storage.loadRun('run-1')).branches[0]?.run.journal).toEqual(sampleRun().journal)
    await copyCurrentRun('mine')
    expect(useSession.getState()).toMatchObject({ name: 'mine', trouble: null })
    expect(useSession.getState().runId).not.toBe('run-1')
  })

  test('a name is kept', async () => {
    const storage = await storageOfThisBrowser()
    await start(storage)
    await renameCurrentRun('두 번째 수업')
    expect((await (await savedRuns()).listRuns()).map(({ name }) => name)).toEqual(['두 번째 수업'])
  })

  describe('the same start again', () => {
    const kept = async () => (await (await savedRuns()).listRuns()).length
    /** Something is done to the run on show, which is saved with it. */
    const act = async () => {
      engine.frame({ playback: { ...pausedPlayback, branchId: 'main' } })
      await sendCommand({ type: 'KillNode', node: 'broker-2' })
    }

    test('shown to a class again and again leaves the run from before and the last showing', async () => {
      await start(await storageOfThisBrowser())
      await act()
      for (let i = 0; i < 3; i++) {
        await startAgain({ demonstration: true })
        await act()
        await vi.waitFor(async () => expect(await kept()).toBe(2))
      }
      await renameCurrentRun('1반')
      await startAgain({ demonstration: true })
      await act()
      expect(await kept(), 'what has a name is wanted').toBe(3)
    })

    test('keeps whatever was done, and nothing of a run in which nothing was', async () => {
      await start(await storageOfThisBrowser())
      await startAgain()
      await act()
      expect(await kept()).toBe(1)
      await startAgain()
      await act()
      expect(await kept()).toBe(2)
    })
  })

  test('an embed saves nothing and complains of nothing', async () => {
    const storage = await storageOfThisBrowser()
    await startSession(
      { ...storage, available: false, reason: 'refused' },
      newEngine,
      () => import('./other-runs.ts'),
      {
        embedded: true,
      },
    )
    expect(opened()?.run.spec.brokers).toHaveLength(3)
    expect(useSession.getState().trouble).toBeNull()
    expect(await storage.listRuns()).toEqual([])
  })
})

test('after the engine died, the run is opened again a little before, standing still', async () => {
  await start(await storageOfThisBrowser())
  const run: RunData = { ...sampleRun(), positionUs: 12_000_000 }
  engine.say({ type: 'crashed', message: 'highWatermark <= logEndOffset broken', run })
  expect(useSession.getState().crash?.message).toContain('highWatermark')
  await restartAfterCrash()
  expect(useSession.getState().crash).toBeNull()
  expect(opened()).toMatchObject({ playing: false, run: { journal: run.journal, positionUs: 11_000_000 } })
})

describe('after the engine died, the run is opened where the reader last stood', () => {
  const kill = { type: 'KillNode', node: 'broker-2' } as const
  const show = (atUs: number, eventsExecuted: number) => {
    engine.frame({ atUs, eventsExecuted, playback: { ...pausedPlayback, branchId: 'main' } })
    return new Promise(requestAnimationFrame)
  }

  test('with the engine’s last word', async () => {
    await start(await storageOfThisBrowser())
    await show(12_000_000, 700)
    engine.say({ type: 'crashed', message: 'broken', run: { ...sampleRun(), positionUs: 12_345_000 } })
    await restartAfterCrash()
    expect(opened()).toMatchObject({ playing: false, run: { positionUs: 12_000_000, positionEvents: 700 } })
  })

  test('without a word of it, and after a command that was shown as done', async () => {
    await start(await storageOfThisBrowser())
    // On its way when the command was given, shown when it was done.
    const late = show(12_000_000, 700)
    await sendCommand(kill)
    await late
    await new Promise((resolve) => setTimeout(resolve, 20))
    engine.say({ type: 'crashed', message: 'it fell over', run: null })
    await restartAfterCrash()
    expect(opened()).toMatchObject({
      playing: false,
      run: { journal: [{ command: kill }], positionUs: 12_000_000, positionEvents: 701 },
    })
  })
})

describe('a link to the run on show', () => {
  const at = (positionUs: number) => ({ ...sampleRun(), positionUs, positionEvents: 4_000 })
  const shared = async (run: RunData, atUs: number) => {
    const link = decodeLink(new URL(await shareLink(run, atUs)).hash, runFormat)
    return link.kind === 'ok' ? link.run : null
  }

  test('leads to the very event where the engine stands at what is shown', async () => {
    expect(await shared(at(12_000_017), 12_000_017)).toMatchObject({ positionUs: 12_000_017, positionEvents: 4_000 })
  })

  test('leads to the instant that is shown where the engine has gone on, and not to its events', async () => {
    const run = await shared(at(12_500_000), 12_000_017)
    expect(run).toMatchObject({ positionUs: 12_000_017 })
    expect(run).not.toHaveProperty('positionEvents')
  })
})
