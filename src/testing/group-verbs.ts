/** What a member of `hello-group` says to its coordinator on the bench. */
import { expect } from 'vitest'
import type { JoinGroupResponse, Subscription } from '../kafka/protocol/join-group.ts'
import type { GroupResponse } from '../kafka/protocol/messages.ts'
import { ask, type CoordinatorBench, coordinatorBench, elect, groupOf, pass, takeAnswers } from './coordinator-bench.ts'

export const G = 'hello-group'
export const ORDERS: Subscription = { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null }

export function started(properties: Readonly<Record<string, string>> = {}): CoordinatorBench {
  const bench = coordinatorBench({ 'group.initial.rebalance.delay.ms': '0', ...properties })
  elect(bench, G)
  return bench
}

export function join(
  bench: CoordinatorBench,
  client: string,
  memberId: string,
  more: { instance?: string; subscription?: Subscription; sessionTimeoutMs?: number } = {},
): GroupResponse | null {
  return ask(bench, client, {
    type: 'JoinGroupRequest',
    groupId: G,
    sessionTimeoutMs: more.sessionTimeoutMs ?? 45_000,
    rebalanceTimeoutMs: 300_000,
    memberId,
    groupInstanceId: more.instance ?? null,
    protocolType: 'consumer',
    protocols: [
      { name: 'range', subscription: more.subscription ?? ORDERS },
      { name: 'cooperative-sticky', subscription: more.subscription ?? ORDERS },
    ],
  })
}

/** The id that MEMBER_ID_REQUIRED hands out. */
export function memberIdOf(bench: CoordinatorBench, client: string): string {
  const response = join(bench, client, '') as JoinGroupResponse
  expect(response.errorCode).toBe('MEMBER_ID_REQUIRED')
  return response.memberId
}

export function sync(
  bench: CoordinatorBench,
  client: string,
  memberId: string,
  generationId: number,
  assignments: Record<string, string[]> = {},
): GroupResponse | null {
  return ask(bench, client, {
    type: 'SyncGroupRequest',
    groupId: G,
    generationId,
    memberId,
    groupInstanceId: null,
    protocolName: 'range',
    assignments: Object.entries(assignments).map(([member, partitions]) => ({ memberId: member, partitions })),
  })
}

export function heartbeat(bench: CoordinatorBench, client: string, memberId: string, generationId: number): string {
  const response = ask(bench, client, {
    type: 'HeartbeatRequest',
    groupId: G,
    generationId,
    memberId,
    groupInstanceId: null,
  })
  return response?.type === 'HeartbeatResponse' ? response.errorCode : 'no answer'
}

/** Who commits without being a member. */
export const NOBODY = { memberId: '', generation: -1 }

export function commit(
  bench: CoordinatorBench,
  client: string,
  { memberId, generation }: { readonly memberId: string; readonly generation: number },
  offset: number,
  metadata = '',
): GroupResponse | null {
  return ask(bench, client, {
    type: 'OffsetCommitRequest',
    groupId: G,
    generationId: generation,
    memberId,
    groupInstanceId: null,
    partitions: [{ topicPartition: 'orders-0', offset, leaderEpoch: 0, metadata }],
  })
}

/** Somebody who is in no group has committed an offset, and this was asked after it. */
export function askedAfterCommit(bench: CoordinatorBench, request: Parameters<typeof ask>[2]): CoordinatorBench {
  commit(bench, 'c1', NOBODY, 7)
  ask(bench, 'c1', request)
  return bench
}

export function committed(bench: CoordinatorBench): number {
  const response = ask(bench, 'tool', {
    type: 'OffsetFetchRequest',
    groupId: G,
    topicPartitions: ['orders-0'],
    requireStable: false,
  })
  return response?.type === 'OffsetFetchResponse' ? (response.partitions[0]?.offset ?? -2) : -2
}

/** A stable group of one, whose member has orders-0 and orders-1. */
export function stable(bench: CoordinatorBench, client = 'c1'): { memberId: string; generation: number } {
  const memberId = memberIdOf(bench, client)
  join(bench, client, memberId)
  pass(bench, 0)
  const generation = groupOf(bench, G)?.generationId ?? -1
  sync(bench, client, memberId, generation, { [memberId]: ['orders-0', 'orders-1'] })
  expect(groupOf(bench, G)?.state).toBe('Stable')
  takeAnswers(bench)
  return { memberId, generation }
}
