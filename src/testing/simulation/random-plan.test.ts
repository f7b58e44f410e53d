// A random run is worth what it can meet: together some seeds meet whatever operators do to brokers, topics and disks.

import { expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
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
const commands = Array.from({ length: 24 }, (_, index) => commandsOf(100 + index)).flat()
const typed = commands.flatMap((command) => (command.type === 'TypeLine' ? [command.text] : []))

test.each([
  ...['AddBroker', 'RemoveBroker', 'KillNode', 'StopNode', 'PauseNode', 'PowerCutNode', 'StartNode', 'ResumeNode'],
  ...['DeleteTopic', 'CreateTopic', 'AlterTopicConfig', 'AddPartitions', 'ElectPreferredLeaders'],
  ...['CutLink', 'RepairLink', 'HoldLink', 'ReleaseLink', 'SlowLink', 'SlowNode', 'FailDisk', 'LimitPageCache'],
  ...['AddProducer', 'ConfigureProducer', 'RemoveProducer', 'SendRecords', 'EndTransaction'],
  ...['AddConsumer', 'ConfigureConsumer', 'RemoveConsumer'],
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

const specs = Array.from({ length: 40 }, (_, index) => randomPlan(100 + index).spec)

test('some topics are compacted', () => {
  expect(specs.some(({ topics }) => topics.some(({ config }) => config['cleanup.policy']?.includes('compact')))).toBe(
    true,
  )
})

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
