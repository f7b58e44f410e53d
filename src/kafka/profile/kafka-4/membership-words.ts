import type { FencedMember, MembershipWords } from '../membership-words.ts'

export const MEMBERSHIP_WORDS: MembershipWords = Object.freeze({
  // AbstractCoordinator speaks under the name of the class that extends it.
  membershipLogger: 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator',
  joinRefused: ({ foreseen, message }: { readonly foreseen: boolean; readonly message: string | null }) =>
    `JoinGroup failed due to ${foreseen ? 'fatal' : 'unexpected'} error: ${message}`,
  leaveRefused: ({ generation, message }: { readonly generation: string; readonly message: string | null }) =>
    `LeaveGroup request with ${generation} failed with error: ${message}`,
  fenced: ({ api, groupInstanceId, generation }: FencedMember) =>
    api === 'Heartbeat' || api === 'OffsetCommit'
      ? null
      : `${api} failed: The group instance id Optional[${groupInstanceId}] has been fenced by another instance. Sent generation was ${generation}`,
  // Said of assignors alone that Kafka does not come with.
  unassignedTopics: null,
  pollTimeoutExpired:
    'consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of batches returned in poll() with max.poll.records.',
})
