/**
 * Counterpart in Kafka: AdminManager.createTopics, KafkaApis.createTopic and AdminZkClient. A topic is what stands in
 * ZooKeeper: its settings, then its assignment. Only for clients has it to be the controller's broker that writes them.
 */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import { collidingTopic, illegalTopicName } from '../../../common/topic-names.ts'
import { placeReplicas } from '../../../controller/place-replicas.ts'
import { isActive } from '../../../controller/zookeeper/kafka-controller.ts'
import { brokerLayers } from '../../../profile/effective-config.ts'
import { profileOf, rulesOf } from '../../../profile/registry.ts'
import { validateTopicConfigs } from '../../../profile/validate-topic-configs.ts'
import type { CreateTopicsRequest } from '../../../protocol/create-topics.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { encodeTopic } from '../../../znodes/znode-bodies.ts'
import { TOPICS, topicPath } from '../../../znodes/znode-paths.ts'
import { onTopicsCreated } from '../../auto-topic-creation.ts'
import type { BrokerState } from '../../broker-state.ts'
import { coordinatorOfTopic } from '../../coordinators.ts'
import { answer, answerOnceDone, refused, type TopicOutcome } from './delayed-topics.ts'
import { ask, beginErrand, type ErrandRun } from './errands.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import {
  type Config,
  childrenOf,
  type RegisteredBroker,
  registeredBrokers,
  writeConfig,
} from './zookeeper-questions.ts'

type NewTopic = CreateTopicsRequest['topics'][number]
type Assignments = readonly (readonly number[])[]

/** Placed; or what is wrong with it. */
type PlannedTopic =
  | { readonly name: string; readonly assignments: Assignments; readonly configs: Config; readonly refused: null }
  | { readonly name: string; readonly refused: TopicOutcome }

export interface TopicsToCreate {
  readonly type: 'createTopics'
  readonly request: CreateTopicsRequest
  /** Null: the broker makes it by itself. */
  readonly from: NodeId | null
  readonly planned: readonly PlannedTopic[]
}

export interface TopicToPlace {
  readonly type: 'placeTopic'
  readonly request: CreateTopicsRequest
}

export function handleCreateTopics(
  state: BrokerState,
  request: CreateTopicsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  if (!isActive(zookeeperLinkOf(state).controller, state.brokerId))
    return sendMessage(node, from, forwardedError(request, 'NOT_CONTROLLER'))
  const brokers = [...state.metadata.brokers.values()].map(({ brokerId: id, rack }) => ({ id, rack }))
  const names = request.topics.map(({ name }) => name)
  const planned = request.topics.map((topic) =>
    names.indexOf(topic.name) === names.lastIndexOf(topic.name)
      ? plan(state, topic, brokers, node)
      : refusal(topic.name, 'INVALID_REQUEST', 'Found multiple entries for this topic.'),
  )
  beginErrand(state, { type: 'createTopics', request, from, planned: Object.freeze(planned) })
}

/** A topic that somebody has asked for, or a coordinator's. There are no more brokers than these metadata know. */
export function createByItself(state: BrokerState, request: CreateTopicsRequest): void {
  const [topic] = request.topics
  const isInternal = topic !== undefined && coordinatorOfTopic(topic.name) !== undefined
  if (isInternal && state.metadata.brokers.size < topic.replicationFactor) return onTopicsCreated(state, request)
  beginErrand(state, { type: 'placeTopic', request })
}

/** Among those who stand in ZooKeeper. Where only some say in which rack they are, racks count for nothing. */
export function placeTopic({ request }: TopicToPlace, run: ErrandRun): void {
  const registered = registeredBrokers(run)
  const { state, node } = run
  const isRacked = registered.every(({ rack }) => rack !== null)
  const brokers = isRacked ? registered : registered.map(({ id }) => ({ id, rack: null }))
  const planned = request.topics.map((topic) => plan(state, topic, brokers, node))
  beginErrand(state, { type: 'createTopics', request, from: null, planned: Object.freeze(planned) })
}

function refusal(name: string, errorCode: TopicOutcome['errorCode'], message: string | null): PlannedTopic {
  return Object.freeze({ name, refused: refused(name, errorCode, message) })
}

function plan(
  state: BrokerState,
  topic: NewTopic,
  brokers: readonly RegisteredBroker[],
  node: NodeContext,
): PlannedTopic {
  const { name, numPartitions, replicationFactor, assignments } = topic
  if (state.metadata.topics.has(name)) return refusal(name, 'TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`)
  const profile = profileOf(state.profile)
  const configs = Object.freeze(Object.fromEntries(topic.configs.map(([key, value]) => [key, value ?? ''])))
  const wrong = validateTopicConfigs(configs, brokerLayers(state.metadata, state.staticConfig, state.brokerId, profile))
  if (wrong !== null) return refusal(name, 'INVALID_CONFIG', wrong)
  if (assignments !== null) {
    if (numPartitions === -1 && replicationFactor === -1)
      return Object.freeze({ name, assignments, configs, refused: null })
    const both =
      'Both numPartitions or replicationFactor and replicasAssignments were set. Both cannot be used at the same time.'
    return refusal(name, 'INVALID_REQUEST', both)
  }
  const wanted = {
    numPartitions: numPartitions === -1 ? state.config.numPartitions : numPartitions,
    replicationFactor: replicationFactor === -1 ? state.config.defaultReplicationFactor : replicationFactor,
    firstPartition: 0,
  }
  const placement = placeReplicas(
    rulesOf(state.config).controller,
    brokers.map(({ id, rack }) => ({ id, rack, fenced: false })),
    wanted,
    (bound) => node.randomInt('placement', bound),
  )
  if (placement.kind === 'placed')
    return Object.freeze({ name, assignments: placement.assignments, configs, refused: null })
  const isOfPartitions = wanted.numPartitions <= 0
  return refusal(name, isOfPartitions ? 'INVALID_PARTITIONS' : 'INVALID_REPLICATION_FACTOR', placement.message)
}

export function createTopics({ request, from, planned }: TopicsToCreate, run: ErrandRun): void {
  const outcomes = planned.map((topic) => topic.refused ?? create(topic, request.validateOnly, run))
  const { state, node } = run
  if (from === null) return onTopicsCreated(state, request)
  const asked = { kind: 'createTopics', from, correlationId: request.correlationId } as const
  if (request.validateOnly) answer(asked, outcomes, node)
  else answerOnceDone(state, asked, outcomes, node)
}

/** createTopicWithAssignment */
function create(
  { name, assignments, configs }: Extract<PlannedTopic, { readonly refused: null }>,
  validateOnly: boolean,
  run: ErrandRun,
): TopicOutcome {
  const wrong = refuseCreation(name, assignments, run)
  if (wrong !== null) return wrong
  const replicationFactor = assignments[0]?.length ?? 0
  const created: TopicOutcome = {
    ...{ name, errorCode: 'NONE', errorMessage: null, partitions: assignments.length, replicationFactor },
  }
  if (validateOnly) return created
  writeConfig(run, `topics/${name}`, configs)
  const rows = assignments.map((replicas, partition) => ({
    ...{ partition, replicas, addingReplicas: [], removingReplicas: [] },
  }))
  const path = topicPath(name)
  const data = encodeTopic(name, rows)
  const { error } = ask(run, { type: 'CreateRequest', path, data, ephemeral: false, sequential: false })
  return error === 'NODEEXISTS' ? exists(name) : created
}

function exists(name: string): TopicOutcome {
  return refused(name, 'TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`)
}

/** validateTopicCreate */
function refuseCreation(name: string, assignments: Assignments, run: ErrandRun): TopicOutcome | null {
  const illegal = illegalTopicName(name)
  if (illegal !== null) return refused(name, 'INVALID_TOPIC_EXCEPTION', illegal)
  if (ask(run, { type: 'ExistsRequest', path: topicPath(name) }).error === 'OK') return exists(name)
  if (/[._]/.test(name)) {
    const collision = collidingTopic(name, childrenOf(run, TOPICS))
    if (collision === name) return exists(name)
    if (collision !== null)
      return refused(name, 'INVALID_TOPIC_EXCEPTION', `Topic '${name}' collides with existing topics: ${collision}`)
  }
  const invalid = (why: string) => refused(name, 'INVALID_REPLICA_ASSIGNMENT', why)
  if (new Set(assignments.map(({ length }) => length)).size !== 1)
    return invalid('All partitions should have the same number of replicas')
  if (assignments.some((replicas) => new Set(replicas).size !== replicas.length)) {
    const shown = assignments.map((replicas, partition) => `${partition} -> ArrayBuffer(${replicas.join(', ')})`)
    return invalid(`Duplicate replica assignment found: Map(${shown.join(', ')})`)
  }
  return null
}
