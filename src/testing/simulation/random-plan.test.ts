// A random run is worth what it can meet: together some seeds meet whatever operators do to brokers, topics and disks.

import { expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { createRandomStreams, randomInt } from '../../engine/prng.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { randomCluster } from './random-cluster.ts'
import { randomCommands, randomPauseUs, randomPlan } from './random-plan.ts'

/** What befalls the cluster of one seed in ten seconds. */
function commandsOf(seed: number): Command[] {
  const plan = randomPlan(seed)
  const world = simulatorModel.create(plan.spec, seed)
  const given: Command[] = []
  while (world.nowUs < 10_000_000) {
    run(world, { untilUs: world.nowUs + randomPauseUs(plan) })
    for (const command of randomCommands(plan, world)) {
      if (refuse(world, command) !== null) continue
      given.push(command)
      runCommand(world, () => simulatorModel.applyCommand(world, command))
    }
  }
  return given
}

const ALL = [...new Set(Array.from({ length: 50 }, (_, index) => randomPlan(index).troubles).flat())]
const SEEDS = Array.from({ length: 24 }, (_, index) => 100 + index)
/** Of what only some runs have there may be little among the first of them. */
const WITH_MOVES = [...Array(100).keys()].filter((seed) => randomPlan(seed).features.includes('moves')).slice(0, 8)
const commands = [...SEEDS, ...WITH_MOVES].flatMap(commandsOf)
const typed = commands.flatMap((command) => (command.type === 'TypeLine' ? [command.text] : []))

test.each([
  ...['AddBroker', 'RemoveBroker', 'KillNode', 'StopNode', 'PauseNode', 'PowerCutNode', 'StartNode', 'ResumeNode'],
  ...['DeleteTopic', 'CreateTopic', 'AlterTopicConfig', 'AddPartitions', 'ElectPreferredLeaders'],
  ...['CutLink', 'RepairLink', 'HoldLink', 'ReleaseLink', 'SlowLink', 'SlowNode', 'FailDisk', 'LimitPageCache'],
  ...['AddProducer', 'ConfigureProducer', 'RemoveProducer', 'SendRecords', 'EndTransaction'],
  ...['AddConsumer', 'ConfigureConsumer', 'RemoveConsumer', 'ReassignPartitions'],
])('%s', (type) => {
  expect(commands.some((command) => command.type === type)).toBe(true)
})

test.each(['retention.ms', 'retention.bytes', 'unclean.leader.election.enable', 'segment.ms'])(
  '%s is changed',
  (key) => {
    expect(commands.some((command) => command.type === 'AlterTopicConfig' && key in command.config)).toBe(true)
  },
)

test.each(['kafka-reassign-partitions.sh', 'kafka-delete-records.sh', 'kafka-configs.sh'])(
  'an operator types %s',
  (tool) => {
    expect(typed.some((line) => line.startsWith(tool))).toBe(true)
  },
)

test('replicas move to where they are asked, off a broker that stops then, slowly, and back', () => {
  const asked = commands.flatMap((command) => (command.type === 'ReassignPartitions' ? [command] : []))
  const replicas = asked.flatMap(({ partitions }) => partitions.map((partition) => partition.replicas))
  expect(asked.some(({ throttle }) => throttle !== null)).toBe(true)
  expect(asked.some(({ thenStop }) => thenStop !== null)).toBe(true)
  expect(replicas).toContain(null)
  // Four are those of a partition on its way from three brokers to others, of which one is preferred.
  expect(replicas.map((each) => each?.length)).toEqual(expect.arrayContaining([1, 2, 3]))
})

test('log directories fail one by one, and replicas move between them', () => {
  const failed = commands.flatMap((command) => (command.type === 'FailDisk' ? [command.directory] : []))
  expect(failed.some((directory) => directory !== undefined)).toBe(true)
  expect(typed.some((line) => line.includes('/disk-b/kafka-'))).toBe(true)
})

const specs = Array.from({ length: 40 }, (_, index) => randomPlan(100 + index).spec)

test('some topics are compacted', () => {
  expect(specs.some(({ topics }) => topics.some(({ config }) => config['cleanup.policy']?.includes('compact')))).toBe(
    true,
  )
})

test('some brokers have several log directories, and some consumers read in their rack', () => {
  expect(specs.some(({ brokers }) => brokers.some(({ config }) => config['log.dirs']?.includes(',')))).toBe(true)
  const racked = specs.filter(({ config }) => config['replica.selector.class'] !== undefined)
  const racks = racked.flatMap(({ consumers }) => consumers.map(({ config }) => config['client.rack']))
  expect(racks).toContain('elsewhere')
  expect(racks).toContain('rack-a')
  expect(racks).toContain(undefined)
})

test('a seed has its topics, its producers and its troubles whatever features it has beside them', () => {
  const plans = Array.from({ length: 100 }, (_, index) => randomPlan(index))
  const bare = plans.map(({ random }) => randomCluster(DEFAULT_PROFILE, drawing(random.seed)))
  expect(plans.map(({ spec: { topics, producers } }) => ({ topics, producers }))).toEqual(
    bare.map(({ topics, producers }) => ({ topics, producers })),
  )
  expect(new Set(plans.map(({ features }) => features.join())).size).toBe(8)
})

function drawing(seed: number): (bound: number) => number {
  const random = createRandomStreams(seed)
  return (bound) => randomInt(random, 'plan', bound)
}

test('every partitioner is drawn, a rule of the application among them', () => {
  const drawn = new Set(specs.flatMap(({ producers }) => producers.map(({ config }) => config['partitioner.class'])))
  expect([...drawn].map((name) => name?.split('.').at(-1)).sort()).toEqual([
    'OldDefaultPartitioner',
    'RoundRobinPartitioner',
    'RulePartitioner',
    undefined,
  ])
})

test('each run leaves some kinds of trouble out, and no two runs are made alike', () => {
  const plans = Array.from({ length: 20 }, (_, index) => randomPlan(index).troubles)
  expect(new Set(plans.map((troubles) => troubles.join())).size).toBe(20)
  for (const troubles of plans) expect(troubles).not.toEqual(expect.arrayContaining(ALL))
})
