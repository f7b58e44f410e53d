import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { gzipSync, strFromU8, strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { anyRun, sampleBranch, sampleLessons, sampleRun, sampleStoredRun } from '../testing/sample-runs.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { KeptLessons } from '../worker/kept-lessons.ts'
import { runFormat } from '../worker/run-schema.ts'
import { exportRunFile, importRunFile, RunFileError, type RunFileProblem } from './run-file.ts'

const read = (bytes: Uint8Array) => importRunFile(bytes, runFormat)

function problemOf(bytes: Uint8Array): RunFileProblem | null {
  try {
    read(bytes)
    return null
  } catch (error) {
    if (error instanceof RunFileError) return error.problem
    throw error
  }
}

test('a file holds the run with every branch', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (run, other) => {
      const stored = sampleStoredRun('run-1', [sampleBranch('main', run), sampleBranch('b', other)])
      const { name, branchId, positionUs, thumbnail, branches } = stored
      expect(read(exportRunFile(stored))).toEqual({ name, branchId, positionUs, thumbnail, branches })
    }),
  )
})

test('a file holds what the reader predicted; of a run that another engine played, not what came of it', () => {
  const lessons = sampleLessons()
  expect(read(exportRunFile({ ...sampleStoredRun(), lessons })).lessons).toEqual(lessons)
  const older = sampleStoredRun('run-1', [sampleBranch('main', { ...sampleRun(), engineVersion: '0.1' })])
  const kept = read(exportRunFile({ ...older, lessons })).lessons
  expect(kept?.predictions.map(({ choice, first }) => [choice, first.shown])).toEqual([['nobody', null]])
})

test('a file whose predictions cannot be read opens without them', () => {
  const lessons = { open: null, predictions: [{ question: 'noSuchQuestion' }] } as unknown as KeptLessons
  const opened = read(exportRunFile({ ...sampleStoredRun(), lessons }))
  expect(opened.branches).toEqual(sampleStoredRun().branches)
  expect(opened).not.toHaveProperty('lessons')
})

test('a file is plain gzip, which any tool opens, and may be edited as JSON', () => {
  const json = new TextDecoder().decode(
    // Node's own gunzip, not the library that packed it.
    gunzipSync(exportRunFile(sampleStoredRun())),
  )
  expect(JSON.parse(json)).toMatchObject({
    format: 'kafkascope-run',
    version: 1,
    branches: [{ run: { seed: 41_877 } }],
  })
  const edited = read(strToU8(json.replace('"seed":41877', '"seed":7')))
  expect(edited.branches[0]!.run.seed).toBe(7)
})

test('a file that was cut off or altered anywhere is damaged, and never opens as another run', () => {
  const bytes = exportRunFile(sampleStoredRun())
  const original = read(bytes)
  for (let length = 2; length < bytes.length; length++) expect(problemOf(bytes.subarray(0, length))).toBe('damaged')
  for (let at = 0; at < bytes.length; at++) {
    const altered = bytes.slice()
    altered[at]! ^= 0x10
    // A flipped bit in gzip's own head (its date, its system) changes nothing that we read.
    if (problemOf(altered) === null) expect(read(altered)).toEqual(original)
  }
})

test('other files are told apart from damaged ones', () => {
  expect(problemOf(strToU8('order-1,42\norder-2,7\n'))).toBe('notARunFile')
  expect(problemOf(strToU8('{"format":"something-else"}'))).toBe('notARunFile')
  expect(problemOf(gzipSync(strToU8('hello')))).toBe('notARunFile')
  expect(problemOf(new Uint8Array())).toBe('notARunFile')
})

test('a file from a newer version says so, whether the file or the engine in it is newer', () => {
  const text = JSON.stringify({ format: 'kafkascope-run', version: 2, anything: 'else' })
  expect(problemOf(gzipSync(strToU8(text)))).toBe('newer')
  const run = { ...sampleRun(), engineVersion: `${Number(ENGINE_VERSION) + 1}.0.0` }
  expect(problemOf(exportRunFile(sampleStoredRun('run-1', [sampleBranch('main', run)])))).toBe('newer')
})

test('a file that unpacks to more than a page should hold is given up in time', () => {
  const bomb = gzipSync(new Uint8Array(140_000_000), { level: 1 })
  expect(problemOf(bomb)).toBe('tooLarge')
})

test('a foreign command in a file is not run but left out and kept; any other damage is damage', () => {
  const text = strFromU8(strToU8(JSON.stringify({ ...sampleStoredRun(), format: 'kafkascope-run', version: 1 })))
  expect(problemOf(strToU8(text))).toBeNull()
  const [branch] = importRunFile(strToU8(text.replace('"KillNode"', '"Eval"')), runFormat).branches
  expect(branch!.run.journal.map(({ command }) => command.type)).toEqual(['OpenTerminal', 'TypeLine', 'StartNode'])
  expect(branch!.run.leftOut).toMatchObject([{ json: expect.stringContaining('"Eval"'), problem: 'unread' }])
  expect(problemOf(strToU8(text.replace('"branchId":"main"', '"branchId":"gone"')))).toBe('damaged')
  expect(problemOf(strToU8(text.replace('"positionUs":14250000,"th', '"positionUs":9000000000000000,"th')))).toBe(
    'damaged',
  )
  expect(problemOf(strToU8(text.replace('"hello-1"', '"orders-app"')))).toBe('damaged')
})

test('each problem tells the reader what to do', () => {
  const message = new RunFileError('newer', '').message
  expect(message).toContain('Reload')
})
