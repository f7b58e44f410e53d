/**
 * Acknowledged records that the current leader does not hold. A log remembers, as an observer's note that no handler
 * reads, what its broker acknowledged while it led; what of that was truncated away is lost for good, and what stands
 * beyond the point where the log parts from the current leader's is lost already, though its broker may not know yet.
 */
import type { World, WorldNode } from '../../../engine/world.ts'
import type { BrokerDisk, BrokerState } from '../../broker/broker-state.ts'
import { brokerStates } from '../../cluster/world-queries.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { acknowledgedFrom } from '../../log/acknowledged.ts'
import { endOffsetForEpoch, latestEpoch } from '../../log/leader-epoch-cache.ts'
import type { ReplicaLog } from '../../log/replica-log.ts'

export interface LostRecords {
  /** Records whose producer, or whose readers, had been told that they are there. */
  readonly acknowledged: number
  /** Of these, the ones below a high watermark: acks=all is broken, or an election was unclean. */
  readonly committed: number
}

export function lostRecords(world: World): LostRecords {
  const leaders = leaderLogs(world)
  let acknowledged = 0
  let committed = 0
  for (const node of world.nodes.values()) {
    if (node.kind !== 'broker') continue
    for (const log of logsOf(node)) {
      const beyond = beyondLeader(log, leaders.get(log.topicPartition))
      acknowledged += log.notes.lostAcknowledged + beyond.acknowledged
      committed += log.notes.lostCommitted + beyond.committed
    }
  }
  return { acknowledged, committed }
}

function logsOf(node: WorldNode): ReplicaLog[] {
  if (node.state !== null) return [...(node.state as BrokerState).partitions.values()].map((partition) => partition.log)
  return [...((node.disk as BrokerDisk | null)?.logs.values() ?? [])]
}

const NOTHING: LostRecords = { acknowledged: 0, committed: 0 }

/** Without a leader nobody can say yet. */
function beyondLeader(log: ReplicaLog, leader: ReplicaLog | undefined): LostRecords {
  if (leader === undefined || leader === log || leader.topicId !== log.topicId) return NOTHING
  const { endOffset } = endOffsetForEpoch(leader.leaderEpochs, latestEpoch(log.leaderEpochs), leader.logEndOffset)
  return endOffset === -1 || endOffset >= log.logEndOffset ? NOTHING : acknowledgedFrom(log, endOffset)
}

function leaderLogs(world: World): Map<TopicPartition, ReplicaLog> {
  const leaders = new Map<TopicPartition, { epoch: number; log: ReplicaLog }>()
  for (const broker of brokerStates(world)) {
    for (const partition of broker.partitions.values()) {
      if (partition.role !== 'leader') continue
      const other = leaders.get(partition.topicPartition)
      if (other === undefined || other.epoch < partition.leaderEpoch)
        leaders.set(partition.topicPartition, { epoch: partition.leaderEpoch, log: partition.log })
    }
  }
  return new Map([...leaders].map(([topicPartition, { log }]) => [topicPartition, log]))
}
