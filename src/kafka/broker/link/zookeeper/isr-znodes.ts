/**
 * Counterpart in Kafka: ZkPartitionStateStore, ReplicationUtils.updateLeaderAndIsr and ReplicaManager.maybePropagateIsrChanges:
 * leaders write their ISRs themselves, and announce a while later that they have.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { rowNamed } from '../../../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../../../common/topic-partition.ts'
import { tell } from '../../../observe/tell.ts'
import { encodeIsrChange, encodePartitionState } from '../../../znodes/znode-bodies.ts'
import { ISR_CHANGE_PREFIX, partitionStatePath } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { commitIsr, onIsrRefused } from '../../isr.ts'
import { ask, beginErrand, type ErrandRun, unlessExpired } from './errands.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

/** As often it is looked whether there is something to announce. */
export const ANNOUNCEMENT_INTERVAL_US = 2_500_000
/** It is, once nothing has changed for so long, */
const QUIET_MS = 5_000
/** or nothing was announced for so long. */
const PATIENCE_MS = 60_000

/** What the leader wants to be written, if nobody has written since. */
export interface IsrChange {
  readonly type: 'writeIsr'
  readonly topicPartition: TopicPartition
  /** Of the controller that made it the leader. */
  readonly controllerEpoch: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  readonly zkVersion: number
}

export interface IsrAnnouncement {
  readonly type: 'announceIsrs'
  readonly partitions: readonly TopicPartition[]
}

export function writeIsrChanges(state: BrokerState): void {
  const { decidedIn } = zookeeperLinkOf(state)
  for (const topicPartition of state.unsentIsrChanges) {
    const partition = rowNamed(state.partitions, topicPartition)
    if (partition === undefined || partition.role !== 'leader' || partition.pendingIsr === null) continue
    beginErrand(state, {
      ...{ type: 'writeIsr', topicPartition, controllerEpoch: decidedIn.get(topicPartition) ?? 0 },
      ...{ leaderEpoch: partition.leaderEpoch, isr: partition.pendingIsr, zkVersion: partition.partitionEpoch },
    })
  }
  state.unsentIsrChanges.clear()
}

export function writeIsr(change: IsrChange, run: ErrandRun): void {
  const version = write(change, run)
  const { state, node } = run
  const { topicPartition, leaderEpoch, isr } = change
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition === undefined || partition.role !== 'leader' || partition.leaderEpoch !== leaderEpoch) return
  if (version === null) return onIsrRefused(state, partition, 'UNKNOWN_SERVER_ERROR')
  const before = partition.isr
  const leader = state.brokerId
  commitIsr(
    state,
    partition,
    { topicPartition, errorCode: 'NONE', leader, leaderEpoch, isr, partitionEpoch: version },
    node,
  )
  tellChange(topicPartition, before, isr, node)
  const { isrChanges } = zookeeperLinkOf(state)
  isrChanges.partitions.add(topicPartition)
  isrChanges.lastChangeMs = node.nowMs
}

/** The version it has now; null: not written, the controller has changed it. */
function write(change: IsrChange, run: ErrandRun): number | null {
  const { topicPartition, controllerEpoch, leaderEpoch, isr, zkVersion } = change
  const { topic, partition } = splitTopicPartition(topicPartition)
  const path = partitionStatePath(topic, partition)
  const data = encodePartitionState({ leader: run.state.brokerId, leaderEpoch, isr, controllerEpoch })
  const answer = unlessExpired(() => ask(run, { type: 'SetDataRequest', path, data, version: zkVersion }))
  if (answer?.error === 'OK') return answer.stat?.version ?? null
  if (answer?.error !== 'BADVERSION') return null
  // Perhaps it was this very change, whose answer was lost with a connection.
  const written = unlessExpired(() => ask(run, { type: 'GetDataRequest', path }))
  return written?.data === data ? (written.stat?.version ?? null) : null
}

function tellChange(
  topicPartition: TopicPartition,
  before: readonly number[],
  isr: readonly number[],
  node: NodeContext,
): void {
  const removed = before.filter((id) => !isr.includes(id))
  const added = isr.filter((id) => !before.includes(id))
  if (removed.length > 0) tell(node, { type: 'IsrShrunk', topicPartition, removed, isr, by: 'leader' })
  if (added.length > 0) tell(node, { type: 'IsrExpanded', topicPartition, added, isr })
}

/** The `IsrChangePropagation` timer. */
export function announceIsrChanges(state: BrokerState, node: NodeContext): void {
  node.setTimer(ANNOUNCEMENT_INTERVAL_US, { type: 'IsrChangePropagation', periodic: true })
  const { isrChanges } = zookeeperLinkOf(state)
  const { partitions, lastChangeMs, lastAnnouncedMs } = isrChanges
  const isDue = lastChangeMs + QUIET_MS < node.nowMs || lastAnnouncedMs + PATIENCE_MS < node.nowMs
  if (partitions.size === 0 || !isDue) return
  beginErrand(state, { type: 'announceIsrs', partitions: Object.freeze([...partitions]) })
  partitions.clear()
  isrChanges.lastAnnouncedMs = node.nowMs
}

export function announceIsrs({ partitions }: IsrAnnouncement, run: ErrandRun): void {
  const data = encodeIsrChange(partitions)
  ask(run, { type: 'CreateRequest', path: ISR_CHANGE_PREFIX, data, ephemeral: false, sequential: true })
}
