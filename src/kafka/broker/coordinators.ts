/**
 * The coordinators a broker hosts, a row each: its home is a folder beside this one, and nothing else names it. See
 * `coordinator/coordinator-shard.ts` for what a row says.
 */
import type { CoordinatorKeyType } from '../common/internal-topics.ts'
import type { CoordinatorKind } from '../coordinator/coordinator-shard.ts'
import {
  type CoordinatorContext,
  type CoordinatorRuntime,
  createCoordinatorRuntime,
} from '../coordinator/runtime-state.ts'
import { groupCoordinator } from '../group/group-coordinator.ts'
import type { GroupShard } from '../group/group-shard-state.ts'
import { transactionCoordinator } from '../transaction/transaction-coordinator.ts'
import type { TransactionShard } from '../transaction/transaction-shard.ts'
import type { BrokerState } from './broker-state.ts'

/** Only tests add to it. */
export const COORDINATORS: CoordinatorKind[] = [groupCoordinator, transactionCoordinator]

export function coordinatorOfTopic(topic: string): CoordinatorKind | undefined {
  return COORDINATORS.find((kind) => kind.topic === topic)
}

export function coordinatorOfRequest(type: string): CoordinatorKind | undefined {
  return COORDINATORS.find((kind) => kind.requests.includes(type))
}

export function coordinatorOfKeyType(keyType: CoordinatorKeyType): CoordinatorKind | undefined {
  return COORDINATORS.find((kind) => kind.keys?.type === keyType)
}

export function createCoordinatorRuntimes(): Map<string, CoordinatorRuntime> {
  return new Map(COORDINATORS.map(({ name }) => [name, createCoordinatorRuntime()]))
}

/** The shards of consumer groups on this broker, for whoever looks at them from outside. */
export function groupShards(state: BrokerState): CoordinatorContext<GroupShard>[] {
  return activeShards<GroupShard>(state, groupCoordinator.name)
}

/** The same of transactional ids. */
export function transactionShards(state: BrokerState): CoordinatorContext<TransactionShard>[] {
  return activeShards<TransactionShard>(state, transactionCoordinator.name)
}

function activeShards<Shard>(state: BrokerState, name: string): CoordinatorContext<Shard>[] {
  const runtime = state.coordinators.get(name) as CoordinatorRuntime<Shard> | undefined
  return [...(runtime?.contexts.values() ?? [])].filter((context) => context.state === 'ACTIVE')
}
