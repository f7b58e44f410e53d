import { describe, expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../../cli/model.ts'
import { createRandomStreams, randomInt } from '../../../engine/prng.ts'
import { run, runCommand } from '../../../engine/scheduler.ts'
import type { World } from '../../../engine/world.ts'
import { shippedProperties } from '../../../scenarios/index.ts'
import type { ClusterSpec, Command } from '../../cluster/commands.ts'
import { buildImage } from './build-image.ts'
import { inFlightRows } from './in-flight-rows.ts'

const producer = (topic: string, index: number, recordsPerSecond: number) => ({
  name: `${topic}-producer-${index}`,
  config: { acks: index === 0 ? 'all' : '1', 'linger.ms': '5' },
  workload: { topic, recordsPerSecond, keys: ['A', 'B', 'C'], valueBytes: 40 },
})

/** Topics whose logs are cleaned, deleted from the front and rolled every second. */
const SPEC: ClusterSpec = {
  profile: 'kafka-4',
  brokers: [1, 2, 3].map((id) => ({ id, rack: null, config: {} })),
  controllers: [101],
  config: {
    ...shippedProperties(3),
    'offsets.topic.num.partitions': '2',
    'log.cleaner.backoff.ms': '300',
    'log.retention.check.interval.ms': '500',
    'unclean.leader.election.enable': 'true',
    'broker.session.timeout.ms': '2000',
  },
  topics: [
    {
      name: 'facts',
      partitions: 1,
      replicationFactor: 3,
      config: { 'cleanup.policy': 'compact', 'segment.ms': '700', 'min.cleanable.dirty.ratio': '0.01' },
    },
    { name: 'logs', partitions: 2, replicationFactor: 2, config: { 'retention.ms': '1500', 'segment.ms': '600' } },
  ],
  producers: [producer('facts', 0, 3), producer('logs', 0, 15), producer('logs', 1, 30)],
  consumers: [{ name: 'reader', groupId: 'readers', topics: ['logs'], config: {}, processingUs: 0, commit: 'auto' }],
  startWallClockMs: 1_772_409_600_000,
  networkLatencyUs: 250,
}

/** The same world made of other objects, frozen ones included: nothing that remembers a row by its source knows these. */
function strangerTo(world: World): World {
  return { ...world, ...structuredClone({ nodes: world.nodes, queue: world.queue, links: world.links }) }
}

function advance(world: World, ms: number): void {
  run(world, { untilUs: world.nowUs + ms * 1_000 })
}

function give(world: World, command: Command): void {
  if (refuse(world, command) === null) runCommand(world, () => simulatorModel.applyCommand(world, command))
}

function type(world: World, text: string): void {
  give(world, { type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
  give(world, { type: 'TypeLine', terminal: 'terminal-1', text })
}

const REASSIGN = (replicas: string) =>
  `echo '{"version":1,"partitions":[{"topic":"facts","partition":0,"replicas":[${replicas}]}]}' > plan.json
kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --reassignment-json-file plan.json --execute`

const DELETE_RECORDS = `echo '{"version":1,"partitions":[{"topic":"logs","partition":0,"offset":-1}]}' > cut.json
kafka-delete-records.sh --bootstrap-server localhost:9092 --offset-json-file cut.json`

/** Something that changes logs, metadata, groups or terminals. */
function doSomething(world: World, draw: (bound: number) => number): void {
  const node = `broker-${1 + draw(3)}`
  const deeds: readonly (() => void)[] = [
    () => give(world, { type: 'KillNode', node }),
    () => give(world, { type: 'PowerCutNode', node }),
    () => give(world, { type: 'StopNode', node }),
    () => give(world, { type: 'StartNode', node }),
    () => give(world, { type: 'StartNode', node }),
    () => give(world, { type: 'PauseNode', node }),
    () => give(world, { type: 'ResumeNode', node }),
    () => give(world, { type: 'DeleteTopic', topic: 'logs' }),
    () => give(world, { type: 'CreateTopic', topic: SPEC.topics[1]! }),
    () => give(world, { type: 'AddPartitions', topic: 'logs', totalCount: 3 }),
    () => give(world, { type: 'AlterTopicConfig', topic: 'facts', config: { 'min.insync.replicas': '2' } }),
    () => give(world, { type: 'ElectPreferredLeaders' }),
    () => type(world, DELETE_RECORDS),
    () => type(world, REASSIGN(draw(2) === 0 ? '1,2' : '3,1,2')),
    () => type(world, 'kafka-topics.sh --bootstrap-server localhost:9093 --list'),
    () => give(world, { type: 'Interrupt', terminal: 'terminal-1' }),
    () => give(world, { type: 'EndOfInput', terminal: 'terminal-1' }),
  ]
  deeds[draw(deeds.length)]?.()
}

describe('the picture with remembered rows is the picture from scratch', () => {
  test('after the cleaner has taken records out of a closed segment of a log that nobody writes to', () => {
    const world = simulatorModel.create({ ...SPEC, producers: [{ ...producer('facts', 0, 0), workload: null }] }, 1)
    const write = (key: string) => {
      const record = { topic: 'facts', partition: 0, key, value: 'fact', timestamp: null, headers: [] }
      give(world, { type: 'SendRecords', producer: 'facts-producer-0', records: [record] })
      advance(world, 10)
    }
    for (const key of ['A', 'A', 'B']) write(key)
    // This one is too young for their segment, which is closed.
    advance(world, 800)
    write('A')
    const sizeOf = (shown: World) => buildImage(shown).replicas.get('facts-0@1')?.sizeBytes ?? -1
    const sizes: number[] = []
    for (let step = 0; step < 100; step++) {
      advance(world, 10)
      sizes.push(sizeOf(world))
      expect(sizes.at(-1)).toBe(sizeOf(strangerTo(world)))
    }
    expect(sizes.at(-1)).toBeLessThan(sizes[0] ?? -1)
  })

  test.each([3, 14, 159, 2653])('whatever happens to logs, topics and terminals, by seed %i', (seed) => {
    const random = createRandomStreams(seed)
    const draw = (bound: number) => randomInt(random, 'deeds', bound)
    const world = simulatorModel.create(SPEC, seed)
    for (let step = 0; step < 60; step++) {
      if (draw(2) === 0) doSomething(world, draw)
      advance(world, 20 + draw(400))
      const stranger = strangerTo(world)
      expect(buildImage(world)).toEqual(buildImage(stranger))
      expect(inFlightRows(world)).toEqual(inFlightRows(stranger))
    }
  })
})
