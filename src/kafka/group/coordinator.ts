/**
 * Counterpart in Kafka: org.apache.kafka.coordinator.group.GroupCoordinatorService. The coordinator of consumer groups
 * as its broker sees it.
 */
import type { NodeId, Timer } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { GroupRequest } from '../protocol/group.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import { createGroupCoordinatorState, type GroupCoordinatorState } from './coordinator-state.ts'

export type { GroupCoordinatorState } from './coordinator-state.ts'

/** An empty coordinator; partitions of `__consumer_offsets` are loaded by `onPartitionElected`. */
export function createGroupCoordinator(_config: BrokerConfig): GroupCoordinatorState {
  return createGroupCoordinatorState()
}

export function handleGroupRequest(_state: GroupCoordinatorState, _request: GroupRequest, _from: NodeId, _host: CoordinatorHost): void {
  throw new Error('not yet')
}

export function onPartitionElected(
  _state: GroupCoordinatorState,
  _partition: number,
  _leaderEpoch: number,
  _batches: Iterable<RecordBatch>,
  _host: CoordinatorHost,
): void {}

export function onPartitionResigned(_state: GroupCoordinatorState, _partition: number, _host: CoordinatorHost): void {}

export function onHighWatermarkAdvanced(
  _state: GroupCoordinatorState,
  _partition: number,
  _highWatermark: number,
  _host: CoordinatorHost,
): void {}

export function onGroupTimer(_state: GroupCoordinatorState, _timer: Timer, _host: CoordinatorHost): void {}
