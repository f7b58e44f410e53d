/** IndexedDB behind `rows.ts`: the schema and its upgrades, and errors told apart. */
import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { DATABASE_NAME } from './names.ts'
import { KEY_PATHS, type RowDatabase, type RowKey, type RowTransaction, STORE_NAMES, type StoreName } from './rows.ts'
import { StorageError } from './storage-types.ts'

export { DATABASE_NAME }
/** Raise it with every change of stores or keys, and add the step to `upgrade`. */
export const DATABASE_VERSION = 1

/** A busy machine answers later, and some browsers not at all in a blocked frame; the picture does not wait for them. */
const OPEN_TIMEOUT_MS = 4_000

/**
 * Opens the browser's database. Rejects with a `StorageError`: `refused`, `slow`, `newer`, `upgradeBlocked` or `failed`.
 */
export async function openIdbDatabase(timeoutMs = OPEN_TIMEOUT_MS): Promise<RowDatabase> {
  const connection = new Connection(timeoutMs)
  try {
    // Where cookies are blocked, some browsers throw at the mere mention of it.
    if (typeof indexedDB === 'undefined') throw new StorageError('refused', 'this browser has no IndexedDB here')
    await connection.open()
  } catch (error) {
    throw asStorageError(error, 'open')
  }
  return connection
}

/** From any version to the current one, step by step; each `case` of old stays for good. */
function upgrade(db: IDBPDatabase, oldVersion: number): void {
  if (oldVersion < 1) {
    for (const name of STORE_NAMES) {
      const path = KEY_PATHS[name]
      db.createObjectStore(name, { keyPath: typeof path === 'string' ? path : [...path] })
    }
  }
}

/** One connection, opened again when the browser or a newer tab has closed it. */
class Connection implements RowDatabase {
  #db: IDBPDatabase | null = null
  readonly #timeoutMs: number
  /** Transactions start in the order they were asked for, also while the connection is being reopened. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  async open(): Promise<IDBPDatabase> {
    this.#db ??= await this.#connect()
    return this.#db
  }

  #connect(): Promise<IDBPDatabase> {
    return new Promise((resolve, reject) => {
      let givenUp = false
      const giveUp = (problem: StorageError) => {
        givenUp = true
        reject(problem)
      }
      const timer = setTimeout(() => giveUp(new StorageError('slow', 'the database did not open')), this.#timeoutMs)
      const opening = openDB(DATABASE_NAME, DATABASE_VERSION, {
        upgrade,
        blocked: () => giveUp(new StorageError('upgradeBlocked', 'another tab runs an older version; close it')),
        // A newer version in another tab waits for this one to let go.
        blocking: () => this.close(),
        terminated: () => {
          this.#db = null
        },
      })
      const settle = () => clearTimeout(timer)
      opening.then(settle, settle)
      opening.then(
        // Opened after all, but nobody waits any more: whoever tries again has a connection of their own.
        (db) => (givenUp ? db.close() : resolve(db)),
        (error: unknown) => reject(asStorageError(error, 'open')),
      )
    })
  }

  read<T>(stores: readonly StoreName[], work: (rows: RowTransaction) => Promise<T>): Promise<T> {
    return this.#enqueue(() => this.#transact(stores, 'readonly', 'relaxed', work))
  }

  write<T>(
    stores: readonly StoreName[],
    durability: 'strict' | 'relaxed',
    work: (rows: RowTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#enqueue(() => this.#transact(stores, 'readwrite', durability, work))
  }

  async putNow(store: StoreName, row: unknown): Promise<void> {
    try {
      const transaction = this.#db?.transaction(store, 'readwrite', { durability: 'relaxed' })
      if (transaction === undefined) return await this.write([store], 'relaxed', (rows) => rows.put(store, row))
      // Told by `done` as well; a page that is left aborts what was not committed by then.
      transaction.store.put(row).catch(() => undefined)
      transaction.commit()
      await transaction.done
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw asStorageError(error, 'put')
      await this.write([store], 'relaxed', (rows) => rows.put(store, row))
    }
  }

  close(): void {
    this.#db?.close()
    this.#db = null
  }

  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task)
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async #transact<T>(
    stores: readonly StoreName[],
    mode: 'readonly' | 'readwrite',
    durability: 'strict' | 'relaxed',
    work: (rows: RowTransaction) => Promise<T>,
  ): Promise<T> {
    const transaction = await this.#begin(stores, mode, durability)
    // Awaited below; until then a failure must not count as unhandled.
    transaction.done.catch(() => undefined)
    try {
      const result = await work(new IdbRows(transaction))
      await transaction.done
      return result
    } catch (error) {
      abortQuietly(transaction)
      throw asStorageError(error instanceof StorageError ? error : (transaction.error ?? error), 'transaction')
    }
  }

  async #begin(
    stores: readonly StoreName[],
    mode: 'readonly' | 'readwrite',
    durability: 'strict' | 'relaxed',
  ): Promise<IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>> {
    try {
      return (await this.open()).transaction([...stores], mode, { durability })
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw asStorageError(error, 'begin')
      // The connection is closing under us: once more on a fresh one.
      this.#db = null
      return (await this.open()).transaction([...stores], mode, { durability })
    }
  }
}

class IdbRows implements RowTransaction {
  readonly #transaction: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>

  constructor(transaction: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>) {
    this.#transaction = transaction
  }

  get(store: StoreName, key: RowKey): Promise<unknown> {
    return this.#transaction.objectStore(store).get(asKey(key))
  }

  getAll(store: StoreName, prefix: RowKey): Promise<unknown[]> {
    return this.#transaction.objectStore(store).getAll(asRange(prefix))
  }

  async put(store: StoreName, row: unknown): Promise<void> {
    await this.#writable(store).put(row)
  }

  async delete(store: StoreName, key: RowKey): Promise<void> {
    await this.#writable(store).delete(asKey(key))
  }

  async deleteAll(store: StoreName, prefix: RowKey): Promise<void> {
    await this.#writable(store).delete(asRange(prefix) ?? IDBKeyRange.lowerBound(''))
  }

  #writable(store: StoreName) {
    const transaction = this.#transaction as IDBPTransaction<unknown, string[], 'readwrite'>
    return transaction.objectStore(store)
  }
}

function asKey(key: RowKey): IDBValidKey {
  return typeof key === 'string' ? key : [...key]
}

/** Arrays sort behind every number and text, so `[prefix, []]` lies behind every key that begins with `prefix`. */
function asRange(prefix: RowKey): IDBKeyRange | undefined {
  const parts = typeof prefix === 'string' ? [prefix] : [...prefix]
  if (parts.length === 0) return undefined
  return IDBKeyRange.bound(parts, [...parts, []])
}

function abortQuietly(transaction: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>): void {
  try {
    transaction.abort()
  } catch {
    // Aborted or finished already.
  }
}

function asStorageError(error: unknown, where: string): StorageError {
  if (error instanceof StorageError) return error
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  const message = `${where}: ${error instanceof Error || error instanceof DOMException ? error.message : String(error)}`
  if (name === 'QuotaExceededError') return new StorageError('quotaExceeded', message)
  if (name === 'VersionError') return new StorageError('newer', message)
  if (name === 'SecurityError' || (where === 'open' && name === 'InvalidStateError')) {
    return new StorageError('refused', message)
  }
  return new StorageError('failed', message)
}
