// Every rule of logs and replication, decided otherwise: what happens changes with it.

import type { NodeContext } from '../../engine/node-context.ts'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { brokerWorld } from '../../testing/broker-world.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { DELETE_RECORDS, printed } from '../../testing/toy-terminal.ts'
import { createBrokerConfig } from '../broker/broker-config.ts'
import type { BrokerState, Partition } from '../broker/broker-state.ts'
import { recordAndThrottle } from '../broker/client-quotas.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { brokerNode } from '../common/addresses.ts'
import { quotaEntityKey } from '../common/client-quotas.ts'
import { rowNamed } from '../common/slot-map.ts'
import { cleanLog } from '../log/log-cleaner.ts'
import { createLogConfig } from '../log/log-config.ts'
import { deleteOldSegments } from '../log/log-retention.ts'
import { batchesOf } from '../log/log-segment.ts'
import { appendAsLeader, createLog, type ReplicaLog, roll } from '../log/replica-log.ts'
import { encodeSegmentFiles } from '../log/segment-bytes.ts'
import { profileOf } from './registry.ts'

function logOf(profile: string, config: Record<string, string>): ReplicaLog {
  const layers = { ...BROKER_THAT_SETS_NOTHING, profile: profileOf(profile) }
  return createLog('orders-0', 'T'.repeat(22), createLogConfig(config, layers), NEW_YEAR)
}

/** One segment for each record. */
function write(log: ReplicaLog, key: string, value: string | null): void {
  appendAsLeader(log, batchOf([{ key, value, timestamp: NEW_YEAR }]), 0)
  log.highWatermark = log.logEndOffset
  roll(log, NEW_YEAR)
}

/** A log of four closed segments, after retention by size. */
function afterRetention(profile: string): ReplicaLog {
  const log = logOf(profile, { 'retention.bytes': '1' })
  for (const key of ['a', 'b', 'c', 'd']) write(log, key, key)
  deleteOldSegments(log, NEW_YEAR + 1)
  return log
}

/** A log with a tombstone, cleaned twice within delete.retention.ms. */
function cleanedTwice(profile: string): ReplicaLog {
  const log = logOf(profile, { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01' })
  write(log, 'a', null)
  write(log, 'b', '1')
  cleanLog(log, NEW_YEAR + 1_000)
  write(log, 'b', '2')
  cleanLog(log, NEW_YEAR + 2_000)
  return log
}

/** How many records of one key are left after a cleaning, in a log of which nobody else has anything. */
function leftOfUncommitted(profile: string): number {
  const log = logOf(profile, { 'cleanup.policy': 'compact' })
  for (const value of ['1', '2', '3']) {
    write(log, 'a', value)
    log.highWatermark = 0
  }
  cleanLog(log, NEW_YEAR + 1_000)
  return log.segments.flatMap(batchesOf).length
}

provesRules('log', {
  timestampConfigs: {
    toy: { before: 'message.timestamp.after.max.ms', after: 'message.timestamp.after.max.ms' },
    seen: (profile) =>
      logOf(profile, { 'message.timestamp.after.max.ms': '5000' }).config.timestampBeforeMaxMs === 5_000,
    own: false,
    toys: true,
  },
  writesTopicIds: {
    toy: false,
    seen: (profile) => encodeSegmentFiles(logOf(profile, {})).some(({ name }) => name === 'partition.metadata'),
    own: true,
    toys: false,
  },
  snappyHash: {
    toy: 'upper',
    seen: (profile) => logOf(profile, { 'compression.type': 'snappy' }).config.compression?.hash,
    own: 'lower',
    toys: 'upper',
  },
  cleansOnlyCommitted: { toy: false, seen: leftOfUncommitted, own: 3, toys: 1 },
  retentionOrder: {
    toy: ['startOffset', 'time'],
    seen: (profile) => afterRetention(profile).segments.length,
    own: 2,
    toys: 5,
  },
  snapshotsLeaveWithSegments: {
    toy: false,
    seen: (profile) => afterRetention(profile).snapshots.length,
    own: 2,
    toys: 4,
  },
  producerExpirationConfig: {
    toy: 'transactional.id.expiration.ms',
    seen(profile) {
      const given = { 'producer.id.expiration.ms': '5000', 'transactional.id.expiration.ms': '7000' }
      return createBrokerConfig(given, profileOf(profile)).producerIdExpirationMs
    },
    own: 5_000,
    toys: 7_000,
  },
  stampsTombstones: {
    toy: false,
    // The bit that says that a batch has a delete horizon.
    seen: (profile) => (batchesOf(cleanedTwice(profile).segments[0]!)[0]?.attributes ?? -1) !== 0,
    own: true,
    toys: false,
  },
  mayDropTombstones: {
    toy: () => true,
    seen: (profile) =>
      cleanedTwice(profile)
        .segments.flatMap((segment) => batchesOf(segment).flatMap(({ records }) => records))
        .some(({ key }) => key === 'a'),
    own: true,
    toys: false,
  },
  mayDeleteRecords: {
    toy: () => false,
    seen: (profile) => printed(profile, DELETE_RECORDS).includes('PolicyViolation'),
    own: false,
    toys: true,
  },
})

const cluster = (profile: string, config: Record<string, string>, replicas: number): JavaProgram =>
  javaProgram([topicOf('orders', 1, replicas)], { 'broker.session.timeout.ms': '3000', ...config }, 1, profile)

const known = ({ world }: JavaProgram) =>
  brokerStates(world)
    .map(({ metadata }) => metadata)
    .sort((a, b) => b.offset - a.offset)[0]
    ?.topics.get('orders')?.partitions[0]

function led({ world }: JavaProgram): Partition | undefined {
  return brokerStates(world)
    .map(({ partitions }) => rowNamed(partitions, 'orders-0'))
    .find((partition) => partition?.role === 'leader')
}

/** Members of the ISR after the first broker was killed and came back. */
function isrAfterReturn(profile: string): readonly number[] | undefined {
  const t = cluster(profile, {}, 3)
  t.command({ type: 'KillNode', node: 'broker-1' })
  t.runFor(10_000)
  t.command({ type: 'StartNode', node: 'broker-1' })
  t.runFor(20_000)
  return known(t)?.isr
}

/** What one record that the leader took has made of the high watermark; a follower may be silent since six seconds. */
function highWatermarkAfterSend(profile: string, silent: boolean): number | undefined {
  const t = cluster(profile, { 'replica.lag.time.max.ms': '60000' }, 3)
  t.producer('p', { acks: '1' })
  if (silent) {
    const follower = known(t)?.replicas.find((id) => id !== known(t)?.leader) ?? -1
    t.command({ type: 'PauseNode', node: brokerNode(follower) })
    t.runFor(6_000)
  }
  t.send('p', 'orders', ['one', 0])
  t.runFor(2_000)
  return led(t)?.log.highWatermark
}

/** Where a consumer in the rack of a follower, broker 2, is sent, and how long it takes to be told. */
function sentTo(profile: string): { readonly broker: number | undefined; readonly afterMs: number } {
  const config = { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' }
  const t = brokerWorld(2, config, undefined, profile, ['a', 'b'])
  t.topic('orders', [[1, 2]])
  t.runFor(1_000)
  const startedAtUs = t.world.nowUs
  const answer = t.ask(1, 'FetchRequest', {
    ...{ replicaId: -1, replicaEpoch: -1, maxWaitMs: 500, minBytes: 1, maxBytes: 1_000_000, rackId: 'b' },
    ...{ isolationLevel: 'read_uncommitted', sessionId: 0, sessionEpoch: -1, forgotten: [] },
    partitions: [
      {
        ...{ topicPartition: 'orders-0', topicId: '', currentLeaderEpoch: 0, fetchOffset: 0 },
        ...{ lastFetchedEpoch: -1, logStartOffset: -1, maxBytes: 1_000_000, slot: -1 },
      },
    ],
  })
  return { broker: answer.partitions[0]?.preferredReadReplica, afterMs: (t.world.nowUs - startedAtUs) / 1_000 }
}

/** Whether a follower knows a tenth of a second later what is committed of a record that nothing follows. */
function toldWithin(profile: string): boolean {
  const t = brokerWorld(2, {}, undefined, profile)
  t.topic('orders', [[1, 2]])
  t.runFor(1_000)
  const partitions = [{ topicPartition: 'orders-0', batch: batchOf(['one']) }]
  t.ask(1, 'ProduceRequest', { acks: -1, timeoutMs: 30_000, partitions })
  t.runFor(100)
  return t.partition(2, 'orders-0').log.highWatermark === 1
}

/** How long a producer has to wait that sent too much in the second before the last eleven began. */
function throttledAfterBurst(profile: string): number {
  const config = createBrokerConfig({}, profileOf(profile))
  const entity = [{ entityType: 'client-id' as const, entityName: null }]
  const clientQuotas = new Map([[quotaEntityKey(entity), { entity, quotas: { producer_byte_rate: 1 } }]])
  const state = { profile, brokerId: 1, config, metadata: { clientQuotas } } as unknown as BrokerState
  const sentAt = (nowMs: number, bytes: number) => {
    const node = { nowMs, report: () => 0 } as unknown as NodeContext
    return recordAndThrottle(state, 'produce', { clientId: 'app', bytes }, node)
  }
  sentAt(0, 5)
  sentAt(999, 7)
  return sentAt(11_500, 1)
}

provesRules('replication', {
  effectiveMinIsr: {
    toy: (minInsyncReplicas) => minInsyncReplicas,
    seen(profile) {
      const t = cluster(profile, { 'min.insync.replicas': '2' }, 1)
      t.producer('p', { acks: 'all', 'request.timeout.ms': '1000', 'delivery.timeout.ms': '2000' })
      return (t.send('p', 'orders', ['one', 0]) as { offset?: number }[])[0]?.offset
    },
    own: 0,
    toys: undefined,
  },
  mayAdvanceHighWatermark: {
    toy: () => false,
    seen: (profile) => highWatermarkAfterSend(profile, false),
    own: 1,
    toys: 0,
  },
  onlyEligibleHoldBackHighWatermark: {
    toy: false,
    seen: (profile) => highWatermarkAfterSend(profile, true),
    own: 1,
    toys: 0,
  },
  isEligibleForIsr: { toy: () => false, seen: isrAfterReturn, own: [1, 2, 3], toys: [2, 3] },
  isrLookEndsAtStranger: {
    toy: true,
    // Of a partition that had a third replica until a moment ago.
    seen(profile) {
      const t = brokerWorld(2, {}, undefined, profile)
      t.topic('orders', [[1, 2]])
      t.partition(1, 'orders-0').isr = Object.freeze([1, 2, 3])
      t.runFor(20_000)
      return t.partition(1, 'orders-0').isr
    },
    own: [1, 2],
    toys: [1, 2, 3],
  },
  namesNewLeader: {
    toy: false,
    seen(profile) {
      const t = brokerWorld(2, {}, undefined, profile)
      t.topic('orders', [[1, 2]])
      const partitions = [{ topicPartition: 'orders-0', batch: batchOf(['one']) }]
      return t.ask(2, 'ProduceRequest', { acks: 1, timeoutMs: 30_000, partitions }).partitions[0]?.currentLeader
    },
    own: { leaderId: 1, leaderEpoch: 0 },
    toys: null,
  },
  followersAskWhereEpochsEnd: {
    toy: true,
    // Of a leader that has become a follower, before it has heard anything of the new one.
    seen(profile) {
      const t = brokerWorld(2, {}, undefined, profile)
      t.topic('orders', [[1, 2]])
      const partitions = [{ topicPartition: 'orders-0', batch: batchOf(['one']) }]
      t.ask(1, 'ProduceRequest', { acks: -1, timeoutMs: 30_000, partitions })
      t.change('orders-0', { leader: 2 })
      t.runUntil('the other one leads', () => t.partition(1, 'orders-0').role === 'follower')
      return rowNamed(t.broker(1).fetchers.get(2)!.partitions, 'orders-0')?.asking
    },
    own: 'nothing',
    toys: 'epochEnd',
  },
  mayReadFrom: { toy: () => false, seen: (profile) => sentTo(profile).broker, own: 2, toys: undefined },
  tellsReadReplicaAtOnce: { toy: false, seen: (profile) => sentTo(profile).afterMs < 100, own: true, toys: false },
  tellsFollowersHighWatermarkAtOnce: { toy: true, seen: toldWithin, own: false, toys: true },
  quotaSamplesOverlap: { toy: false, seen: throttledAfterBurst, own: 1_500, toys: 0 },
  isrWith: { toy: (isr, newcomer) => [...isr, newcomer], seen: isrAfterReturn, own: [1, 2, 3], toys: [2, 3, 1] },
})
