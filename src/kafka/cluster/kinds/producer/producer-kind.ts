/** A producer of the stage. */
import { fail } from '../../../../engine/assert.ts'
import { deliverCommand, nodeOf } from '../../../../engine/processes.ts'
import type { World } from '../../../../engine/world.ts'
import { type ProducerNodeState, producerBehavior } from '../../../clients/producer/producer-node.ts'
import type { TransactionManager } from '../../../clients/producer/transaction-manager.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { refuseName, refuseStopped, refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { bootstrapOf } from '../broker/brokers.ts'
import { addClient, clientNodeSpec, configureClient, heldClient, removeClient } from '../client-commands.ts'
import { addProducerRows } from './producer-rows.ts'

const KIND = 'producer'

function transactionsOf(world: World, name: string): TransactionManager | null {
  return (nodeOf(world, name).state as ProducerNodeState | null)?.client?.transactions ?? null
}

function refuseNoTransaction(name: string, transactions: TransactionManager | null): string | null {
  if (transactions === null) return `${name} has no transactional.id, and so no transactions.`
  return transactions.state === 'IN_TRANSACTION' ? null : `${name} has no transaction open at this instant.`
}

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
    EndTransaction: {
      refuse: (world, { producer }) =>
        refuseUnknown(world, producer, KIND) ??
        refuseStopped(world, producer) ??
        refuseNoTransaction(producer, transactionsOf(world, producer)),
      apply(world, command) {
        const { producer, committed } = command
        const { transactionalId } = transactionsOf(world, producer) ?? fail(`${producer} has transactions`)
        tell(world, producer, { type: 'TransactionEndAsked', producer, transactionalId, committed })
        deliverCommand(world, producer, command)
      },
    },
  },
  heldClients: ({ id, state }) => heldClient(id, (state as ProducerNodeState | null)?.client),
  addRows: ({ producers }, world) => addProducerRows(producers, world, KIND),
}
