/** Counterparts in Kafka: AbstractFetch.selectReadReplica, SubscriptionState's preferred read replica (KIP-392). */
import type { NodeContext } from '../../../engine/node-context.ts'
import { tell } from '../../observe/tell.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { FetchPartitionResponse } from '../../protocol/fetch.ts'
import { leaderKnownTo, requestMetadataUpdate } from '../core/client-metadata.ts'
import type { ConsumerClient, PartitionState } from './consumer-state.ts'

/** The follower that the leader named, as long as that counts; else the leader (AbstractFetch.selectReadReplica). */
export function readFrom(
  { core, config }: ConsumerClient,
  partition: PartitionState,
  leaderId: number,
  node: NodeContext,
): number {
  const { readReplica } = partition
  const { leaderEpoch } = leaderKnownTo(core.metadata, partition)
  // Another leader may see it otherwise.
  if (readReplica === null || node.nowUs > readReplica.untilUs || partition.validatedEpoch < leaderEpoch) {
    partition.readReplica = null
    return leaderId
  }
  if (core.metadata.brokers.some(({ id }) => id === readReplica.brokerId)) return readReplica.brokerId
  partition.readReplica = null
  if (rulesOf(config).client.leavesReadReplicaInTrouble) requestMetadataUpdate(core.metadata)
  return leaderId
}

/** What was read from this follower is read from leaders again. */
export function leaveReadReplicas({ fetcher, partitions }: ConsumerClient, brokerId: number): void {
  for (const name of fetcher.sessions.get(brokerId)?.partitions.keys() ?? []) {
    const partition = partitions.get(name)
    if (partition !== undefined) partition.readReplica = null
  }
}

/** The leader has named a follower in the consumer's own rack. */
export function readElsewhere(
  { core, config }: ConsumerClient,
  partition: PartitionState,
  brokerId: number,
  node: NodeContext,
): void {
  if (partition.readReplica?.brokerId === brokerId) return
  partition.readReplica = { brokerId, untilUs: node.nowUs + config.metadataMaxAgeMs * 1_000 }
  tell(node, {
    type: 'ReadReplicaChosen',
    consumer: core.clientId,
    topicPartition: partition.topicPartition,
    leader: leaderKnownTo(core.metadata, partition).leaderId,
    replica: brokerId,
    rack: config.clientRack,
  })
}

/** FetchUtils.requestMetadataUpdate: whoever has to look who leads forgets whom that one named. */
export function leavesReadReplica({ config }: ConsumerClient, { errorCode }: FetchPartitionResponse): boolean {
  return errorCode !== 'UNKNOWN_LEADER_EPOCH' && rulesOf(config).client.leavesReadReplicaInTrouble
}
