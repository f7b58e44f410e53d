/** The admin client behind the page's own buttons. */
import { deliverCommand } from '../../../../engine/processes.ts'
import type { World } from '../../../../engine/world.ts'
import { type AdminCommand, adminBehavior } from '../../../clients/admin/admin-node.ts'
import { ADMIN_NODE } from '../../../common/addresses.ts'
import type { CommandHandler, NodeKind } from '../../../common/node-kind.ts'
import type { Happening } from '../../../observe/happenings.ts'
import { tell } from '../../tell.ts'
import { bootstrapOf } from '../broker/brokers.ts'

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
  },
}

function whatIsAsked(command: AdminCommand): Happening {
  if (command.type === 'ElectPreferredLeaders') return { type: 'PreferredElectionAsked' }
  const topic = command.type === 'CreateTopic' ? command.topic.name : command.topic
  return { type: 'TopicChangeAsked', call: command.type, topic }
}
