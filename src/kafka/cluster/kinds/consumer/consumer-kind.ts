/** A consumer of the stage, with or without a group. */
import { type ConsumerNodeState, consumerBehavior } from '../../../clients/consumer/consumer-node.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { refuseName, refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { bootstrapOf } from '../broker/brokers.ts'
import { addClient, clientNodeSpec, configureClient, heldClient, removeClient } from '../client-commands.ts'
import { addMemberRows } from './member-rows.ts'

const KIND = 'consumer'

export const consumerKind: NodeKind = {
  kind: KIND,
  word: 'consumer',
  behavior: consumerBehavior,
  operable: true,
  stopCommand: { type: 'Close' },
  begins: 'clients',
  nodesOf: ({ spec }) =>
    spec.consumers.map((each) => ({ id: each.name, spec: clientNodeSpec(each, spec.profile, bootstrapOf(spec)) })),
  commands: {
    AddConsumer: {
      refuse: (world, { consumer }) => refuseName(world, consumer.name),
      apply: (world, { consumer }) => addClient(world, KIND, consumer),
    },
    ConfigureConsumer: {
      refuse: (world, { consumer }) => refuseUnknown(world, consumer.name, KIND),
      apply(world, command) {
        const { name } = command.consumer
        tell(world, name, { type: 'ConsumerConfigured', consumer: name })
        configureClient(world, command.consumer, command)
      },
    },
    RemoveConsumer: {
      refuse: (world, { name }) => refuseUnknown(world, name, KIND),
      apply: (world, command) => removeClient(world, command.name, command),
    },
  },
  statusOf: (node) => ((node.state as ConsumerNodeState | null)?.phase === 'closing' ? 'stopping' : node.status),
  heldClients: ({ id, state }) => heldClient(id, (state as ConsumerNodeState | null)?.client),
  addRows: (tables, world) => addMemberRows(tables.members, world, tables, KIND),
}
