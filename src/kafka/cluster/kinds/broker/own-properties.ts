import { brokerPort, controllerPort } from '../../../common/addresses.ts'
import type { ConfigEntries } from '../../commands.ts'

/**
 * What a broker's server.properties says of who it is, where it listens and whom it asks. A run's spec decides that: a
 * line that says otherwise is written into the file, and not obeyed.
 */
export function ownProperties(brokerId: number, controllers: readonly number[]): ConfigEntries {
  return {
    'process.roles': 'broker',
    'node.id': String(brokerId),
    listeners: `PLAINTEXT://localhost:${brokerPort(brokerId)}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'controller.quorum.bootstrap.servers': controllers.map((id) => `localhost:${controllerPort(id)}`).join(','),
    'log.dirs': `/tmp/kafka-logs-${brokerId}`,
  }
}
