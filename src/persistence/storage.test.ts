import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sampleBranch, sampleRun, sampleStoredRun } from '../testing/sample-runs.ts'
import type { JournalEntry, SavedBranch } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'
import { memoryDatabase } from './rows.ts'
import { openStorage } from './storage.ts'
import type { Storage } from './storage-types.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.unstubAllGlobals()
})

let clockMs = 5_000

async function open(): Promise<Storage> {
  const storage = await openStorage(runFormat, { now: () => ++clockMs })
  expect(storage.available).toBe(true)
  return storage
}

/** The next command of the sample run. */
function entryAfterSample(): JournalEntry {
  return { atUs: 14_000_000, afterEvents: 20_000, command: { type: 'KillNode', node: 'broker-2' } }
}

function fork(): SavedBranch {
  const run = { ...sampleRun(), journal: sampleRun().journal.slice(0, 1) }
  const branch = sampleBranch('branch-2', run)
  return { ...branch, info: { ...branch.info, parentId: 'main', forkedAtUs: 4_000_000, commands: 1 } }
}

describe.each([
  ['in the database', () => open()],
  ['in memory', () => openStorage(runFormat, { database: async () => memoryDatabase(), now: () => ++clockMs })],
])('runs %s', (_where, openHere) => {
  test('come back as they were saved, branches and all', async () => {
    const storage = await openHere()
    const run = sampleStoredRun('run-1', [sampleBranch(), fork()])
    await storage.saveRun(run)
    expect(await storage.loadRun('run-1')).toEqual({ ...run, branches: expect.arrayContaining([...run.branches]) })
  })

  test('grow by one command at a time', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun())
    await storage.appendEntry('run-1', 'main', 4, entryAfterSample())

    const loaded = await storage.loadRun('run-1')
    expect(loaded.branches[0]!.run.journal).toEqual([...sampleRun().journal, entryAfterSample()])
    expect(loaded.branches[0]!.info.commands).toBe(5)
    expect(loaded.positionUs).toBe(entryAfterSample().atUs)
  })

  test('refuse a command that does not follow, so that no journal ever has a gap', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun())
    for (const index of [3, 5]) {
      await expect(storage.appendEntry('run-1', 'main', index, entryAfterSample())).rejects.toMatchObject({
        problem: 'outOfStep',
      })
    }
    await expect(storage.appendEntry('run-1', 'branch-9', 0, entryAfterSample())).rejects.toMatchObject({
      problem: 'outOfStep',
    })
    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(4)
  })

  test('saved whole again replace the commands added before, as after an undo', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun())
    await storage.appendEntry('run-1', 'main', 4, entryAfterSample())
    await storage.saveRun(sampleStoredRun())
    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toEqual(sampleRun().journal)
  })

  test('remember where the reader was', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun('run-1', [sampleBranch(), fork()]))
    await storage.savePosition('run-1', 'branch-2', 123_456)
    expect(await storage.loadRun('run-1')).toMatchObject({ branchId: 'branch-2', positionUs: 123_456 })
  })

  test('are listed newest first, and renamed, duplicated, deleted and brought back', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun('run-1'))
    await storage.saveRun({ ...sampleStoredRun('run-2'), updatedAt: 3_000 })
    expect((await storage.listRuns()).map((run) => run.id)).toEqual(['run-2', 'run-1'])

    await storage.renameRun('run-1', '첫 번째')
    expect((await storage.listRuns())[0]).toMatchObject({ id: 'run-1', name: '첫 번째', commands: 4, status: 'ok' })

    const copy = await storage.duplicateRun('run-1', 'copy')
    expect((await storage.loadRun(copy)).branches).toEqual((await storage.loadRun('run-1')).branches)

    const before = await storage.loadRun('run-1')
    const deleted = await storage.deleteRun('run-1')
    await expect(storage.loadRun('run-1')).rejects.toMatchObject({ problem: 'notFound' })
    await storage.restoreRun(deleted)
    expect(await storage.loadRun('run-1')).toEqual(before)
  })

  test('have broker disks beside them, which go with the run', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun())
    const log = (byte: number) => [{ name: '00000000000000000000.log', bytes: Uint8Array.of(byte, 2, 3) }]
    await storage.saveDisk('run-1', 1, 'orders-0', log(1))
    await storage.saveDisk('run-1', 2, 'orders-0', log(2))
    await storage.saveDisk('run-1', 2, 'orders-0', log(9))

    expect(await storage.loadDisks('run-1', 2)).toEqual([{ broker: 2, topicPartition: 'orders-0', ...log(9)[0] }])
    expect(await storage.loadDisks('run-1')).toHaveLength(2)
    await storage.deleteRun('run-1')
    expect(await storage.loadDisks('run-1')).toEqual([])
  })

  test('have notes beside them, which go with the run, come back with it, and lie beside a copy', async () => {
    const storage = await openHere()
    await storage.saveRun(sampleStoredRun())
    const notes = { version: 1, notes: { name: '카프카.md', text: '# 토픽' } }
    await storage.saveNotes('run-1', notes)
    expect(await storage.loadNotes('run-1')).toEqual(notes)
    expect(await storage.loadNotes(await storage.duplicateRun('run-1', 'copy'))).toEqual(notes)

    const deleted = await storage.deleteRun('run-1')
    expect(await storage.loadNotes('run-1')).toBeUndefined()
    await storage.restoreRun(deleted)
    expect(await storage.loadNotes('run-1')).toEqual(notes)
    await storage.saveNotes('run-1', null)
    expect(await storage.loadNotes('run-1')).toBeUndefined()
  })

  test('are beside the preferences, which may be any plain value', async () => {
    const storage = await openHere()
    expect(await storage.getPreference('theme')).toBeUndefined()
    await storage.setPreference('theme', { dark: true })
    expect(await storage.getPreference('theme')).toEqual({ dark: true })
  })
})

describe('what outlives the tab', () => {
  test('a reload finds the run, command by command', async () => {
    const first = await open()
    await first.saveRun(sampleStoredRun())
    await first.appendEntry('run-1', 'main', 4, entryAfterSample())
    first.close()

    const second = await open()
    expect((await second.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(5)
  })

  test('calls take effect in the order they are made, without waiting for one another', async () => {
    const storage = await open()
    const saved = storage.saveRun(sampleStoredRun())
    const added = storage.appendEntry('run-1', 'main', 4, entryAfterSample())
    const renamed = storage.renameRun('run-1', 'last')
    await Promise.all([saved, added, renamed])
    const loaded = await storage.loadRun('run-1')
    expect(loaded.name).toBe('last')
    expect(loaded.branches[0]!.run.journal).toHaveLength(5)
  })

  test('a connection that the browser closed is opened again', async () => {
    const storage = await open()
    await storage.saveRun(sampleStoredRun())
    storage.close()
    expect((await storage.loadRun('run-1')).name).toBe('Name of run-1')
  })
})

test('a preference is handed to the database at once, whatever else is being written: the page may be left next', async () => {
  const storage = await open()
  await storage.saveRun(sampleStoredRun())
  const others = Promise.all([
    storage.saveRun(sampleStoredRun()),
    storage.renameRun('run-1', 'x'),
    storage.saveRun(sampleStoredRun()),
  ])
  void storage.setPreference('invitationsDismissed', true)
  // The page is gone: nothing that is still waiting for its turn will ever run.
  storage.close()
  const again = await open()
  expect(await again.getPreference('invitationsDismissed')).toBe(true)
  await others
})
