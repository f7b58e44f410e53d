/** What the process of the Java-like clients holds. Handlers: `java-client-node.ts`. */
import { assert } from '../../engine/assert.ts'
import type { NodeId } from '../../engine/node-context.ts'
import type { ConsumerClient } from '../clients/consumer/consumer-client.ts'
import type { ProducerClient } from '../clients/producer/producer-client.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import type { OperationResult, RunningOperation } from './java-client-operations.ts'

export interface JavaConsumer {
  readonly client: ConsumerClient
  /** Calls of the rebalance listener since the last `run` began: `{ assigned: [...] }`. */
  events: Record<string, readonly string[]>[]
}

export interface JavaClientsState {
  /** Name of the Kafka version its clients are of. */
  readonly profile: string
  readonly bootstrap: readonly string[]
  readonly producers: Map<string, ProducerClient>
  readonly consumers: Map<string, JavaConsumer>
  /** Every operation so far, in order; `result` null while it runs. */
  readonly results: { readonly operation: ClientOperation; result: OperationResult | null }[]
  running: RunningOperation[]
  clients: number
}

export type Begun = RunningOperation | { readonly result: OperationResult }

/** Names are the program's own, so they are kept apart from addresses of nodes. */
export function addressOf(client: string): NodeId {
  return `java-clients/${client}`
}

export function setResult(state: JavaClientsState, resultIndex: number, result: OperationResult): void {
  const row = state.results[resultIndex]
  assert(row !== undefined && row.result === null, 'an operation that was begun has one result')
  row.result = result
  state.running = state.running.filter((each) => each.resultIndex !== resultIndex)
}
