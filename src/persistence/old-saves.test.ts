import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { openDB } from 'idb'
import { expect, test } from 'vitest'
import { COMMAND_TYPES } from '../worker/command-schema.ts'
import { runFormat } from '../worker/run-schema.ts'
import { DATABASE_NAME } from './idb-rows.ts'
import { decodeLink, importRunFile, openStorage } from './index.ts'

const save = (name: string) => readFileSync(new URL(`../testing/saves/${name}`, import.meta.url))

/** A database as version 1 laid it out, written down here once and for all rather than taken from the code of today. */
async function databaseOfVersion1(rows: readonly { store: string; row: unknown }[]): Promise<void> {
  const keyPaths = {
    runs: 'id',
    branches: ['runId', 'branchId'],
    entries: ['runId', 'branchId', 'index'],
    disks: ['runId', 'broker', 'topicPartition', 'file'],
    preferences: 'key',
    leases: 'runId',
  }
  const db = await openDB(DATABASE_NAME, 1, {
    upgrade: (fresh) => {
      for (const [name, keyPath] of Object.entries(keyPaths)) fresh.createObjectStore(name, { keyPath })
    },
  })
  for (const { store, row } of rows) await db.put(store, row)
  db.close()
}

test('a database saved by version 1 opens, commands that came one by one included', async () => {
  const { rows } = JSON.parse(save('v1-rows.json').toString()) as { rows: { store: string; row: unknown }[] }
  await databaseOfVersion1(rows)
  const storage = await openStorage(runFormat)
  expect(storage.available).toBe(true)
  expect(await storage.listRuns()).toMatchObject([
    { name: '첫 저장 · first save', status: 'ok', branches: 2, commands: 5 },
  ])
  const run = await storage.loadRun('saved-by-version-1')
  expect(run).toMatchObject({ branchId: '1', positionUs: 14_000_000, positionEvents: 20_001 })
  expect(run.branches[0]!.run.journal.at(-1)!.command).toEqual({ type: 'StopNode', node: 'broker-3' })
})

test('a file saved by version 1 opens, and every command that version 1 knew is in it', () => {
  const run = importRunFile(save('v1-run.kafkascope'), runFormat)
  const types = new Set(run.branches[1]!.run.journal.map((entry) => entry.command.type))
  expect(types.size).toBe(33)
  expect(COMMAND_TYPES).toEqual(expect.arrayContaining([...types]))
})

test('a link shared by version 1 opens', () => {
  const link = decodeLink(save('v1-link.txt').toString().trim(), runFormat)
  expect(link).toMatchObject({ kind: 'ok', run: { seed: 41_877, positionEvents: 17_000 } })
})
