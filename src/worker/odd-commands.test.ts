/** Whatever the page or a journal may hold is either done or refused in words; nothing of it breaks the engine. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { enginePage } from '../testing/engine-page.ts'
import { anyCommand, sampleSpec } from '../testing/sample-runs.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { JournalEntry, RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const spec: ClusterSpec = {
  ...sampleSpec,
  brokers: sampleSpec.brokers.slice(0, 2),
  topics: [{ name: 'orders', partitions: 2, replicationFactor: 2, config: {} }],
}

const freshRun: RunData = { engineVersion: ENGINE_VERSION, spec, seed: 7, journal: [], positionUs: 0 }

const node = fc.constantFrom(
  ...['broker-1', 'broker-2', 'controller-101', 'orders-app', 'hello-1', 'terminal-1', 'admin', 'java-clients'],
  ...['workstation', 'nobody', 'constructor', '__proto__'],
)
const topic = fc.constantFrom('orders', 'nothing', '', '__consumer_offsets', 'a/b', 'x'.repeat(300), 'constructor')
const key = fc.constantFrom(
  ...['acks', 'linger.ms', 'batch.size', 'request.timeout.ms', 'session.timeout.ms', 'heartbeat.interval.ms'],
  ...['partition.assignment.strategy', 'group.protocol', 'auto.offset.reset', 'retention.ms', 'segment.bytes'],
)
const value = fc.constantFrom('', '0', '-1', '9223372036854775807', 'x', 'true', '0.5', 'consumer', 'none')
const config = fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true })
const count = fc.constantFrom(-2_147_483_648, -1, 0, 1, 20_000, 2_147_483_647)
/** As far as a journal's reader lets one through; what is beyond is refused with the run. */
const brokerId = fc.constantFrom(0, 1, 9, 20_000, 2_147_483_647)
const of = <Type extends Command['type']>(type: Type, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ type: fc.constant(type), ...fields }) as fc.Arbitrary<unknown> as fc.Arbitrary<Command>

const workload = fc.record({
  topic,
  recordsPerSecond: fc.constantFrom(0, 5e-324, 50),
  keys: fc.constantFrom([], ['']),
  valueBytes: fc.constantFrom(0, 5_000),
})
const producer = fc.record({ name: node, config, workload: fc.option(workload) })
const consumer = fc.record({
  name: node,
  groupId: fc.constantFrom('', 'hello-group'),
  topics: fc.array(topic, { maxLength: 2 }),
  config,
  processingUs: fc.constantFrom(0, 3_600_000_000),
  commit: fc.constantFrom('auto', 'beforeProcessing', 'never'),
})
const record = fc.record({
  topic,
  partition: fc.option(count),
  key: fc.constantFrom(null, ''),
  value: fc.constantFrom(null, 'v'),
  timestamp: fc.constantFrom(null, -1, 253_402_300_799_999),
  headers: fc.constant([]),
})
const operation = fc.record(
  {
    op: fc.constantFrom('createProducer', 'createConsumer', 'send', 'poll', 'assign', 'seek', 'sleep', 'close', ''),
    name: fc.constantFrom('c', null),
    consumer: fc.constantFrom('c', 7),
    partitions: fc.constantFrom(['orders-0'], 'x', [null]),
    ms: fc.constantFrom(-1, 1e300, 'x'),
    offset: fc.constantFrom(-5, 1e300, 'x'),
    config: fc.oneof(config, fc.constantFrom(null, [])),
  },
  { requiredKeys: ['op'] },
)
const line = fc.constantFrom(
  ...['cat', 'cat < /', '> /', '$(cat', '((((((', 'rm -rf / ; cd ..; ls', 'cd nowhere', 'exit 3', ':kill broker-1'],
  'kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders',
  'kafka-topics.sh --bootstrap-server localhost:1 --list',
)

const oddCommand = fc.oneof(
  anyCommand,
  ...(['StopNode', 'KillNode', 'PowerCutNode', 'StartNode', 'PauseNode', 'ResumeNode'] as const).map((type) =>
    of(type, { node }),
  ),
  of('AddBroker', { broker: fc.record({ id: brokerId, rack: fc.constant(null), config }) }),
  of('SlowLink', { a: node, b: node, extraUs: fc.constantFrom(0, 3_600_000_000) }),
  of('HoldLink', { from: node, to: node, api: fc.constantFrom(null, 'FetchRequest', 'x') }),
  of('AddProducer', { producer }),
  of('ConfigureProducer', { producer }),
  of('AddConsumer', { consumer }),
  of('ConfigureConsumer', { consumer }),
  of('RemoveConsumer', { name: node }),
  of('SendRecords', { producer: node, records: fc.array(record, { maxLength: 2 }) }),
  of('CreateTopic', { topic: fc.record({ name: topic, partitions: count, replicationFactor: fc.nat(4), config }) }),
  of('AddPartitions', { topic, totalCount: count }),
  of('AlterTopicConfig', { topic, config }),
  of('OpenTerminal', { terminal: node, tty: fc.boolean() }),
  of('TypeLine', { terminal: fc.constant('terminal-1'), text: line }),
  of('CloseTerminal', { terminal: node }),
  of('WriteFile', { path: fc.constantFrom('/', '..', '/home', '/dev/null', 'a/b'), content: fc.constant('x') }),
  of('ClientOperation', { operation }),
)

const anyStory = fc.array(fc.tuple(oddCommand, fc.constantFrom(0, 1_000, 300_000, 2_000_000)), { maxLength: 8 })

test('a command is done, or refused in words with the world untouched, and the run goes on', () => {
  const told = (story: readonly (readonly [Command, number])[]) => {
    const page = enginePage(simulatorParts)
    page.open(freshRun)
    page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
    for (const [command, waitUs] of story) {
      const before = page.hash()
      const { error } = page.command(command)
      if (error !== null) {
        expect(error).not.toMatch(/SimulationFailed|undefined|in a command, at/)
        expect(page.hash()).toBe(before)
      }
      page.post({ type: 'seek', atUs: page.last.atUs + waitUs })
      page.watch(20)
    }
    expect(page.messages.filter((message) => message.type === 'crashed')).toEqual([])
  }
  fc.assert(fc.property(anyStory, told), { numRuns: 30 })
}, 60_000)

test('a journal that holds them opens, and what could not be done is as if it had never been given', () => {
  const opened = (story: readonly (readonly [Command, number])[]) => {
    let atUs = 62_000_000
    const journal = story.map(([command, waitUs], index): JournalEntry => {
      atUs += waitUs
      return { atUs, afterEvents: index, command }
    })
    const page = enginePage(simulatorParts)
    page.open({ ...freshRun, journal, positionUs: atUs + 1_000_000 })
    expect(page.messages.filter((message) => message.type === 'crashed')).toEqual([])
    expect(page.last.atUs).toBe(atUs + 1_000_000)
    const { run } = page.ask('runExported', { type: 'exportRun' })
    const again = enginePage(simulatorParts)
    again.open(run)
    expect(again.hash()).toBe(page.hash())
  }
  fc.assert(fc.property(anyStory, opened), { numRuns: 10 })
}, 60_000)
