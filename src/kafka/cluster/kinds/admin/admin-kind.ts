/** The admin client behind the page's own buttons. */
import { deliverCommand } from '../../../../engine/processes.ts'
import type { World } from '../../../../engine/world.ts'
import { type AdminCommand, adminBehavior } from '../../../clients/admin/admin-node.ts'
import type { ReassignCommand } from '../../../clients/admin/reassignment-job.ts'
import { ADMIN_NODE } from '../../../common/addresses.ts'
import type { CommandHandler, NodeKind } from '../../../common/node-kind.ts'
import { topicPartition } from '../../../common/topic-partition.ts'
import type { Happening } from '../../../observe/happenings.ts'
import { refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { BROKER_KIND, bootstrapOf } from '../broker/brokers.ts'

const asked: CommandHandler<AdminCommand> = {
  apply(world: World, command: AdminCommand): void {
    tell(world, ADMIN_NODE, whatIsAsked(command))
    deliverCommand(world, ADMIN_NODE, command)
  },
}

export const adminKind: NodeKind = {
  kind: 'admin',
  word: 'admin client',
  behavior: adminBehavior,
  operable: false,
  stopCommand: null,
  begins: 'cluster',
  nodesOf: ({ spec }) => [{ id: ADMIN_NODE, spec: { profile: spec.profile, bootstrap: bootstrapOf(spec) } }],
  commands: {
    CreateTopic: asked,
    DeleteTopic: asked,
    AddPartitions: asked,
    AlterTopicConfig: asked,
    ElectPreferredLeaders: asked,
    ReassignPartitions: { refuse: refuseReassignment, apply: asked.apply as CommandHandler<ReassignCommand>['apply'] },
  },
}

/** What could never end, or would end what it needs. */
function refuseReassignment(world: World, { partitions, thenStop }: ReassignCommand): string | null {
  if (partitions.length === 0) return 'Nothing to reassign was given.'
  return thenStop === null ? null : refuseUnknown(world, thenStop, BROKER_KIND)
}

function whatIsAsked(command: AdminCommand): Happening {
  if (command.type === 'ReassignPartitions') {
    const { partitions, throttle } = command
    return {
      type: 'ReassignmentAsked',
      partitions: partitions.map(({ topic, partition }) => topicPartition(topic, partition)),
      cancelled: partitions.every(({ replicas }) => replicas === null),
      throttle,
    }
  }
  if (command.type === 'ElectPreferredLeaders') return { type: 'PreferredElectionAsked' }
  const topic = command.type === 'CreateTopic' ? command.topic.name : command.topic
  return { type: 'TopicChangeAsked', call: command.type, topic }
}
