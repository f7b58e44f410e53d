// Where a cluster in which everything is mended is not whole again, as Kafka is not; and where that is no excuse.

import { expect, test } from 'vitest'
import '../every-version.ts'
import { simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { randomPlan } from './random-plan.ts'
import { checkRecovered } from './recovery.ts'

const plan = { ...randomPlan(1, 'kafka-2.5'), troubles: [] }
const found = (world: World) => checkRecovered(world, { plan, mayLoseData: () => false })?.message ?? null

function cluster(): { readonly world: World; readonly give: (command: Command) => void } {
  const spec = {
    ...emptyCluster('kafka-2.5'),
    brokers: [1, 2, 3, 4].map((id) => ({ id, rack: null, config: {} })),
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 1, assignment: [[1]], config: {} }],
  }
  const world = simulatorModel.create(spec, 1)
  run(world, { untilUs: 5_000_000 })
  return { world, give: (command) => runCommand(world, () => simulatorModel.applyCommand(world, command)) }
}

const partitionIn = (world: World) => newestMetadata(world).topics.get('orders')!.partitions[0]!

function move(replicas: readonly number[]): Command {
  const partitions = [{ topic: 'orders', partition: 0, replicas }]
  return { type: 'ReassignPartitions', partitions, throttle: null, thenStop: null }
}

test('a follower that is away is no excuse', () => {
  const { world, give } = cluster()
  give(move([1, 2]))
  run(world, { untilUs: world.nowUs + 10_000_000 })
  expect(found(world)).toBeNull()
  give({ type: 'KillNode', node: 'broker-2' })
  run(world, { untilUs: world.nowUs + 40_000_000 })
  expect(found(world)).toBe('orders-0 did not recover: leader 1, ISR 1 of replicas 1,2')
})

test('2.5.0 leaves a partition without a leader where one move takes away whom another had made one', () => {
  const { world, give } = cluster()
  const leaders = partitionIn(world).replicas
  const [second, slow, third] = [1, 2, 3, 4].filter((id) => !leaders.includes(id))
  give({ type: 'PauseNode', node: `broker-${slow}` })
  give(move([second!, slow!]))
  run(world, { untilUs: world.nowUs + 5_000_000, until: () => partitionIn(world).isr.includes(second!) })
  give({ type: 'ElectPreferredLeaders' })
  run(world, { untilUs: world.nowUs + 5_000_000, until: () => partitionIn(world).leader === second })
  give(move([third!]))
  run(world, { untilUs: world.nowUs + 5_000_000, until: () => partitionIn(world).leader === -1 })
  give({ type: 'ResumeNode', node: `broker-${slow}` })
  run(world, { untilUs: world.nowUs + 30_000_000 })
  expect(partitionIn(world)).toMatchObject({ leader: -1, isr: [...leaders] })
  expect(found(world)).toBeNull()
})
