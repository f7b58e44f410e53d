/** What tools ask about groups. Counterpart: GroupMetadataManager (describeGroups, listGroups) and deleteGroups. */
import type { ErrorCode } from '../common/errors.ts'
import type { DescribedGroup } from '../protocol/describe-groups.ts'
import type { ListGroupsRequest, ListGroupsResponse } from '../protocol/list-groups.ts'
import { membersInOrder, subscriptionOf } from './classic-group.ts'
import type { CoordinatorHost, CoordinatorRecord } from './coordinator-host.ts'
import type { ClassicGroup, CoordinatorShard, GroupCoordinatorState, OffsetChange } from './coordinator-state.ts'
import { deletionsOf } from './offset-requests.ts'
import { groupTombstone, offsetRecord, write } from './shard-writer.ts'

/** One group of DescribeGroups; `shard` is undefined when this broker does not coordinate it. */
export function describeGroup(shard: CoordinatorShard | undefined, groupId: string): DescribedGroup {
  if (groupId === '') return undescribed(groupId, 'INVALID_GROUP_ID', null)
  if (shard === undefined) return undescribed(groupId, 'NOT_COORDINATOR', null)
  const group = shard.groups.get(groupId)
  if (group === undefined) return undescribed(groupId, 'GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`)
  // Outside Stable nobody's assignment holds, so none is told.
  const stable = group.state === 'Stable'
  return {
    groupId,
    errorCode: 'NONE',
    errorMessage: null,
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocol: stable ? (group.protocolName ?? '') : '',
    members: membersInOrder(group).map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      subscription: stable ? subscriptionOf(member, group.protocolName) : null,
      assignment: stable ? member.assignment : [],
    })),
  }
}

function undescribed(groupId: string, errorCode: ErrorCode, errorMessage: string | null): DescribedGroup {
  return { groupId, errorCode, errorMessage, groupState: 'Dead', protocolType: '', protocol: '', members: [] }
}

/** ListGroups of this broker: all it coordinates, whatever the partition. */
export function listGroups(state: GroupCoordinatorState, request: ListGroupsRequest): ListGroupsResponse {
  const states = new Set(request.statesFilter.map((name) => name.toLowerCase()))
  const types = new Set(request.typesFilter.map((name) => name.toLowerCase()))
  const listed = (group: ClassicGroup): boolean =>
    (states.size === 0 || states.has(group.state.toLowerCase())) && (types.size === 0 || types.has('classic'))
  const groups: ListGroupsResponse['groups'][number][] = []
  for (const shard of state.shards.values()) {
    for (const group of shard.groups.values()) {
      if (!listed(group)) continue
      groups.push({
        groupId: group.groupId,
        protocolType: group.protocolType ?? '',
        groupState: group.state,
        groupType: 'classic',
      })
    }
  }
  return { type: 'ListGroupsResponse', correlationId: request.correlationId, errorCode: 'NONE', groups }
}

/** One shard's part of DeleteGroups. Groups with members stay. */
export function deleteGroups(
  shard: CoordinatorShard,
  groupIds: readonly string[],
  host: CoordinatorHost,
  forget: (group: ClassicGroup) => void,
): Map<string, ErrorCode> {
  const results = new Map<string, ErrorCode>()
  const changes: OffsetChange[] = []
  const records: CoordinatorRecord[] = []
  const deleted: ClassicGroup[] = []
  for (const groupId of groupIds) {
    const group = shard.groups.get(groupId)
    if (group === undefined || group.state === 'Dead') {
      results.set(groupId, 'GROUP_ID_NOT_FOUND')
    } else if (group.state !== 'Empty') {
      results.set(groupId, 'NON_EMPTY_GROUP')
    } else {
      const deletions = deletionsOf(shard, groupId)
      changes.push(...deletions)
      records.push(...deletions.map(offsetRecord), groupTombstone(groupId))
      deleted.push(group)
      results.set(groupId, 'NONE')
    }
  }
  if (deleted.length === 0) return results
  const errorCode = write(shard, records, changes, null, host)
  for (const group of deleted) {
    if (errorCode === 'NONE') forget(group)
    else results.set(group.groupId, errorCode)
  }
  return results
}
