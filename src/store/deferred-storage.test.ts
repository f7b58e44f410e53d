// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryDatabase } from '../persistence/rows.ts'
import { openStorage } from '../persistence/storage.ts'
import type { Storage } from '../persistence/storage-types.ts'
import { fakeEngine } from '../testing/fake-engine.ts'
import type { ToWorker } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'

let databases: ReturnType<typeof memoryDatabase>
let opened: number
let problem: Error | null
let locksHeld: boolean
let kind: Pick<Storage, 'available' | 'reason'>

beforeEach(() => {
  databases = memoryDatabase()
  opened = 0
  problem = null
  locksHeld = true
  kind = { available: true, reason: null }
  vi.resetModules()
})
afterEach(() => void vi.useRealTimers())

async function open(): Promise<Storage> {
  opened++
  if (problem !== null) throw problem
  const storage = await openStorage(runFormat, { database: async () => databases })
  const lockRun = async () => ({ held: locksHeld, release: () => {} })
  return Object.assign(storage, { ...kind, lockRun })
}

/** A first visit: nothing is stored, and the page is opened. */
async function firstVisit() {
  const { deferredStorage } = await import('./deferred-storage.ts')
  const { notePaint } = await import('./first-frames.ts')
  const { useImageStore } = await import('./image-store.ts')
  const { usePlaybackStore } = await import('./playback-store.ts')
  const storage = deferredStorage(open)
  const moves = async () => {
    useImageStore.setState({ ready: true })
    usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, state: 'playing' } }))
    for (let i = 0; i < 30; i++) notePaint()
    await settle()
  }
  return { storage, moves }
}

/** The same with the session that `main.tsx` starts. */
async function firstSession() {
  const { storage, moves } = await firstVisit()
  const session = await import('./session.ts')
  const { sendCommand } = await import('./engine.ts')
  const { useSession } = await import('./session-store.ts')
  const engine = fakeEngine({
    answer: (message) => {
      const run = engine.posted.filter((each) => each.type === 'open').at(-1)?.run
      if (message.type !== 'exportRun' || run === undefined) return undefined
      const info = { id: 'main', name: '', parentId: null, forkedAtUs: 0, latestUs: run.positionUs, commands: 0 }
      return {
        type: 'runExported',
        requestId: message.requestId,
        run,
        branches: [{ info, run }],
        branchId: 'main',
      }
    },
  })
  void session.startSession(
    storage,
    () => engine,
    () => import('./other-runs.ts'),
  )
  await settle()
  return { ...session, engine, moves, sendCommand, trouble: () => useSession.getState().trouble }
}

/** Promises and what they import come in. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0))
}

const kill = { type: 'KillNode', node: 'broker-2' } as const

describe('storage where nothing is stored', () => {
  test('is opened only once the picture moves, and once', async () => {
    const { storage, moves } = await firstVisit()
    const lock = storage.lockRun('run-1')
    void storage.setPreference('theme', 'dark')
    expect(await storage.getPreference('theme')).toBeUndefined()
    await settle()
    expect(opened).toBe(0)
    expect(storage).toMatchObject({ available: true, reason: null })
    await moves()
    expect((await lock).held).toBe(true)
    expect(opened).toBe(1)
    expect(await storage.getPreference('theme')).toBe('dark')
    expect(opened).toBe(1)
  })

  test('is opened at once for a question that only it can answer', async () => {
    const { storage } = await firstVisit()
    expect(await storage.listRuns()).toEqual([])
    expect(opened).toBe(1)
  })

  test('that could not be fetched is fetched again for the next who asks', async () => {
    const { storage } = await firstVisit()
    problem = new Error('offline')
    await expect(storage.listRuns()).rejects.toThrow('offline')
    problem = null
    expect(await storage.listRuns()).toEqual([])
  })

  test('remembers preferences that were changed before it was open', async () => {
    const { storage, moves } = await firstVisit()
    const { rememberPreferences } = await import('./preferences-storage.ts')
    const { usePreferences } = await import('./preferences-store.ts')
    await rememberPreferences(storage)
    usePreferences.getState().setPreferences({ theme: 'dark' })
    usePreferences.getState().setPreferences({ theme: 'projector' })
    await moves()
    await vi.waitFor(async () =>
      expect(await (await open()).getPreference('preferences')).toMatchObject({ theme: 'projector' }),
    )
  })
})

describe('a session on a first visit', () => {
  test('shows its run before the storage is open, and keeps it afterwards', async () => {
    const { engine, moves } = await firstSession()
    expect(engine.posted.some((message: ToWorker) => message.type === 'open')).toBe(true)
    expect(opened).toBe(0)
    await moves()
    await vi.waitFor(async () => expect(await (await open()).listRuns()).toHaveLength(1))
  })

  test('a command given before the picture moves opens the storage, and is durable when it is done', async () => {
    const { sendCommand } = await firstSession()
    expect(opened).toBe(0)
    expect((await sendCommand(kill)).error).toBeNull()
    const [run] = await (await open()).listRuns()
    expect(run?.commands).toBe(1)
  })

  test('whoever asks for the saved runs finds the one on show, however early', async () => {
    const { savedRuns } = await firstSession()
    expect(await (await savedRuns()).listRuns()).toHaveLength(1)
  })

  test('a name given before the storage is open is kept', async () => {
    const { renameCurrentRun } = await firstSession()
    await renameCurrentRun('첫 수업')
    expect((await (await open()).listRuns()).map(({ name }) => name)).toEqual(['첫 수업'])
  })

  test('says so where the browser keeps nothing', async () => {
    kind = { available: false, reason: 'refused' }
    const { moves, trouble, sendCommand } = await firstSession()
    expect(trouble()).toBeNull()
    await moves()
    await vi.waitFor(() => expect(trouble()).toBe('refused'))
    expect((await sendCommand(kill)).error).toBeNull()
  })

  test('says so where another tab holds the run', async () => {
    locksHeld = false
    const { moves, trouble } = await firstSession()
    await moves()
    await vi.waitFor(() => expect(trouble()).toBe('otherTab'))
  })

  test('says so when what saves runs cannot be fetched, and goes on', async () => {
    problem = new Error('offline')
    const { moves, trouble, sendCommand } = await firstSession()
    await moves()
    await vi.waitFor(() => expect(trouble()).toBe('failed'))
    expect((await sendCommand(kill)).error).toBeNull()
  })
})
