import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatorModel } from '../cli/model.ts'
import type { BrokerSpec, ClusterSpec, ConsumerSpec, ProducerSpec, TopicSpec } from '../kafka/cluster/commands.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { anyCommand, anyRun, sampleBranch, sampleRun, sampleSpec } from '../testing/sample-runs.ts'
import { readCommand } from './command-schema.ts'
import { compareVersions, ENGINE_VERSION } from './engine-version.ts'
import { runFormat } from './run-schema.ts'
import { SchemaError } from './schema.ts'
import { MAX_RUN_US } from './spec-schema.ts'

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

  test('the command of the button that elects preferred leaders is understood', () => {
    expect(readCommand({ type: 'ElectPreferredLeaders' }, 'command')).toEqual({ type: 'ElectPreferredLeaders' })
    // As version 1 saved it.
    for (const topic of [null, 'orders'])
      expect(readCommand({ type: 'ElectPreferredLeaders', topic }, 'command')).toEqual({
        type: 'ElectPreferredLeaders',
      })
    expect(() => readCommand({ type: 'ElectPreferredLeaders', topic: 7 }, 'command')).toThrow(SchemaError)
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

const broker = (id: number): BrokerSpec => ({ id, rack: null, config: {} })
const producer = (name: string): ProducerSpec => ({ ...sampleSpec.producers[0]!, name })
const consumer = (name: string): ConsumerSpec => ({ ...sampleSpec.consumers[0]!, name })
const topic = (partitions: number): TopicSpec => ({ ...sampleSpec.topics[0]!, partitions })

describe('reading runs that came from outside', () => {
  test('every run comes back equal', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(runFormat.readRun(throughJson(run))).toEqual({ ok: true, value: run })
      }),
    )
  })

  test('a run of a newer engine is told apart from a damaged one, even when it has fields we do not know', () => {
    const newer = { ...sampleRun(), engineVersion: '9999.0.0', futureField: 1 }
    expect(runFormat.readRun(newer)).toMatchObject({ ok: false, problem: 'newer' })
    expect(runFormat.readBranch({ ...sampleBranch(), run: newer })).toMatchObject({ ok: false, problem: 'newer' })
    expect(runFormat.readRun({ ...sampleRun(), engineVersion: 'latest' })).toMatchObject({ problem: 'damaged' })
  })

  test('a journal out of order is damaged, and the message names the place', () => {
    const run = sampleRun()
    const result = runFormat.readRun({ ...run, journal: [...run.journal].reverse() })
    expect(result).toMatchObject({ ok: false, problem: 'damaged', message: expect.stringContaining('run.journal[1]') })
  })

  test.each<[string, Partial<ClusterSpec>, RegExp]>([
    ['two brokers of one id', { brokers: [broker(1), broker(1)] }, /run\.spec: .*no second broker-1/],
    ['two controllers of one id', { controllers: [101, 101] }, /run\.spec: .*no second controller-101/],
    ['two producers of one name', { producers: [producer('app'), producer('app')] }, /no second app/],
    ['a consumer named as a producer', { producers: [producer('a')], consumers: [consumer('a')] }, /no second a$/],
    ['a client named as a broker', { consumers: [consumer('broker-2')] }, /no second broker-2/],
    ['a client named as the machine of the terminals', { producers: [producer('workstation')] }, /workstation/],
    ['a broker id that no host name has', { brokers: [broker(1_000)] }, /brokers\[0\]\.id: .*from 1 to 999/],
    ['no controller', { controllers: [] }, /controllers: expected at least one/],
    [
      'controllers beside a ZooKeeper ensemble',
      { zookeeper: [1], brokers: [] },
      /controllers: expected no controllers/,
    ],
    ['brokers of a version that asks others', { zookeeper: [1], controllers: [] }, /zookeeper: expected controllers/],
    ['brokers without those whom their version asks', { profile: 'kafka-2.5' }, /zookeeper: expected servers/],
    ['two ZooKeeper servers of one id', { zookeeper: [1, 1], controllers: [], brokers: [] }, /no second zookeeper-1/],
    ['more partitions than a cluster could be made with', { topics: [topic(5_001), topic(5_000)] }, /10000 partitions/],
    ['more racks than fit a screen', { brokers: Array.from({ length: 65 }, (_, at) => broker(at + 1)) }, /at most 64/],
  ])('%s is damage, told before a cluster is made of it', (_what, change, words) => {
    const result = runFormat.readRun({ ...sampleRun(), spec: { ...sampleSpec, ...change } })
    expect(result).toMatchObject({ ok: false, problem: 'damaged', message: expect.stringMatching(words) })
  })

  test('a ZooKeeper ensemble by itself is a cluster, and boots', () => {
    const spec = {
      ...sampleSpec,
      zookeeper: [1, 2, 3],
      controllers: [],
      brokers: [],
      topics: [],
      producers: [],
      consumers: [],
    }
    const result = runFormat.readRun({ ...sampleRun(), spec, journal: [] })
    expect(result).toMatchObject({ ok: true, value: { spec: { zookeeper: [1, 2, 3] } } })
    const world = simulatorModel.create(spec, 1)
    expect(world.nowUs).toBeLessThan(5_000_000)
    expect(buildImage(world).zookeepers.get('zookeeper-3')).toMatchObject({ role: 'leading', serving: true })
  })

  test('a profile that this engine has not is refused with the ones it has', () => {
    const result = runFormat.readRun({ ...sampleRun(), spec: { ...sampleSpec, profile: 'kafka-0.8' } })
    expect(result).toMatchObject({
      message: 'run.spec.profile: expected one of the profiles there are: kafka-4, kafka-2.5',
    })
  })

  test('a position or a command at an instant that no run reaches is damage', () => {
    const run = sampleRun()
    const beyondUs = MAX_RUN_US + 1
    expect(runFormat.readRun({ ...run, positionUs: MAX_RUN_US })).toMatchObject({ ok: true })
    expect(runFormat.readRun({ ...run, positionUs: beyondUs })).toMatchObject({ problem: 'damaged' })
    const journal = [...run.journal, { atUs: beyondUs, afterEvents: 20_000, command: run.journal[0]!.command }]
    expect(runFormat.readRun({ ...run, journal })).toMatchObject({ problem: 'damaged' })
    const { info } = sampleBranch()
    expect(runFormat.readBranch({ info: { ...info, latestUs: beyondUs }, run })).toMatchObject({ problem: 'damaged' })
  })

  test('every run that is accepted boots', () => {
    fc.assert(
      fc.property(anyRun, ({ spec, seed }) => {
        simulatorModel.create(spec, seed)
      }),
      { numRuns: 20 },
    )
  })

  test.each([null, undefined, 1, 'run', [], {}])('%j is no run', (value) => {
    expect(runFormat.readRun(value)).toMatchObject({ ok: false, problem: 'damaged' })
    expect(runFormat.readBranch(value)).toMatchObject({ ok: false, problem: 'damaged' })
  })
})

describe('a journal with entries that nobody here can read', () => {
  const teleport = { type: 'Teleport', node: 'broker-1' }
  const at = (atUs: number, afterEvents: number, command: unknown) => ({ atUs, afterEvents, command })
  const killed = at(3_000_000, 3_500, { type: 'KillNode', node: 'broker-1' })
  const started = at(9_000_000, 9_500, { type: 'StartNode', node: 'broker-1' })
  const withJournal = (...journal: unknown[]) => runFormat.readRun({ ...sampleRun(), journal })

  test.each([
    ['of no known command', at(5_000_000, 5_000, teleport)],
    ['whose command lacks a field', at(5_000_000, 5_000, { type: 'KillNode' })],
    ['without a command', { atUs: 5_000_000, afterEvents: 5_000 }],
    ['that says more than an entry can', { ...at(5_000_000, 5_000, { type: 'KillNode', node: 'a' }), by: 'me' }],
  ])('an entry %s is left out, kept as it stood, and the others stay', (_what, entry) => {
    expect(withJournal(killed, entry, started)).toMatchObject({
      ok: true,
      value: {
        journal: [killed, started],
        leftOut: [
          {
            atUs: 5_000_000,
            afterEvents: 5_000,
            json: JSON.stringify(entry),
            problem: 'unread',
            reason: expect.stringMatching(/^entry\.\w+/),
          },
        ],
      },
    })
  })

  test.each([
    ['an entry that is none', null],
    ['an entry without an instant', { afterEvents: 5_000, command: killed.command }],
    ['an unknown command out of order', at(1, 1, teleport)],
  ])('%s has no place in the history, and the run is damaged', (_what, entry) => {
    expect(withJournal(killed, entry, started)).toMatchObject({ ok: false, problem: 'damaged' })
  })

  test('reading it again keeps it, and an engine that knows the command has it back in its place', () => {
    const read = withJournal(killed, at(5_000_000, 5_000, teleport), started)
    if (!read.ok) throw new Error(read.message)
    const again = runFormat.readRun(throughJson(read.value))
    expect(again).toMatchObject({ value: { journal: [killed, started], leftOut: read.value.leftOut } })
    const known = at(5_000_000, 5_000, { type: 'StopNode', node: 'broker-2' })
    const leftOut = read.value.leftOut!.map((entry) => ({ ...entry, json: JSON.stringify(known) }))
    const whole = runFormat.readRun({ ...read.value, leftOut })
    expect(whole).toEqual({ ok: true, value: { ...sampleRun(), journal: [killed, known, started] } })
  })

  test('what a branch has in common with its parent is counted without it, and with it once it is back', () => {
    const info = { ...sampleBranch().info, commands: 3, inheritedCommands: 2 }
    const run = { ...sampleRun(), journal: [killed, at(5_000_000, 5_000, teleport), started] }
    const read = runFormat.readBranch({ info, run })
    if (!read.ok) throw new Error(read.message)
    expect(read.value.info).toMatchObject({ commands: 2, inheritedCommands: 1 })
    const known = { ...read.value.run.leftOut![0]!, json: JSON.stringify({ ...killed, atUs: 5_000_000 }) }
    const before = { ...known, atUs: 2_000_000, afterEvents: 2_000 }
    expect(
      runFormat.readBranch({ info: read.value.info, run: { ...read.value.run, leftOut: [before] } }),
    ).toMatchObject({ value: { info: { commands: 3, inheritedCommands: 2 } } })
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
