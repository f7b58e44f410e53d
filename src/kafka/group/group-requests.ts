/** What tools ask about groups. Counterpart: GroupMetadataManager (describeGroups, listGroups) and deleteGroups. */
import type { ErrorCode } from '../common/errors.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { committedValue, committedValues } from '../coordinator/timeline.ts'
import type { DeleteGroupsRequest, DeleteGroupsResponse } from '../protocol/delete-groups.ts'
import type { DescribedGroup, DescribeGroupsRequest } from '../protocol/describe-groups.ts'
import type { ListGroupsRequest, ListGroupsResponse } from '../protocol/list-groups.ts'
import { membersInOrder, subscriptionOf } from './classic-group.ts'
import { type GroupRecord, type GroupResult, groupTombstone, reply } from './group-records.ts'
import type { ClassicGroup, GroupShard } from './group-shard-state.ts'
import { deletionsOf, groupsRemoved, isBuried } from './offset-requests.ts'

/** DescribeGroups, the groups of one shard: those that were there at the last commit, as they are now. */
export function handleDescribeGroups(shard: GroupShard, request: DescribeGroupsRequest): GroupResult {
  const { correlationId } = request
  const groups = request.groups.map((groupId) => describeGroup(shard, groupId))
  return reply({ type: 'DescribeGroupsResponse', correlationId, groups })
}

function describeGroup(shard: GroupShard, groupId: string): DescribedGroup {
  if (groupId === '') return undescribed(groupId, 'INVALID_GROUP_ID', null)
  const group = committedValue(shard.groups, groupId)
  if (group === undefined) return undescribed(groupId, 'GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`)
  // Outside Stable there is no protocol that all agree on. Assignments stay until a new one is stored: members that
  // have not heard of the rebalance still consume by them.
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
      assignment: member.assignment,
    })),
  }
}

export function undescribed(groupId: string, errorCode: ErrorCode, errorMessage: string | null): DescribedGroup {
  return { groupId, errorCode, errorMessage, groupState: 'Dead', protocolType: '', protocol: '', members: [] }
}

/** ListGroups, of one shard, likewise. */
export function handleListGroups(shard: GroupShard, request: ListGroupsRequest): GroupResult {
  const states = new Set(request.statesFilter.map((name) => name.toLowerCase()))
  const types = new Set(request.typesFilter.map((name) => name.toLowerCase()))
  const listed = (group: ClassicGroup): boolean =>
    (states.size === 0 || states.has(group.state.toLowerCase())) && (types.size === 0 || types.has('classic'))
  const groups: ListGroupsResponse['groups'][number][] = []
  for (const group of committedValues(shard.groups).values()) {
    if (!listed(group)) continue
    groups.push({
      groupId: group.groupId,
      protocolType: group.protocolType ?? '',
      groupState: group.state,
      groupType: 'classic',
    })
  }
  return reply({ type: 'ListGroupsResponse', correlationId: request.correlationId, errorCode: 'NONE', groups })
}

/** DeleteGroups, the groups of one shard. Groups with members stay. */
export function handleDeleteGroups(shard: GroupShard, request: DeleteGroupsRequest, host: ShardHost): GroupResult {
  const { correlationId } = request
  const records: GroupRecord[] = []
  const deleted: string[] = []
  const groups = request.groups.map((groupId) => {
    const errorCode = whyNotDeleted(shard, groupId)
    if (errorCode === 'NONE') {
      const group = shard.groups.latest.get(groupId)
      records.push(...deletionsOf(shard, groupId, host))
      if (group !== undefined && isBuried(group, host)) records.push(groupTombstone(groupId))
      deleted.push(groupId)
    }
    return { groupId, errorCode }
  })
  const response: DeleteGroupsResponse = { type: 'DeleteGroupsResponse', correlationId, groups }
  return { records, response, completion: groupsRemoved(shard, deleted), alreadyApplied: false }
}

function whyNotDeleted(shard: GroupShard, groupId: string): ErrorCode {
  const group = shard.groups.latest.get(groupId)
  if (group === undefined || group.state === 'Dead') return 'GROUP_ID_NOT_FOUND'
  return group.state === 'Empty' ? 'NONE' : 'NON_EMPTY_GROUP'
}
