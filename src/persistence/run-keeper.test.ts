import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '../kafka/cluster/commands.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { sampleBranch, sampleSpec, sampleStoredRun } from '../testing/sample-runs.ts'
import { toyParts } from '../testing/toy-parts.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { RunData } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'
import {
  keepDisks,
  keepRun,
  openStorage,
  type RunKeeper,
  runToOpen,
  type Storage,
  StorageError,
  type StoredRun,
} from './index.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const kill: Command = { type: 'KillNode', node: 'broker-1' }
const start: Command = { type: 'StartNode', node: 'broker-1' }

const toyRun: RunData = { engineVersion: ENGINE_VERSION, spec: sampleSpec, seed: 7, journal: [], positionUs: 0 }

/** A page with an engine behind it and storage beside it, as `main.tsx` ties them. */
async function keptPage(
  storage: Storage,
  stored: StoredRun | null = null,
): Promise<{ page: EnginePage; keeper: RunKeeper; troubles: string[] }> {
  const page = enginePage(toyParts())
  if (stored === null) page.open(toyRun)
  else page.open(runToOpen(stored).run, { branches: stored.branches, branchId: stored.branchId })
  const troubles: string[] = []
  const keeper = keepRun({
    storage,
    run: stored ?? { id: 'run-1', name: 'mine' },
    exportRun: async () => page.ask('runExported', { type: 'exportRun' }),
    thumbnail: (run) => `${run.spec.brokers.length} brokers`,
    onTrouble: (error) => troubles.push(error.problem),
  })
  return { page, keeper, troubles }
}

async function give(page: EnginePage, keeper: RunKeeper, command: Command): Promise<void> {
  const { entry, branchId } = page.command(command)
  await keeper.saveEntry(entry!, branchId)
}

function seek(page: EnginePage, atUs: number): void {
  page.post({ type: 'seek', atUs })
  page.watch(50)
}

/** A reload: another connection, another engine, nothing in memory. */
async function reload(): Promise<EnginePage> {
  const storage = await openStorage(runFormat)
  const { run, branches, branchId } = runToOpen(await storage.loadRun('run-1'))
  const page = enginePage(toyParts())
  page.open(run, { branches, branchId })
  return page
}

describe('a run that is kept', () => {
  test('a command given right where the last one of the loaded journal was refused is saved too', async () => {
    const storage = await openStorage(runFormat)
    const refused = { atUs: 1_000_000, afterEvents: 19, command: { type: 'KillNode', node: 'broker-9' } } as const
    const branch = sampleBranch('1', { ...toyRun, journal: [refused], positionUs: 1_000_000 })
    await storage.saveRun({ ...sampleStoredRun('run-1', [branch]), positionUs: 1_000_000 })
    const { page, keeper } = await keptPage(storage, await storage.loadRun('run-1'))
    expect(page.last.inexact?.leftOut).toHaveLength(1)
    await give(page, keeper, kill)
    const again = await reload()
    expect(again.ask('runExported', { type: 'exportRun' }).run.journal).toMatchObject([{ command: kill }])
  })

  test('is found as it was after a reload: the same instant, the same hash', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    seek(page, 1_000_000)
    await give(page, keeper, kill)
    seek(page, 2_000_000)
    await give(page, keeper, start)
    seek(page, 7_777_777)
    page.post({ type: 'step', direction: 'back', to: 'event' })
    page.watch(50)
    keeper.onFrame(page.last)
    await keeper.rename('still mine')

    const again = await reload()
    expect(again.last.atUs).toBe(page.last.atUs)
    expect(again.hash()).toBe(page.hash())
    expect(again.image).toEqual(page.image)
  })

  test('knows where it was paused, also when the place before that was still being saved', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    await keeper.saveWhole()
    seek(page, 1_000_000)
    keeper.onFrame(page.last)
    seek(page, 2_000_000)
    keeper.onFrame(page.last)
    seek(page, 3_000_000)
    keeper.onFrame(page.last)
    await vi.waitFor(async () => expect((await reload()).last.atUs).toBe(3_000_000))
    expect((await reload()).hash()).toBe(page.hash())
  })

  test('knows where it was paused, also when it was just being saved for the first time', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    seek(page, 1_000_000)
    const saved = keeper.saveWhole()
    await Promise.resolve()
    seek(page, 2_000_000)
    keeper.onFrame({ ...page.last, branches: null })
    await saved
    await vi.waitFor(async () => expect((await reload()).last.atUs).toBe(2_000_000))
  })

  test('has a command on disk before it counts as done, on every branch', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    seek(page, 1_000_000)
    await give(page, keeper, kill)
    seek(page, 500_000)
    await give(page, keeper, { type: 'KillNode', node: 'broker-2' })
    // The tab dies here, before another frame.
    const again = await reload()
    const { branches, branchId } = again.ask('runExported', { type: 'exportRun' })
    expect(branchId).toBe('2')
    expect(branches.map((branch) => branch.run.journal.map((entry) => entry.command))).toEqual([
      [kill],
      [{ type: 'KillNode', node: 'broker-2' }],
    ])
  })

  test('takes commands given in quick succession once each, in order', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    const commands = [kill, start, kill, start, kill]
    await Promise.all(commands.map((command) => give(page, keeper, command)))
    const again = await reload()
    const { run } = again.ask('runExported', { type: 'exportRun' })
    expect(run.journal.map((entry) => entry.command)).toEqual(commands)
    expect(again.hash()).toBe(page.hash())
  })

  test('follows an undo', async () => {
    const { page, keeper } = await keptPage(await openStorage(runFormat))
    seek(page, 1_000_000)
    await give(page, keeper, kill)
    page.post({ type: 'undo', requestId: 0 })
    page.showFrame()
    keeper.onFrame(page.frames.findLast((frame) => frame.branches !== null)!)
    await keeper.saveWhole()
    const again = await reload()
    expect(again.hash()).toBe(page.hash())
    expect(again.image.brokers.get('broker-1')).toMatchObject({ status: 'running' })
  })

  test('tells of a failure once, keeps trying, and saves what was missed with the next success', async () => {
    const storage = await openStorage(runFormat)
    const { page, keeper, troubles } = await keptPage(storage)
    await give(page, keeper, kill)
    const full = new StorageError('quotaExceeded', 'full')
    vi.spyOn(storage, 'appendEntry').mockRejectedValue(full)
    vi.spyOn(storage, 'saveRun').mockRejectedValue(full)
    await expect(give(page, keeper, start)).rejects.toMatchObject({ problem: 'quotaExceeded' })
    await expect(give(page, keeper, kill)).rejects.toMatchObject({ problem: 'quotaExceeded' })
    expect(troubles).toEqual(['quotaExceeded'])
    vi.restoreAllMocks()
    await give(page, keeper, start)
    const again = await reload()
    expect(again.hash()).toBe(page.hash())
  })

  test('is left alone once it is closed', async () => {
    const storage = await openStorage(runFormat)
    const { page, keeper } = await keptPage(storage)
    await give(page, keeper, kill)
    keeper.close()
    await give(page, keeper, start)
    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(1)
  })

  test('is listed with what the page says of it', async () => {
    const storage = await openStorage(runFormat)
    const { keeper } = await keptPage(storage)
    await keeper.saveWhole()
    expect(await storage.listRuns()).toMatchObject([
      { id: 'run-1', name: 'mine', thumbnail: '3 brokers', status: 'ok' },
    ])
  })
})

describe('broker disks', () => {
  test('are written one replica at a time, and again only when they changed', async () => {
    const storage = await openStorage(runFormat)
    const asked: string[] = []
    const keeper = keepDisks({
      storage,
      runId: 'run-1',
      readSegments: async (broker, topicPartition) => {
        asked.push(`${topicPartition}@${broker}`)
        return [{ name: '00000000000000000000.log', bytes: Uint8Array.of(broker) }]
      },
    })
    const replica = (broker: number, logEndOffset: number) => {
      return { broker, topicPartition: 'orders-0', logStartOffset: 0, logEndOffset, sizeBytes: logEndOffset * 100 }
    }
    keeper.look([replica(1, 5), replica(2, 5)])
    expect([await keeper.saveNext(), await keeper.saveNext(), await keeper.saveNext()]).toEqual([true, true, false])
    keeper.look([replica(1, 5), replica(2, 6)])
    expect([await keeper.saveNext(), await keeper.saveNext()]).toEqual([true, false])
    expect(asked).toEqual(['orders-0@1', 'orders-0@2', 'orders-0@2'])
    expect(await storage.loadDisks('run-1', 2)).toMatchObject([{ bytes: Uint8Array.of(2) }])
  })
})
