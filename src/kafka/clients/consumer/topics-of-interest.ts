/** Counterpart in Kafka: SubscriptionState.metadataTopics, ConsumerCoordinator.updateGroupSubscription. */
import { rulesOf } from '../../profile/registry.ts'
import { requestUpdateForNewTopics } from '../core/client-metadata.ts'
import type { ConsumerClient, GroupMembership } from './consumer-state.ts'

/** Topics whose metadata this consumer needs: its own, those of the group it leads, those it was asked about. */
export function topicsOfInterest(consumer: ConsumerClient): string[] {
  const ofGroup = consumer.group?.groupTopics ?? []
  const topics = new Set(ofGroup.length > 0 && forgetsOwnTopics(consumer) ? [] : consumer.topics)
  for (const topic of ofGroup) topics.add(topic)
  for (const partition of consumer.partitions.values()) topics.add(partition.topic)
  for (const call of consumer.calls.values())
    if (call.kind === 'listOffsets') for (const topic of call.topics) topics.add(topic)
  return [...topics]
}

/** What it has subscribed to anew it asks for when it is polled, which may be before it joins or after. */
export function asksWithNextPoll({ config, group, pollUntilUs, topics }: ConsumerClient): boolean {
  if (group === null || pollUntilUs !== -1 || group.groupTopics.length === 0 || group.joinedTopics === topics)
    return false
  return rulesOf(config).client.leadersForgetOwnTopics
}

/** Its own topics come back to mind of such a leader when it has given up its group's, right before it joins. */
export function forgetsOwnTopics({ config }: ConsumerClient): boolean {
  return rulesOf(config).client.leadersForgetOwnTopics
}

/** Before it assigns, the leader asks anew if its group has topics that it has not subscribed to itself. */
export function waitForTopics(consumer: ConsumerClient, group: GroupMembership): void {
  const { metadata } = consumer.core
  // By the list of topics, and not by what is known of them (SubscriptionState.groupSubscribe).
  const ofOthers = group.groupTopics.some((topic) => !consumer.topics.includes(topic))
  if (ofOthers) requestUpdateForNewTopics(metadata)
  // ConsumerNetworkClient.ensureFreshMetadata.
  const waits = metadata.asking || metadata.fullUpdateNeeded || metadata.partialUpdateNeeded
  group.leaderWaitsForVersion = waits ? metadata.version + 1 : 0
}
