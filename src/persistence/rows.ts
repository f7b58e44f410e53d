/** The few things storage needs of a database, so that the browser's and the one in memory behave alike. */

export type StoreName = 'runs' | 'branches' | 'entries' | 'disks' | 'preferences' | 'leases'
export type RowKey = string | readonly (string | number)[]

/** How each store finds the key in a row; the same paths IndexedDB uses. */
export const KEY_PATHS: { readonly [Name in StoreName]: string | readonly string[] } = {
  runs: 'id',
  branches: ['runId', 'branchId'],
  entries: ['runId', 'branchId', 'index'],
  disks: ['runId', 'broker', 'topicPartition', 'file'],
  preferences: 'key',
  leases: 'runId',
}

export const STORE_NAMES = Object.keys(KEY_PATHS) as readonly StoreName[]

/** Rows come out as `unknown`: what lies on a disk is checked before it is believed. */
export interface RowTransaction {
  get(store: StoreName, key: RowKey): Promise<unknown>
  /** Rows whose key begins with `prefix`, in key order; all rows for an empty prefix. */
  getAll(store: StoreName, prefix: RowKey): Promise<unknown[]>
  put(store: StoreName, row: unknown): Promise<void>
  delete(store: StoreName, key: RowKey): Promise<void>
  deleteAll(store: StoreName, prefix: RowKey): Promise<void>
}

/** All or nothing: when `work` or the database fails, no row has changed. */
export interface RowDatabase {
  read<T>(stores: readonly StoreName[], work: (rows: RowTransaction) => Promise<T>): Promise<T>
  /** `strict`: on disk when it resolves, not only in the system's cache. */
  write<T>(
    stores: readonly StoreName[],
    durability: 'strict' | 'relaxed',
    work: (rows: RowTransaction) => Promise<T>,
  ): Promise<T>
  /** One row by itself, past everything that waits: it is kept even when the page is left in the next moment. */
  putNow(store: StoreName, row: unknown): Promise<void>
  close(): void
}

/** The fallback where the browser gives no storage; gone with the tab. */
export function memoryDatabase(): RowDatabase {
  let tables = new Map<StoreName, Map<string, unknown>>()
  let queue: Promise<unknown> = Promise.resolve()

  const run = <T>(work: (rows: RowTransaction) => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      const staged = new Map([...tables].map(([name, table]) => [name, new Map(table)] as const))
      const result = await work(memoryTransaction(staged))
      tables = staged
      return result
    })
    queue = turn.catch(() => undefined)
    return turn
  }
  return {
    read: (_stores, work) => run(work),
    write: (_stores, _durability, work) => run(work),
    putNow: (store, row) => run((rows) => rows.put(store, row)),
    close: () => undefined,
  }
}

function memoryTransaction(tables: Map<StoreName, Map<string, unknown>>): RowTransaction {
  const table = (name: StoreName): Map<string, unknown> => {
    const found = tables.get(name) ?? new Map<string, unknown>()
    tables.set(name, found)
    return found
  }
  const parts = (key: RowKey): readonly (string | number)[] => (typeof key === 'string' ? [key] : key)
  const matching = (store: StoreName, prefix: RowKey): string[] => {
    const wanted = parts(prefix)
    const keys = [...table(store).keys()].map((text) => JSON.parse(text) as (string | number)[])
    const found = keys.filter((key) => wanted.every((part, index) => key[index] === part))
    return found.sort(compareKeys).map((key) => JSON.stringify(key))
  }
  return {
    get: async (store, key) => structuredClone(table(store).get(JSON.stringify(parts(key)))),
    getAll: async (store, prefix) => matching(store, prefix).map((key) => structuredClone(table(store).get(key))),
    put: async (store, row) => {
      table(store).set(JSON.stringify(parts(keyOf(store, row))), structuredClone(row))
    },
    delete: async (store, key) => {
      table(store).delete(JSON.stringify(parts(key)))
    },
    deleteAll: async (store, prefix) => {
      for (const key of matching(store, prefix)) table(store).delete(key)
    },
  }
}

/** What `get` finds the row by. */
export function keyOf(store: StoreName, row: unknown): RowKey {
  const fields = row as Record<string, string | number>
  const path = KEY_PATHS[store]
  return typeof path === 'string' ? String(fields[path]) : path.map((field) => fields[field]!)
}

/** Numbers before texts, as IndexedDB orders keys. */
function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i]!
    const right = b[i]!
    if (left === right) continue
    if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1
    return left < right ? -1 : 1
  }
  return a.length - b.length
}
