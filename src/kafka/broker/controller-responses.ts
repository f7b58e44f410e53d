/** What the answers to this broker's own requests go to. */
import type { NodeContext } from '../../engine/node-context.ts'
import type { AllocateProducerIdsResponse } from '../protocol/allocate-producer-ids.ts'
import type { AlterPartitionResponse } from '../protocol/alter-partition.ts'
import type { Response } from '../protocol/apis.ts'
import type { BrokerHeartbeatResponse } from '../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationResponse } from '../protocol/broker-registration.ts'
import type { EnvelopeResponse } from '../protocol/envelope.ts'
import type { FetchMetadataResponse } from '../protocol/fetch-metadata.ts'
import type { ListOffsetsResponse } from '../protocol/list-offsets.ts'
import { onHeartbeatResponse, onRegistrationResponse } from './broker-lifecycle.ts'
import type { BrokerState, RequestTag } from './broker-state.ts'
import { onEnvelopeResponse } from './forwarding.ts'
import { onProducerIds } from './init-producer-id.ts'
import { onAlterPartitionResponse } from './isr.ts'
import { onLeaderOffsets } from './leader-offsets.ts'
import { onMetadataResponse } from './metadata-publisher.ts'

/** `response` is null when the connection broke or the time was over. */
export function dispatchResponse(
  state: BrokerState,
  tag: RequestTag,
  response: Response | null,
  node: NodeContext,
): void {
  switch (tag.type) {
    case 'metadata':
      return onMetadataResponse(state, tag.controllerId, response as FetchMetadataResponse | null, node)
    case 'heartbeat':
      return onHeartbeatResponse(state, response as BrokerHeartbeatResponse | null, node)
    case 'registration':
      return onRegistrationResponse(state, response as BrokerRegistrationResponse | null, node)
    case 'alterPartition':
      return onAlterPartitionResponse(state, tag.partitions, response as AlterPartitionResponse | null, node)
    case 'producerIds':
      return onProducerIds(state, response as AllocateProducerIdsResponse | null, node)
    case 'forward':
      return onEnvelopeResponse(state, tag.forwardId, response as EnvelopeResponse | null, node)
    case 'leaderOffsets':
      return onLeaderOffsets(state, tag.leaderId, tag.topicPartition, response as ListOffsetsResponse | null, node)
  }
}
