// A random run is worth what it can meet: together some seeds meet whatever operators do to brokers, topics and disks.

import { expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { randomInt } from '../../engine/prng.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { randomCommands, randomPlan } from './random-plan.ts'

/** What befalls the cluster of one seed in half a minute. */
function commandsOf(seed: number): Command[] {
  const plan = randomPlan(seed)
  const world = simulatorModel.create(plan.spec, seed)
  const given: Command[] = []
  while (world.nowUs < 30_000_000) {
    run(world, { untilUs: world.nowUs + 50_000 + randomInt(plan.random, 'pauses', 1_000_000) })
    for (const command of randomCommands(plan, world)) {
      if (refuse(world, command) !== null) continue
      given.push(command)
      runCommand(world, () => simulatorModel.applyCommand(world, command))
    }
  }
  return given
}

const commands = Array.from({ length: 16 }, (_, index) => commandsOf(100 + index)).flat()
const typed = commands.flatMap((command) => (command.type === 'TypeLine' ? [command.text] : []))

test.each(['AddBroker', 'RemoveBroker', 'DeleteTopic', 'CreateTopic', 'AlterTopicConfig', 'AddPartitions', 'KillNode'])(
  '%s',
  (type) => {
    expect(commands.some((command) => command.type === type)).toBe(true)
  },
)

test.each(['retention.ms', 'retention.bytes', 'unclean.leader.election.enable', 'segment.ms'])(
  '%s is changed',
  (key) => {
    expect(commands.some((command) => command.type === 'AlterTopicConfig' && key in command.config)).toBe(true)
  },
)

test.each(['kafka-reassign-partitions.sh', 'kafka-delete-records.sh'])('an operator types %s', (tool) => {
  expect(typed.some((line) => line.startsWith(tool))).toBe(true)
})

test('some topics are compacted', () => {
  const topics = Array.from({ length: 16 }, (_, index) => randomPlan(100 + index).spec.topics).flat()
  expect(topics.some(({ config }) => config['cleanup.policy']?.includes('compact'))).toBe(true)
})
