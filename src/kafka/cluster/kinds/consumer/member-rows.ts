/** Consumers, those of the stage and those inside terminals alike. */
import type { World } from '../../../../engine/world.ts'
import type { ConsumerNodeState } from '../../../clients/consumer/consumer-node.ts'
import type { ConsumerClient, PartitionState } from '../../../clients/consumer/consumer-state.ts'
import { errorText } from '../../../clients/core/client-error.ts'
import { nodesOfKind, statusOf } from '../../../common/node-kind.ts'
import type {
  GroupImage,
  MemberImage,
  NodeStatus,
  PartitionImage,
  ReplicaImage,
} from '../../../observe/cluster-image.ts'
import type { ConsumerSpec } from '../../commands.ts'
import { leaderHighWatermark } from '../broker/group-rows.ts'
import { specAsAsked } from '../client-commands.ts'

/** The tables a member's numbers are looked up in. */
export interface MemberTables {
  readonly partitions: ReadonlyMap<string, PartitionImage>
  readonly replicas: ReadonlyMap<string, ReplicaImage>
  readonly groups: ReadonlyMap<string, GroupImage>
}

export function addMemberRows(rows: Map<string, MemberImage>, world: World, tables: MemberTables, kind: string): void {
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
    rows.set(node.id, memberRow(state?.client ?? null, owner, tables))
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
export function memberRow(client: ConsumerClient | null, owner: MemberOwner, tables: MemberTables): MemberImage {
  const group = client?.group ?? null
  const committed = new Map(
    (tables.groups.get(owner.groupId)?.committed ?? []).map((each) => [each.topicPartition, each.offset]),
  )
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
        : [...client.partitions.values()].map((partition) => assignedRow(partition, committed, tables)),
    consumed: client?.consumed ?? 0,
    lastError: owner.lastError ?? client?.lastError ?? null,
  }
}

function assignedRow(
  partition: PartitionState,
  groupCommitted: ReadonlyMap<string, number>,
  tables: MemberTables,
): MemberImage['assignment'][number] {
  const { topicPartition, position } = partition
  const committed = groupCommitted.get(topicPartition) ?? -1
  const highWatermark = leaderHighWatermark(topicPartition, tables.partitions, tables.replicas)
  const read = committed === -1 ? position : committed
  return {
    topicPartition,
    position,
    committed,
    highWatermark,
    lag: highWatermark === -1 || read === -1 ? 0 : Math.max(0, highWatermark - read),
  }
}
