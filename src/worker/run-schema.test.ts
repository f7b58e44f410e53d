import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatorModel } from '../cli/model.ts'
import { anyCommand, anyRun, sampleBranch, sampleRun } from '../testing/sample-runs.ts'
import { readCommand } from './command-schema.ts'
import { compareVersions, ENGINE_VERSION } from './engine-version.ts'
import { runFormat } from './run-schema.ts'
import { SchemaError } from './schema.ts'

/** What arrives after a trip through JSON, as text of a link or file does. */
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('reading commands that came from outside', () => {
  test('every command of the engine is accepted and comes back equal', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        expect(readCommand(throughJson(command), 'command')).toEqual(command)
      }),
    )
  })

  test('a command is a copy: what the sender changes later does not reach the journal', () => {
    const sent = { type: 'CreateTopic', topic: { name: 'orders', partitions: 1, replicationFactor: 1, config: {} } }
    const read = readCommand(sent, 'command')
    sent.topic.name = 'payments'
    expect(read).toMatchObject({ topic: { name: 'orders' } })
  })

  test.each([
    ['no object', 'KillNode'],
    ['nothing', null],
    ['a type nobody knows', { type: 'Eval', code: 'alert(1)' }],
    ['a type that every object has', { type: 'constructor' }],
    ['a missing field', { type: 'KillNode' }],
    ['a field too many', { type: 'KillNode', node: 'broker-1', force: true }],
    ['a wrong kind of value', { type: 'KillNode', node: 1 }],
    ['an empty name', { type: 'KillNode', node: '' }],
    ['a name of two lines', { type: 'KillNode', node: 'broker-1\nbroker-2' }],
    ['a negative delay', { type: 'SlowNode', node: 'broker-1', delayUs: -1 }],
    ['half a microsecond', { type: 'SlowNode', node: 'broker-1', delayUs: 0.5 }],
    ['no number at all', { type: 'SlowNode', node: 'broker-1', delayUs: Number.NaN }],
    ['an enormous text', { type: 'TypeLine', terminal: 't', text: 'x'.repeat(9_000_000) }],
    ['a poisoned config', JSON.parse('{"type":"AlterTopicConfig","topic":"a","config":{"__proto__":"x"}}')],
    ['a poisoned operation', JSON.parse('{"type":"ClientOperation","operation":{"op":"a","b":{"__proto__":{}}}}')],
    ['an operation without a name', { type: 'ClientOperation', operation: { name: 'send' } }],
  ])('%s is refused', (_what, value) => {
    expect(() => readCommand(value, 'command')).toThrow(SchemaError)
  })

  test('an operation nested without end is refused before the stack is', () => {
    let nested: unknown = 'end'
    for (let depth = 0; depth < 5_000; depth++) nested = [nested]
    expect(() => readCommand({ type: 'ClientOperation', operation: { op: 'a', nested } }, 'command')).toThrow(
      SchemaError,
    )
  })
})

describe('reading runs that came from outside', () => {
  test('every run comes back equal', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(runFormat.readRun(throughJson(run))).toEqual({ ok: true, value: run })
      }),
    )
  })

  test('a run of a newer engine is told apart from a damaged one, even when it has fields we do not know', () => {
    const newer = { ...sampleRun(), engineVersion: '99.0.0', futureField: 1 }
    expect(runFormat.readRun(newer)).toMatchObject({ ok: false, problem: 'newer' })
    expect(runFormat.readBranch({ ...sampleBranch(), run: newer })).toMatchObject({ ok: false, problem: 'newer' })
    expect(runFormat.readRun({ ...sampleRun(), engineVersion: 'latest' })).toMatchObject({ problem: 'damaged' })
  })

  test('a journal out of order is damaged, and the message names the place', () => {
    const run = sampleRun()
    const result = runFormat.readRun({ ...run, journal: [...run.journal].reverse() })
    expect(result).toMatchObject({ ok: false, problem: 'damaged', message: expect.stringContaining('run.journal[1]') })
  })

  test.each([null, undefined, 1, 'run', [], {}])('%j is no run', (value) => {
    expect(runFormat.readRun(value)).toMatchObject({ ok: false, problem: 'damaged' })
    expect(runFormat.readBranch(value)).toMatchObject({ ok: false, problem: 'damaged' })
    expect(runFormat.readEntry(value)).toMatchObject({ ok: false, problem: 'damaged' })
  })
})

describe('engine versions', () => {
  test('are compared number by number', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0)
    expect(compareVersions('1.0', '1.0.0')).toBe(0)
    expect(compareVersions('1.2.3', '1.3')).toBeLessThan(0)
  })

  test('the version that runs are read by is the one that the engine runs', () => {
    expect(ENGINE_VERSION).toBe(simulatorModel.engineVersion)
  })
})
