/** The process that holds the clients of Java-like programs. */
import { deliverCommand } from '../../../../engine/processes.ts'
import { JAVA_CLIENTS_NODE } from '../../../common/addresses.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { javaClientsBehavior } from '../../../java-clients/java-client-node.ts'
import { bootstrapOf } from '../broker/brokers.ts'

export const javaClientsKind: NodeKind = {
  kind: 'javaClients',
  word: 'Java process',
  behavior: javaClientsBehavior,
  operable: false,
  stopCommand: null,
  begins: 'cluster',
  nodesOf: ({ spec }) => [{ id: JAVA_CLIENTS_NODE, spec: { profile: spec.profile, bootstrap: bootstrapOf(spec) } }],
  commands: {
    ClientOperation: {
      apply: (world, command) => void deliverCommand(world, JAVA_CLIENTS_NODE, command),
    },
  },
}
