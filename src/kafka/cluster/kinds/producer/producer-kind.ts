/** A producer of the stage. */
import { deliverCommand } from '../../../../engine/processes.ts'
import { type ProducerNodeState, producerBehavior } from '../../../clients/producer/producer-node.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { refuseName, refuseStopped, refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { bootstrapOf } from '../broker/brokers.ts'
import { addClient, clientNodeSpec, configureClient, heldClient, removeClient } from '../client-commands.ts'
import { addProducerRows } from './producer-rows.ts'

const KIND = 'producer'

export const producerKind: NodeKind = {
  kind: KIND,
  word: 'producer',
  behavior: producerBehavior,
  operable: true,
  stopCommand: { type: 'Close' },
  begins: 'clients',
  nodesOf: ({ spec }) =>
    spec.producers.map((each) => ({ id: each.name, spec: clientNodeSpec(each, spec.profile, bootstrapOf(spec)) })),
  commands: {
    AddProducer: {
      refuse: (world, { producer }) => refuseName(world, producer.name),
      apply: (world, { producer }) => addClient(world, KIND, producer),
    },
    ConfigureProducer: {
      refuse: (world, { producer }) => refuseUnknown(world, producer.name, KIND),
      apply(world, command) {
        const { name } = command.producer
        tell(world, name, { type: 'ProducerConfigured', producer: name })
        configureClient(world, command.producer, command)
      },
    },
    RemoveProducer: {
      refuse: (world, { name }) => refuseUnknown(world, name, KIND),
      apply: (world, command) => removeClient(world, command.name, command),
    },
    SendRecords: {
      refuse: (world, { producer }) => refuseUnknown(world, producer, KIND) ?? refuseStopped(world, producer),
      apply: (world, command) => void deliverCommand(world, command.producer, command),
    },
  },
  heldClients: ({ id, state }) => heldClient(id, (state as ProducerNodeState | null)?.client),
  addRows: ({ producers }, world) => addProducerRows(producers, world, KIND),
}
