/** Consumers, those of the stage and those inside terminals alike. */
import type { World } from '../../../../engine/world.ts'
import type { ConsumerNodeState } from '../../../clients/consumer/consumer-node.ts'
import type { ConsumerClient, PartitionState } from '../../../clients/consumer/consumer-state.ts'
import { errorText } from '../../../clients/core/client-error.ts'
import { nodesOfKind, statusOf } from '../../../common/node-kind.ts'
import type { ClassicGroupMember } from '../../../group/group-shard-state.ts'
import type { AssignedPartition } from '../../../observe/assigned-partition.ts'
import type {
  GroupImage,
  MemberImage,
  NodeStatus,
  PartitionImage,
  ReplicaImage,
  Wait,
} from '../../../observe/cluster-image.ts'
import { waitAfterShare, waitOnceLate } from '../../../observe/image/waits.ts'
import type { ConsumerSpec } from '../../commands.ts'
import { coordinatedMembers, leaderHighWatermark } from '../broker/group-rows.ts'
import { replicaId } from '../broker/lagging-replicas.ts'
import { specAsAsked } from '../client-commands.ts'
import { throttledOf } from '../throttled-of.ts'

/** The tables a member's numbers are looked up in. */
export interface MemberTables {
  readonly partitions: ReadonlyMap<string, PartitionImage>
  readonly replicas: ReadonlyMap<string, ReplicaImage>
  readonly groups: ReadonlyMap<string, GroupImage>
}

/** What is looked at besides the image's own tables. */
export interface MemberSight {
  readonly tables: MemberTables
  readonly coordinated: ReadonlyMap<string, readonly ClassicGroupMember[]>
  readonly nowUs: number
}

export function memberSightOf(tables: MemberTables, world: World): MemberSight {
  return { tables, coordinated: coordinatedMembers(world), nowUs: world.nowUs }
}

export function addMemberRows(rows: Map<string, MemberImage>, world: World, tables: MemberTables, kind: string): void {
  const sight = memberSightOf(tables, world)
  for (const node of nodesOfKind(world, kind)) {
    const state = node.state as ConsumerNodeState | null
    const spec = specAsAsked<ConsumerSpec>(node.spec)
    const owner: MemberOwner = {
      name: node.id,
      status: statusOf(world, node),
      spec,
      terminal: null,
      groupId: spec.groupId,
      processing: state?.phase === 'processing' ? state.processing : 0,
      lastError: state?.failure == null ? null : errorText(state.failure),
    }
    rows.set(node.id, memberRow(state?.client ?? null, owner, sight))
  }
}

export interface MemberOwner {
  readonly name: string
  readonly status: NodeStatus
  readonly spec: ConsumerSpec | null
  readonly terminal: string | null
  readonly groupId: string
  /** Records the application has in hand. */
  readonly processing: number
  readonly lastError: string | null
}

/** `client` is null while no process runs, or where its settings were refused. */
export function memberRow(client: ConsumerClient | null, owner: MemberOwner, sight: MemberSight): MemberImage {
  const { tables } = sight
  const group = client?.group ?? null
  const committed = committedOf(owner.groupId, tables)
  return {
    kind: 'consumer',
    ...owner,
    memberId: group?.memberId ?? '',
    generation: group?.generationId ?? -1,
    state: client === null || client.closed ? 'left' : (group?.state ?? 'stable'),
    isGroupLeader: group?.isLeader ?? false,
    config: client?.config.texts ?? owner.spec?.config ?? {},
    assignment:
      client === null
        ? []
        : [...client.partitions.values()].map((partition) => ({
            ...assignedRow(partition, committed, tables),
            ...heldAt(client, partition, tables),
            ...(partition.readReplica === null ? {} : { readsFrom: partition.readReplica.brokerId }),
          })),
    session: sessionOf(client, owner, sight),
    poll: client === null ? null : pollOf(client, sight.nowUs),
    ...throttledOf(client?.core.network, sight.nowUs),
    consumed: client?.consumed ?? 0,
    lastError: owner.lastError ?? client?.lastError ?? null,
  }
}

/** Null while the group has no coordinator that could be asked. */
function committedOf(groupId: string, { groups }: MemberTables): ReadonlyMap<string, number> | null {
  const group = groups.get(groupId)
  if (group === undefined && groupId !== '') return null
  return new Map((group?.committed ?? []).map((each) => [each.topicPartition, each.offset]))
}

/** The session the coordinator has for it. A process that is gone, or not let in yet, is known there by its client id. */
function sessionOf(client: ConsumerClient | null, owner: MemberOwner, sight: MemberSight): Wait | null {
  const memberId = client?.group?.memberId ?? ''
  const clientId = owner.spec?.config['client.id'] ?? owner.name
  const member = sight.coordinated
    .get(owner.groupId)
    ?.find((each) => (memberId === '' ? each.clientId === clientId : each.memberId === memberId))
  if (member === undefined || member.sessionDeadlineUs < 0) return null
  const untilUs = member.sessionDeadlineUs
  const heartbeatUs = owner.status === 'running' ? (client?.config.heartbeatIntervalMs ?? 0) * 1_000 : 0
  return waitOnceLate(untilUs - member.sessionTimeoutMs * 1_000, untilUs, heartbeatUs, sight.nowUs)
}

/** An application is seen to keep its consumer from polling once this share of max.poll.interval.ms has passed. */
const LONG_SHARE = 0.05

function pollOf({ group, config, pollUntilUs, closing }: ConsumerClient, nowUs: number): Wait | null {
  const member = group !== null && (group.state === 'stable' || group.state === 'syncing')
  if (!member || pollUntilUs !== -1 || closing !== null) return null
  const untilUs = group.pollDeadlineUs
  return waitAfterShare(untilUs - config.maxPollIntervalMs * 1_000, untilUs, LONG_SHARE, nowUs)
}

function assignedRow(
  partition: PartitionState,
  groupCommitted: ReadonlyMap<string, number> | null,
  tables: MemberTables,
): AssignedPartition {
  const { topicPartition, position } = partition
  const committed = groupCommitted?.get(topicPartition) ?? -1
  const highWatermark = leaderHighWatermark(topicPartition, tables.partitions, tables.replicas)
  const read = committed === -1 ? position : committed
  return {
    topicPartition,
    position,
    committed,
    highWatermark,
    lag: groupCommitted === null || highWatermark === -1 ? null : read === -1 ? 0 : Math.max(0, highWatermark - read),
  }
}

function heldAt(
  { config }: ConsumerClient,
  { topicPartition, position }: PartitionState,
  { partitions, replicas }: MemberTables,
): Pick<AssignedPartition, 'heldAt'> {
  if (config.isolationLevel !== 'read_committed') return {}
  const replica = replicas.get(replicaId(topicPartition, partitions.get(topicPartition)?.leader ?? -1))
  if (replica === undefined || replica.role !== 'leader') return {}
  const { lastStableOffset, highWatermark } = replica
  return position >= lastStableOffset && lastStableOffset < highWatermark ? { heldAt: lastStableOffset } : {}
}
