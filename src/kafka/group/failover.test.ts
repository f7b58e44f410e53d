// Groups on a real cluster: brokers, controllers and consumers, and a coordinator that dies.

import { expect, test } from 'vitest'
import { endProcess } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { groupShards } from '../broker/coordinators.ts'
import type { ClusterSpec } from '../cluster/commands.ts'
import { createCluster } from '../cluster/create-cluster.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { brokerNode } from '../common/addresses.ts'
import { GROUP_METADATA_TOPIC } from '../common/internal-topics.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { committedRow } from '../coordinator/timeline.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import type { ClassicGroup, GroupShard } from './group-shard-state.ts'

const GROUP = 'hello-group'
const PARTITION = coordinatorPartition(GROUP, 50)

function clusterWithGroup(members: number): World {
  const spec: ClusterSpec = {
    ...emptyCluster(),
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: {} }],
    producers: [
      {
        name: 'order-service',
        config: { acks: 'all' },
        workload: { topic: 'orders', recordsPerSecond: 20, keys: ['A', 'B', 'C'], valueBytes: 16 },
      },
    ],
    consumers: Array.from({ length: members }, (_, index) => ({
      name: `consumer-${index + 1}`,
      groupId: GROUP,
      topics: ['orders'],
      config: { 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '500' },
      processingUs: 1_000,
      commit: 'auto',
    })),
  }
  return createCluster(spec, 11)
}

function until(world: World, what: string, condition: () => boolean, limitMs = 60_000): void {
  const { ended } = run(world, { untilUs: world.nowUs + limitMs * 1_000, until: condition })
  expect(ended, what).toBe('condition')
}

/** The broker that coordinates the group, as the brokers' metadata has it; -1 none. */
function coordinatorOf(world: World): number {
  const broker = brokerStates(world)[0]
  return broker === undefined ? -1 : (partitionOf(broker.metadata, GROUP_METADATA_TOPIC, PARTITION)?.leader ?? -1)
}

function shardOf(world: World): GroupShard | undefined {
  for (const broker of brokerStates(world)) {
    const context = groupShards(broker).find(({ partition }) => partition === PARTITION)
    if (context !== undefined) return context.shard
  }
  return undefined
}

function groupOf(world: World): ClassicGroup | undefined {
  return shardOf(world)?.groups.latest.get(GROUP)
}

function assignmentOf(world: World): Map<string, readonly TopicPartition[]> {
  const members = [...(groupOf(world)?.members.values() ?? [])]
  return new Map(members.map(({ clientId, assignment }) => [clientId, assignment]))
}

/** Of all partitions together, as the high watermark has it. */
function committed(world: World): number {
  const shard = shardOf(world)
  return shard === undefined ? 0 : sumOf(committedRow(shard.offsets, GROUP))
}

function written(world: World): number {
  return sumOf(shardOf(world)?.offsets.rows.get(GROUP))
}

function sumOf(offsets: ReadonlyMap<TopicPartition, { readonly offset: number }> | undefined): number {
  return [...(offsets?.values() ?? [])].reduce((sum, { offset }) => sum + offset, 0)
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

test('three consumers share three partitions, and every partition has one owner', () => {
  const world = clusterWithGroup(3)
  until(
    world,
    'three members are stable',
    () => groupOf(world)?.state === 'Stable' && groupOf(world)?.members.size === 3,
  )
  const owned = [...assignmentOf(world).values()].flat().sort(byText)
  expect(owned).toEqual(['orders-0', 'orders-1', 'orders-2'])
})

test('when the coordinator dies the next broker has the same members, and commits go on from where they were', () => {
  const world = clusterWithGroup(2)
  until(world, 'both are stable and have committed', () => {
    return groupOf(world)?.state === 'Stable' && groupOf(world)?.members.size === 2 && committed(world) > 5
  })
  const before = {
    members: [...(groupOf(world)?.members.keys() ?? [])].sort(byText),
    generation: groupOf(world)?.generationId,
  }
  const assignment = assignmentOf(world)
  const offset = committed(world)
  const first = coordinatorOf(world)

  endProcess(world, brokerNode(first), 'kill')
  until(
    world,
    'another broker coordinates',
    () => ![-1, first].includes(coordinatorOf(world)) && groupOf(world) !== undefined,
  )
  const after = {
    members: [...(groupOf(world)?.members.keys() ?? [])].sort(byText),
    generation: groupOf(world)?.generationId,
  }
  expect(after).toEqual(before)
  expect(assignmentOf(world)).toEqual(assignment)
  expect(written(world)).toBeGreaterThanOrEqual(offset)
  // A new leader learns only from its followers that they have what it has.
  until(world, 'it is committed here too', () => committed(world) >= offset, 1_000)

  until(world, 'commits reach the new coordinator', () => committed(world) > offset + 20)
  expect(groupOf(world)?.generationId).toBe(before.generation)
})

test('a consumer that is killed is missed after its session, and its partitions go to the others', () => {
  const world = clusterWithGroup(3)
  until(
    world,
    'three members are stable',
    () => groupOf(world)?.state === 'Stable' && groupOf(world)?.members.size === 3,
  )
  const diedAtUs = world.nowUs
  endProcess(world, 'consumer-2', 'kill')
  until(world, 'two are left', () => groupOf(world)?.state === 'Stable' && groupOf(world)?.members.size === 2)
  const waitedMs = (world.nowUs - diedAtUs) / 1_000
  // The last heartbeat was up to 3 s old; the others hear of the rebalance with their next one.
  expect(waitedMs).toBeGreaterThan(42_000)
  expect(waitedMs).toBeLessThan(50_000)
  expect([...assignmentOf(world).keys()].sort(byText)).toEqual(['consumer-1', 'consumer-3'])
})
