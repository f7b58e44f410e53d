import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore, IDBOpenDBRequest } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sampleBranch, sampleRun, sampleStoredRun } from '../testing/sample-runs.ts'
import { runFormat } from '../worker/run-schema.ts'
import { DATABASE_NAME, DATABASE_VERSION } from './idb-rows.ts'
import type { StoreName } from './rows.ts'
import { openStorage } from './storage.ts'
import { StorageError } from './storage-types.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('navigator', {})
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const entry = { atUs: 14_000_000, afterEvents: 20_000, command: { type: 'KillNode', node: 'broker-2' } } as const

/** Reaches into the database behind the storage's back. */
async function tamper(store: StoreName, change: (row: Record<string, unknown>) => unknown): Promise<void> {
  const db = await openDB(DATABASE_NAME)
  for (const row of await db.getAll(store)) await db.put(store, change(row))
  db.close()
}

describe('a tab killed in mid-write', () => {
  test('leaves the run as it was before the write, at whichever row it died', async () => {
    const storage = await openStorage(runFormat)
    const before = sampleStoredRun()
    await storage.saveRun(before)
    const longer = sampleBranch('main', { ...sampleRun(), journal: [...sampleRun().journal, entry] })
    const after = { ...sampleStoredRun('run-1', [longer, sampleBranch('branch-2')]), name: 'after' }

    for (let fatalPut = 1; fatalPut <= 3; fatalPut++) {
      let puts = 0
      const put = IDBObjectStore.prototype.put
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
        const request = put.apply(this, row)
        // What the browser does with an open transaction when its tab dies.
        if (++puts === fatalPut) this.transaction.abort()
        return request
      })
      await expect(storage.saveRun(after)).rejects.toBeInstanceOf(StorageError)
      vi.restoreAllMocks()

      const reopened = await openStorage(runFormat)
      expect(await reopened.loadRun('run-1')).toEqual(before)
      reopened.close()
    }
    await storage.saveRun(after)
    expect((await storage.loadRun('run-1')).name).toBe('after')
  })
})

describe('a second tab on the same run', () => {
  test('is told by Web Locks that the run is taken, and gets it once the first has let go', async () => {
    const taken = new Set<string>()
    const request = async (
      name: string,
      _options: LockOptions,
      callback: (lock: object | null) => Promise<void> | undefined,
    ) => {
      if (taken.has(name)) return callback(null)
      taken.add(name)
      await callback({ name })
      taken.delete(name)
    }
    vi.stubGlobal('navigator', { locks: { request } })
    await expectOneWriterAtATime()
  })

  test('is told by a lease where Web Locks are missing', async () => {
    await expectOneWriterAtATime()
  })

  test('gets the run of a tab that died without a word after a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let nowMs = 1_000
    const options = { now: () => nowMs }
    const died = await openStorage(runFormat, options)
    expect((await died.lockRun('run-1')).held).toBe(true)
    // Its renewals never come: the fake interval stands still, as in a dead tab.
    const second = await openStorage(runFormat, options)
    nowMs += 5_000
    expect((await second.lockRun('run-1')).held).toBe(false)
    nowMs += 2_000
    const lock = await second.lockRun('run-1')
    expect(lock.held).toBe(true)
    lock.release()
  })

  async function expectOneWriterAtATime(): Promise<void> {
    const [first, second] = [await openStorage(runFormat), await openStorage(runFormat)]
    const lock = await first.lockRun('run-1')
    expect(lock.held).toBe(true)
    expect((await second.lockRun('run-1')).held).toBe(false)
    const other = await second.lockRun('run-2')
    expect(other.held).toBe(true)

    lock.release()
    lock.release()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const taken = await second.lockRun('run-1')
    expect(taken.held).toBe(true)
    taken.release()
    other.release()
  }
})

describe('a full quota', () => {
  /** Writes to these stores fail for want of room while `full()` says so. */
  function limitRoom(full: (store: string) => boolean): void {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
      if (full(this.name)) throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, row)
    })
  }

  test('says so and keeps what was saved before', async () => {
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun())
    limitRoom(() => true)
    await expect(storage.appendEntry('run-1', 'main', 4, entry)).rejects.toMatchObject({ problem: 'quotaExceeded' })
    await expect(storage.saveRun(sampleStoredRun('run-2'))).rejects.toMatchObject({ problem: 'quotaExceeded' })
    vi.restoreAllMocks()
    expect((await storage.listRuns()).map((run) => [run.id, run.status, run.commands])).toEqual([['run-1', 'ok', 4]])
  })

  test('throws away the disks of other runs, which can be computed again, to make room for a journal', async () => {
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun('run-1'))
    await storage.saveRun(sampleStoredRun('run-2'))
    const files = [{ name: '0.log', bytes: new Uint8Array(100) }]
    await storage.saveDisk('run-1', 1, 'orders-0', files)
    await storage.saveDisk('run-2', 1, 'orders-0', files)

    let room = false
    const deleteRange = IDBObjectStore.prototype.delete
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'disks') room = true
      return deleteRange.call(this, key)
    })
    limitRoom(() => !room)
    await storage.appendEntry('run-1', 'main', 4, entry)
    vi.restoreAllMocks()

    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(5)
    expect(await storage.loadDisks('run-1')).toHaveLength(1)
    expect(await storage.loadDisks('run-2')).toHaveLength(0)
  })
})

describe('a browser that gives no storage', () => {
  test.each([
    ['has no IndexedDB at all', undefined, 'refused'],
    ['forbids it, as a third-party frame', throwing('SecurityError'), 'refused'],
    ['fails to open it, as an old private window', throwing('InvalidStateError'), 'refused'],
    ['has a broken database', throwing('UnknownError'), 'failed'],
  ])('%s: everything works in memory, and the reason is told', async (_what, factory, reason) => {
    vi.stubGlobal('indexedDB', factory)
    const storage = await openStorage(runFormat)
    expect(storage).toMatchObject({ available: false, reason })
    await storage.saveRun(sampleStoredRun())
    await storage.appendEntry('run-1', 'main', 4, entry)
    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(5)
    expect((await storage.lockRun('run-1')).held).toBe(true)
    expect(await storage.requestPersistence()).toBe(false)
    // It would be tried again, and what is in memory be kept, in the database of a later test.
    storage.close()
  })

  test('answers neither yes nor no: the page does not wait for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() })
    const opening = openStorage(runFormat)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await opening).toMatchObject({ available: false, reason: 'slow' })
  })

  test('answers late: what was done in memory meanwhile lies there too, and what lay there before is untouched', async () => {
    const before = await openStorage(runFormat)
    await before.saveRun(sampleStoredRun('run-before'))
    await before.setPreference('theme', 'dark')
    before.close()

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const factory = indexedDB
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() })
    const opening = openStorage(runFormat)
    await vi.advanceTimersByTimeAsync(4_000)
    const storage = await opening
    const told = vi.fn()
    storage.onAvailable(told)
    await storage.saveRun(sampleStoredRun('run-meanwhile'))
    await storage.setPreference('theme', 'light')

    vi.stubGlobal('indexedDB', factory)
    // The first time that it is tried again.
    await vi.advanceTimersByTimeAsync(600)
    vi.useRealTimers()
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
    expect(storage).toMatchObject({ available: true, reason: null })
    expect((await storage.listRuns()).map(({ id }) => id).sort()).toEqual(['run-before', 'run-meanwhile'])
    expect(await storage.getPreference('theme')).toBe('dark')
    storage.close()
    expect(await (await openStorage(runFormat)).listRuns()).toHaveLength(2)
  })

  test('has said no: it is not asked again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const open = vi.fn(throwing('SecurityError').open)
    vi.stubGlobal('indexedDB', { open })
    await openStorage(runFormat)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(open).toHaveBeenCalledTimes(1)
  })

  function throwing(name: string) {
    return {
      open: () => {
        throw new DOMException('no', name)
      },
    }
  }
})

describe('data of a newer version', () => {
  test('a newer database is left alone, and this page works in memory', async () => {
    const newer = await openDB(DATABASE_NAME, DATABASE_VERSION + 1, {
      upgrade: (db) => void db.createObjectStore('runs', { keyPath: 'id' }),
    })
    await newer.put('runs', { id: 'run-of-the-future' })

    const storage = await openStorage(runFormat)
    expect(storage).toMatchObject({ available: false, reason: 'newer' })
    await storage.saveRun(sampleStoredRun())
    expect(await newer.getAll('runs')).toEqual([{ id: 'run-of-the-future' }])
    newer.close()
  })

  test('a newer run among ours is listed as newer and never written over', async () => {
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun())
    await tamper('runs', (row) => ({ ...row, formatVersion: 2, shape: 'unknown' }))

    expect(await storage.listRuns()).toMatchObject([{ id: 'run-1', name: 'Name of run-1', status: 'newer' }])
    await expect(storage.loadRun('run-1')).rejects.toMatchObject({ problem: 'newer' })
    await expect(storage.saveRun(sampleStoredRun())).rejects.toMatchObject({ problem: 'newer' })
    await expect(storage.appendEntry('run-1', 'main', 4, entry)).rejects.toMatchObject({ problem: 'newer' })
    await expect(storage.renameRun('run-1', 'mine')).rejects.toMatchObject({ problem: 'newer' })
    expect(new TextDecoder().decode(await storage.exportRaw('run-1'))).toContain('"shape": "unknown"')
  })

  test('a tab with an older page lets go, so that the newer page can upgrade', async () => {
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun())
    const newer = await openDB(DATABASE_NAME, DATABASE_VERSION + 1)
    expect(await newer.count('runs')).toBe(1)
    await expect(storage.loadRun('run-1')).rejects.toMatchObject({ problem: 'newer' })
    newer.close()
  })
})

describe('damaged data', () => {
  const damages: [string, StoreName, (row: Record<string, unknown>) => unknown][] = [
    ['a head without a name', 'runs', ({ name: _, ...row }) => row],
    ['a branch without a run', 'branches', (row) => ({ ...row, branch: { info: {} } })],
    ['a journal with an entry that has no place', 'entries', (row) => ({ ...row, entry: { command: entry.command } })],
    ['a journal out of order', 'entries', (row) => ({ ...row, entry: { ...entry, atUs: 1 } })],
    ['a position centuries away', 'runs', (row) => ({ ...row, positionUs: 9e15 })],
  ]
  test.each(damages)(
    '%s is listed as damaged, can be downloaded, and disturbs no other run',
    async (_what, store, change) => {
      const storage = await openStorage(runFormat)
      await storage.saveRun(sampleStoredRun('run-1'))
      await storage.appendEntry('run-1', 'main', 4, entry)
      await tamper(store, change)
      await storage.saveRun(sampleStoredRun('run-2'))

      const statuses = (await storage.listRuns()).map((run) => [run.id, run.status])
      expect(statuses.sort()).toEqual([
        ['run-1', 'damaged'],
        ['run-2', 'ok'],
      ])
      await expect(storage.loadRun('run-1')).rejects.toMatchObject({ problem: 'damaged' })
      expect((await storage.loadRun('run-2')).name).toBe('Name of run-2')
      expect((await storage.exportRaw('run-1')).length).toBeGreaterThan(100)
      await storage.restoreRun(await storage.deleteRun('run-1'))
      expect(await storage.listRuns()).toHaveLength(2)
    },
  )

  test.each<[string, StoreName, (row: Record<string, unknown>) => unknown]>([
    ['that was saved by itself', 'entries', (row) => ({ ...row, entry: { ...entry, command: { type: 'Eval' } } })],
    [
      'that was saved with the branch',
      'branches',
      (row) => JSON.parse(JSON.stringify(row).replace('"KillNode"', '"Eval"')),
    ],
  ])('a foreign command %s is left out, the rows around it count as before, and no save loses it', async (...args) => {
    const [, store, change] = args
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun())
    await storage.appendEntry('run-1', 'main', 4, entry)
    await tamper(store, change)
    const read = await storage.loadRun('run-1')
    const [branch] = read.branches
    expect(branch).toMatchObject({ info: { commands: 4 }, run: { leftOut: [{ problem: 'unread' }] } })
    expect(branch!.run.journal).toHaveLength(4)
    await storage.appendEntry('run-1', 'main', 5, { ...entry, afterEvents: 30_000 })
    expect((await storage.loadRun('run-1')).branches[0]!.run.journal).toHaveLength(5)
    await storage.saveRun(read)
    expect((await storage.loadRun('run-1')).branches).toEqual(read.branches)
    const copy = await storage.loadRun(await storage.duplicateRun('run-1', 'a copy'))
    expect(copy.branches).toEqual(read.branches)
  })

  test('a missing entry in the middle of a journal is damage, not a shorter journal', async () => {
    const storage = await openStorage(runFormat)
    await storage.saveRun(sampleStoredRun())
    await storage.appendEntry('run-1', 'main', 4, entry)
    await storage.appendEntry('run-1', 'main', 5, { ...entry, afterEvents: 30_000 })
    const db = await openDB(DATABASE_NAME)
    await db.delete('entries', ['run-1', 'main', 4])
    db.close()
    await expect(storage.loadRun('run-1')).rejects.toMatchObject({ problem: 'damaged' })
  })
})
