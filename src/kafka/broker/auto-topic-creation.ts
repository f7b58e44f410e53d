/** Counterpart in Kafka: AutoTopicCreationManager. Topics that come into being because somebody asked for them. */
import type { NodeContext } from '../../engine/node-context.ts'
import type { CreateTopicsRequest } from '../protocol/create-topics.ts'
import type { RequestHeader } from '../protocol/header.ts'
import type { ForwardedRequest } from '../protocol/messages.ts'
import type { BrokerState } from './broker-state.ts'
import { coordinatorOfTopic } from './coordinators.ts'
import { linkOf } from './link/broker-link.ts'

type NewTopic = CreateTopicsRequest['topics'][number]

/** Of the request for whose sake a topic is made: Kafka borrows them, so that the two can be matched in logs. */
export type Occasion = Pick<RequestHeader, 'correlationId' | 'clientId'>

/**
 * Asks the controller for the topic, once; whoever wanted it asks again and finds it. `occasion` is null for an internal
 * topic, which the broker wants for itself.
 */
export function createTopicAutomatically(
  state: BrokerState,
  name: string,
  occasion: Occasion | null,
  node: NodeContext,
): void {
  if (state.topicsBeingCreated.has(name)) return
  state.topicsBeingCreated.add(name)
  const request: CreateTopicsRequest = {
    type: 'CreateTopicsRequest',
    correlationId: occasion?.correlationId ?? 0,
    clientId: occasion?.clientId ?? String(state.brokerId),
    topics: [newTopic(state, name)],
    validateOnly: false,
  }
  linkOf(state).forward(state, request, null, node)
}

function newTopic(state: BrokerState, name: string): NewTopic {
  const { config } = state
  const internal = coordinatorOfTopic(name)?.internalTopic(config)
  if (internal !== undefined) return { name, assignments: null, ...internal }
  return {
    name,
    numPartitions: config.numPartitions,
    replicationFactor: config.defaultReplicationFactor,
    assignments: null,
    configs: [],
  }
}

/** The controller has answered, one way or the other. */
export function onTopicsCreated(state: BrokerState, request: ForwardedRequest): void {
  if (request.type !== 'CreateTopicsRequest') return
  for (const topic of request.topics) state.topicsBeingCreated.delete(topic.name)
}

/** What Kafka allows as a topic's name (Topic.isValid). */
export function isValidTopicName(name: string): boolean {
  return name.length > 0 && name.length <= 249 && name !== '.' && name !== '..' && /^[a-zA-Z0-9._-]+$/.test(name)
}
