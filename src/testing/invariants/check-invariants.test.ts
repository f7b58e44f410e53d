// A rule that nothing can break says nothing: each is broken here by hand, in a cluster that kept them all.

import { describe, expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { BrokerState, Partition } from '../../kafka/broker/broker-state.ts'
import { groupShards } from '../../kafka/broker/coordinators.ts'
import type { ConsumerNodeState } from '../../kafka/clients/consumer/consumer-node.ts'
import type { ConsumerClient } from '../../kafka/clients/consumer/consumer-state.ts'
import { rowNamed, rowsOf } from '../../kafka/common/slot-map.ts'
import type { ControllerState } from '../../kafka/controller/controller-state.ts'
import type { ClassicGroup } from '../../kafka/group/group-shard-state.ts'
import { createInvariantChecker } from '../../kafka/invariants/invariant-checker.ts'
import { truncateTo } from '../../kafka/log/replica-log.ts'
import { firstMinute } from '../../scenarios/index.ts'
import { checkInvariants, checkLogs } from './check-invariants.ts'
import { checkLogsMatch } from './log-matching.ts'

const healthy = simulatorModel.create(firstMinute(), 1)
run(healthy, { untilUs: 12_000_000 })

const brokers = (world: World) =>
  [...world.nodes.values()].filter(({ kind }) => kind === 'broker').map(({ state }) => state as BrokerState)

/** A partition with records that other brokers follow, at its leader. */
function led(world: World): Partition {
  const partitions = brokers(world).flatMap((broker) => [...rowsOf(broker.partitions)])
  return partitions.find(({ role, log, isr }) => role === 'leader' && log.highWatermark > 3 && isr.length > 1)!
}

/** The same partition where it is followed. */
function followed(world: World): { readonly broker: BrokerState; readonly partition: Partition } {
  const name = led(world).topicPartition
  const found = brokers(world).flatMap((broker) =>
    [...rowsOf(broker.partitions)].map((partition) => ({ broker, partition })),
  )
  return found.find(({ partition }) => partition.topicPartition === name && partition.role === 'follower')!
}

/** A group of several members. */
function group(world: World, inState: ClassicGroup['state'] = 'Stable'): ClassicGroup {
  const groups = brokers(world).flatMap((broker) =>
    groupShards(broker).flatMap(({ shard }) => [...shard.groups.latest.values()]),
  )
  return groups.find(({ state, members }) => state === inState && members.size > 1)!
}

/** A consumer with partitions. */
function reader(world: World): ConsumerClient {
  const clients = [...world.nodes.values()]
    .filter(({ kind }) => kind === 'consumer')
    .map(({ state }) => (state as ConsumerNodeState).client!)
  return clients.find(({ partitions }) => partitions.size > 0)!
}

function controllerOf(world: World): ControllerState {
  const states = [...world.nodes.values()].filter(({ kind }) => kind === 'controller').map(({ state }) => state)
  return (states as ControllerState[]).find(({ active }) => active !== null)!
}

/** `look` has the checker see how things are on the way. */
type Harm = (world: World, look: () => void) => void

/** The rule that is broken once `harm` is done to a cluster that kept all of them before. */
function ruleBrokenBy(harm: Harm): string | undefined {
  const world = copyWorld(healthy)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  expect(checkInvariants(checker, world)).toBeNull()
  expect(checkLogsMatch(world)).toBeNull()
  harm(world, () => expect(checkInvariants(checker, world)).toBeNull())
  return (checkInvariants(checker, world) ?? checkLogsMatch(world))?.rule
}

describe('what must never happen is found', () => {
  test.each<[string, string, Harm]>([
    ['L2', 'a high watermark above the log end', (world) => void (led(world).log.highWatermark += 1_000)],
    ['L3', 'a high watermark that falls', (world) => void (led(world).log.highWatermark -= 1)],
    [
      'L4',
      'leader epochs that fall',
      (world) => {
        const { log } = led(world)
        const [first] = log.leaderEpochs
        Object.assign(log, { leaderEpochs: [{ ...first!, epoch: first!.epoch + 1 }, first!] })
      },
    ],
    [
      'L5',
      'two logs with other records at one offset',
      (world) => {
        const { log } = followed(world).partition
        const { tail } = log.segments.at(-1)!
        const [batch] = tail
        tail[0] = { ...batch!, records: batch!.records.map((record) => ({ ...record, value: 'other' })) }
      },
    ],
    [
      'R1',
      'two leaders in one epoch',
      (world) => {
        const { partition } = followed(world)
        Object.assign(partition, { role: 'leader', isr: led(world).isr })
      },
    ],
    [
      'R2',
      'a leader outside of its ISR',
      (world) => {
        const partition = led(world)
        partition.isr = partition.isr.filter((id) => id !== partition.leaderId)
      },
    ],
    [
      'R5',
      'a high watermark that a member of the ISR has not reached',
      (world) => {
        for (const follower of led(world).followers) follower.logEndOffset = 1
      },
    ],
    ['R12', 'a controller epoch that falls', (world) => void (controllerOf(world).raft.epoch -= 1)],
    [
      'C1',
      'a partition with two owners',
      (world) => {
        const [first, second] = [...group(world).members.values()]
        Object.assign(second!, { assignment: first!.assignment })
      },
    ],
    [
      'T4',
      'a committed reader behind the last stable offset',
      (world) => {
        const client = reader(world)
        Object.assign(client, { config: { ...client.config, isolationLevel: 'read_committed' } })
        for (const partition of client.partitions.values()) partition.position += 10_000
      },
    ],
    ['T5', 'a record handed out that is not there to be seen', (world) => void (reader(world).consumed += 1)],
    [
      'T5',
      'a position that moves over a record unread',
      (world, look) => {
        const client = reader(world)
        const [partition] = [...client.partitions.values()].filter(({ position }) => position > 2)
        partition!.position -= 2
        look()
        partition!.position += 2
        client.consumed += 1
      },
    ],
    ['C2', 'a generation that falls', (world) => void Object.assign(group(world), { generationId: 0 })],
    [
      'C7',
      'a group that leaps',
      (world, look) => {
        Object.assign(group(world), { state: 'Empty' })
        look()
        Object.assign(group(world, 'Empty'), { state: 'Stable' })
      },
    ],
    [
      'wait',
      'a fetch that waits beside records',
      (world) => {
        const waiting = brokers(world).flatMap((broker) => [...rowsOf(broker.sessions)].filter((each) => each.waiting))
        for (const session of waiting) for (const asked of rowsOf(session.partitions)) asked.fetchOffset = 0
      },
    ],
    [
      'wait',
      'a connection that nobody will unmute',
      (world) => {
        for (const broker of brokers(world))
          for (const connection of broker.producerConnections.values()) connection.muted = true
      },
    ],
    [
      'wait',
      'a producer that waits for what is committed',
      (world) => {
        const { topicPartition, leaderId } = led(world)
        brokers(world)
          .find(({ brokerId }) => brokerId === leaderId)!
          .delayedProduces.push({
            id: -1,
            from: 'somebody',
            correlationId: 1,
            expiresAtUs: Number.MAX_SAFE_INTEGER,
            pending: 1,
            partitions: [
              {
                topicPartition,
                requiredOffset: 1,
                errorCode: 'NONE',
                errorMessage: null,
                recordErrors: [],
                baseOffset: 0,
                logStartOffset: 0,
                currentLeader: null,
              },
            ],
          })
      },
    ],
  ])('%s: %s', (rule, _what, harm) => {
    expect(ruleBrokenBy(harm)).toBe(rule)
  })
})

test.each([true, false])(
  'a leader back under its epoch without what it had excuses its partition: %s',
  (mayLoseData) => {
    const world = copyWorld(healthy)
    const checker = createInvariantChecker({ mayLoseData: () => mayLoseData })
    expect(checkInvariants(checker, world)).toBeNull()
    const { log, topicPartition } = led(world)
    const node = [...world.nodes.values()].find(
      ({ kind, state }) =>
        kind === 'broker' && rowNamed((state as BrokerState).partitions, topicPartition)?.log === log,
    )
    Object.assign(node!, { incarnation: node!.incarnation + 1 })
    truncateTo(log, log.logEndOffset - 1, 0)
    checkInvariants(checker, world)
    const { tail } = followed(world).partition.log.segments.at(-1)!
    tail[0] = { ...tail[0]!, records: tail[0]!.records.map((record) => ({ ...record, value: 'other' })) }
    expect(checkLogsMatch(world)?.rule).toBe('L5')
    expect(checkLogs(checker, world)?.rule).toBe(mayLoseData ? undefined : 'L5')
  },
)

test('a fetch that a rate of replication held back waits for its own timer when the rate is lifted, and no longer', () => {
  const world = copyWorld(healthy)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  const held = brokers(world).flatMap((broker) =>
    [...rowsOf(broker.sessions)]
      .filter(({ waiting, replicaId }) => waiting && replicaId >= 0)
      .map((session) => ({ broker, session })),
  )
  expect(held.length).toBeGreaterThan(0)
  const rate = (leaderThrottledRate: number | null) => {
    for (const { broker } of held) Object.assign(broker, { config: { ...broker.config, leaderThrottledRate } })
  }

  rate(1_000)
  for (const { session } of held) for (const asked of rowsOf(session.partitions)) asked.fetchOffset = 0
  expect(checkInvariants(checker, world)).toBeNull()
  rate(null)
  expect(checkInvariants(checker, world)).toBeNull()

  for (const { session } of held) session.expiresAtUs += 500_000
  expect(checkInvariants(checker, world)?.rule).toBe('wait')
})

test('a member of the ISR that has come back as a process its leader has not heard of may have less', () => {
  const world = copyWorld(healthy)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  const [follower] = led(world).followers
  follower!.logEndOffset = 1
  follower!.brokerEpoch += 1
  expect(checkInvariants(checker, world)).toBeNull()
  follower!.brokerEpoch -= 1
  expect(checkInvariants(checker, world)?.rule).toBe('R5')
})
