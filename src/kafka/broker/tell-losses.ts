/**
 * Tells people what a partition has lost, as soon as that is settled: when somebody leads who lacks what another had
 * acknowledged, when one who leads no more goes on acknowledging, and when a log is cut. No broker knows all this: it is
 * read from the machines of the others, and nothing here acts on it.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { brokerNode } from '../common/addresses.ts'
import { rowNamed } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { type AcknowledgedRange, countOf, noteTold, without } from '../log/acknowledged.ts'
import { type LogOfReplica, leaderOf, lostOfReplicas } from '../log/lost-ranges.ts'
import { tell } from '../observe/tell.ts'
import type { BrokerDisk, BrokerState, Partition } from './broker-state.ts'
import { failuresOf } from './log-folders.ts'

/** Whatever is lost and has not been told yet, each record once. */
export function tellLosses(state: BrokerState, partition: Partition, node: NodeContext): void {
  const logs = logsOf(state, partition, node)
  let told: readonly AcknowledgedRange[] = logs.flatMap(({ log }) => log.notes.told)
  const leader = leaderOf(logs)?.broker ?? -1
  for (const { broker, gone, doomed } of lostOfReplicas(logs)) {
    const untold = without([...gone, ...doomed], told)
    if (untold.length === 0) continue
    told = [...told, ...untold]
    noteTold(partition.log, untold)
    tell(node, {
      type: 'RecordsLost',
      topicPartition: partition.topicPartition,
      broker,
      fromOffset: Math.min(...untold.map(({ fromOffset }) => fromOffset)),
      toOffset: Math.max(...untold.map(({ toOffset }) => toOffset)),
      records: countOf(untold),
      committed: countOf(untold.filter(({ committed }) => committed)),
      leader,
    })
  }
}

/** For a leader that has just acknowledged something: whether another leads by now, and this one has not heard of it. */
export function leadsNoMore(state: BrokerState, partition: Partition, node: NodeContext): boolean {
  for (const id of partition.replicas) {
    if (id === state.brokerId) continue
    const other = node.machineOf(brokerNode(id))?.state as BrokerState | null | undefined
    const its = other == null ? undefined : rowNamed(other.partitions, partition.topicPartition)
    if (its?.role === 'leader' && its.leaderEpoch > partition.leaderEpoch) return true
  }
  return false
}

/** Every replica's log, from its broker's process or from its disk. */
function logsOf(state: BrokerState, partition: Partition, node: NodeContext): readonly LogOfReplica[] {
  return partition.replicas.flatMap((broker): LogOfReplica[] => {
    const held = broker === state.brokerId ? roleIn(partition) : heldBy(broker, partition.topicPartition, node)
    return held === null || held.log.topicId !== partition.topicId ? [] : [{ ...held, broker }]
  })
}

function heldBy(
  broker: number,
  topicPartition: TopicPartition,
  node: NodeContext,
): Omit<LogOfReplica, 'broker'> | null {
  const machine = node.machineOf(brokerNode(broker))
  const state = machine?.state as BrokerState | null | undefined
  const its = state == null ? undefined : rowNamed(state.partitions, topicPartition)
  if (its !== undefined) return roleIn(its)
  const disk = machine?.disk as BrokerDisk | null | undefined
  const logs = state?.strayLogs ?? disk?.logs
  const failures = machine === null ? undefined : failuresOf(machine)
  const log = logs?.get(topicPartition) ?? failures?.logs.get(topicPartition)
  return log === undefined ? null : { log, leads: -1 }
}

function roleIn({ log, role, leaderEpoch }: Partition): Omit<LogOfReplica, 'broker'> {
  return { log, leads: role === 'leader' ? leaderEpoch : -1 }
}
