/** That a client has learned of a new leader is told to people: it is when records begin to flow again. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { Happening } from '../../observe/happenings.ts'
import { tell } from '../../observe/tell.ts'
import type { ClientCore } from './client-core.ts'
import { type LeaderAndEpoch, leaderOf, type TopicMetadata, updateLeader } from './client-metadata.ts'

/** KIP-951: a produce or fetch answer names the new leader. True when that is news. */
export function learnLeader(
  core: ClientCore,
  { topicPartition, topic, partition }: { topicPartition: TopicPartition; topic: string; partition: number },
  leader: LeaderAndEpoch,
  node: NodeContext,
): boolean {
  const from = leaderOf(core.metadata, topicPartition).leaderId
  if (!updateLeader(core.metadata, topicPartition, topic, partition, leader)) return false
  tell(node, noticed(core, topicPartition, from, leader.leaderId))
  return true
}

/**
 * What a metadata response has changed; `before` are the client's topics as they were. Metadata tells of every partition of
 * a topic: with a new leader go on those alone who read or write what it leads.
 */
export function tellNoticedLeaders(
  core: ClientCore,
  before: ReadonlyMap<string, TopicMetadata>,
  uses: (topicPartition: TopicPartition) => boolean,
  node: NodeContext,
): void {
  for (const [name, topic] of core.metadata.topics) {
    const known = before.get(name)
    if (known === undefined || known.topicId !== topic.topicId) continue
    for (const { partition, leaderId } of topic.partitions) {
      const from = known.partitions[partition]?.leaderId
      if (from === undefined || leaderId === -1 || leaderId === from) continue
      const name = topic.partitionNames[partition] as TopicPartition
      if (uses(name)) tell(node, noticed(core, name, from, leaderId))
    }
  }
}

function noticed({ clientId }: ClientCore, topicPartition: TopicPartition, from: number, to: number): Happening {
  return { type: 'LeaderNoticed', client: clientId, topicPartition, from, to }
}
