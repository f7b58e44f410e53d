import type { MembershipWords } from '../membership-words.ts'

export const MEMBERSHIP_WORDS: MembershipWords = Object.freeze({
  membershipLogger: 'org.apache.kafka.clients.consumer.internals.AbstractCoordinator',
  joinRefused: ({ foreseen, message }: { readonly foreseen: boolean; readonly message: string | null }) =>
    `Attempt to join group failed due to ${foreseen ? 'fatal' : 'unexpected'} error: ${message}`,
  leaveRefused: ({ message }: { readonly message: string | null }) =>
    `LeaveGroup request failed with error: ${message}`,
  fenced: () => 'Received fatal exception: group.instance.id gets fenced',
  unassignedTopics: (topics: string) => `The following subscribed topics are not assigned to any members: ${topics} `,
  // It is the reason in a line about leaving, which is of level INFO.
  pollTimeoutExpired: null,
})
