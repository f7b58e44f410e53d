/** Counterpart in Kafka: AdminManager.createPartitions and AdminZkClient.addPartitions. */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import { placeWithAdminUtils } from '../../../controller/admin-utils-placement.ts'
import { isActive } from '../../../controller/zookeeper/kafka-controller.ts'
import type { CreatePartitionsRequest } from '../../../protocol/create-partitions.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { decodeTopic, encodeTopic, type ReplicaAssignment } from '../../../znodes/znode-bodies.ts'
import { topicPath } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { answer, answerOnceDone, refused, type TopicOutcome } from './delayed-topics.ts'
import { ask, beginErrand, type ErrandRun } from './errands.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import { dataOf, type RegisteredBroker, registeredBrokers } from './zookeeper-questions.ts'

type WantedTopic = CreatePartitionsRequest['topics'][number]

export interface PartitionsToCreate {
  readonly type: 'createPartitions'
  readonly request: CreatePartitionsRequest
  readonly from: NodeId
  /** Those asked for that were queued for deletion then. */
  readonly goingTopics: readonly string[]
}

export function handleCreatePartitions(
  state: BrokerState,
  request: CreatePartitionsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { controller } = zookeeperLinkOf(state)
  if (!isActive(controller, state.brokerId)) return sendMessage(node, from, forwardedError(request, 'NOT_CONTROLLER'))
  const names = request.topics.map(({ name }) => name)
  const goingTopics = Object.freeze(names.filter((name) => controller.context.topicsToBeDeleted.has(name)))
  beginErrand(state, { type: 'createPartitions', request, from, goingTopics })
}

export function createPartitions({ request, from, goingTopics }: PartitionsToCreate, run: ErrandRun): void {
  const brokers = registeredBrokers(run)
  const names = request.topics.map(({ name }) => name)
  const outcomes = request.topics.map((wanted) => {
    const { name } = wanted
    if (names.indexOf(name) !== names.lastIndexOf(name))
      return refused(name, 'INVALID_REQUEST', 'Duplicate topic in request.')
    if (goingTopics.includes(name)) return refused(name, 'INVALID_TOPIC_EXCEPTION', 'The topic is queued for deletion.')
    return grow(wanted, brokers, request.validateOnly, run)
  })
  const asked = { kind: 'createPartitions', from, correlationId: request.correlationId } as const
  if (request.validateOnly) answer(asked, outcomes, run.node)
  else answerOnceDone(run.state, asked, outcomes, run.node)
}

function grow(
  wanted: WantedTopic,
  brokers: readonly RegisteredBroker[],
  validateOnly: boolean,
  run: ErrandRun,
): TopicOutcome {
  const { name, totalCount } = wanted
  const [body = null] = dataOf(run, [topicPath(name)])
  const existing = body === null ? [] : decodeTopic(body)
  const wrong = refuseGrowth(wanted, existing, brokers)
  if (wrong !== null) return wrong
  const added = place(wanted, existing, brokers)
  if (typeof added === 'string') return refused(name, 'INVALID_REPLICATION_FACTOR', added)
  const replicationFactor = existing[0]?.replicas.length ?? 0
  const grown: TopicOutcome = {
    ...{ name, errorCode: 'NONE', errorMessage: null, partitions: totalCount, replicationFactor },
  }
  if (validateOnly) return grown
  const rows = added.map((replicas, at) => ({
    ...{ partition: existing.length + at, replicas, addingReplicas: [], removingReplicas: [] },
  }))
  const path = topicPath(name)
  ask(run, { type: 'SetDataRequest', path, data: encodeTopic(name, [...existing, ...rows]), version: -1 })
  return grown
}

function refuseGrowth(
  { name, totalCount, assignments }: WantedTopic,
  existing: readonly ReplicaAssignment[],
  brokers: readonly RegisteredBroker[],
): TopicOutcome | null {
  if (existing.some(({ addingReplicas, removingReplicas }) => addingReplicas.length + removingReplicas.length > 0)) {
    const going = `A partition reassignment is in progress for the topic '${name}'.`
    return refused(name, 'REASSIGNMENT_IN_PROGRESS', going)
  }
  if (existing.length === 0) return refused(name, 'UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`)
  const increment = totalCount - existing.length
  if (increment < 0) {
    const why = `Topic currently has ${existing.length} partitions, which is higher than the requested ${totalCount}.`
    return refused(name, 'INVALID_PARTITIONS', why)
  }
  if (increment === 0) return refused(name, 'INVALID_PARTITIONS', `Topic already has ${existing.length} partitions.`)
  return assignments === null ? null : refuseAssignments(name, assignments, existing, brokers, increment)
}

function refuseAssignments(
  name: string,
  assignments: readonly (readonly number[])[],
  existing: readonly ReplicaAssignment[],
  brokers: readonly RegisteredBroker[],
  increment: number,
): TopicOutcome | null {
  const invalid = (why: string) => refused(name, 'INVALID_REPLICA_ASSIGNMENT', why)
  const ids = brokers.map(({ id }) => id)
  const unknown = [...new Set(assignments.flat())].filter((id) => !ids.includes(id))
  if (unknown.length > 0) return invalid(`Unknown broker(s) in replica assignment: ${unknown.join(', ')}.`)
  if (assignments.length !== increment)
    return invalid(
      `Increasing the number of partitions by ${increment} but ${assignments.length} assignments provided.`,
    )
  const numbered = assignments.map((replicas, at) => ({ partition: existing.length + at, replicas }))
  for (const { partition, replicas } of numbered) {
    if (replicas.length === 0) return invalid(`Cannot have replication factor of 0 for partition id ${partition}.`)
    if (new Set(replicas).size === replicas.length) continue
    const shown = `${replicas.join(', ')} for partition id ${partition}.`
    return invalid(`Duplicate brokers not allowed in replica assignment: ${shown}`)
  }
  const factor = existing[0]?.replicas.length ?? 0
  const bad = numbered.filter(({ replicas }) => replicas.length !== factor)
  if (bad.length === 0) return null
  const partitions = bad.map(({ partition }) => partition).join(', ')
  return invalid(
    `Inconsistent replication factor between partitions, partition 0 has ${factor} while partitions [${partitions}] have replication factors [${bad.map(({ replicas }) => replicas.length).join(', ')}], respectively.`,
  )
}

/** From behind the broker of partition 0 on, as if the topic went on. A text says why not. */
function place(
  { totalCount, assignments }: WantedTopic,
  existing: readonly ReplicaAssignment[],
  brokers: readonly RegisteredBroker[],
): readonly (readonly number[])[] | string {
  if (assignments !== null) return assignments
  const [first] = existing
  const replicationFactor = first?.replicas.length ?? 0
  const fixedStartIndex = Math.max(
    0,
    brokers.findIndex(({ id }) => id >= (first?.replicas[0] ?? 0)),
  )
  const placement = placeWithAdminUtils(
    brokers.map(({ id, rack }) => ({ id, rack, fenced: false })),
    {
      numPartitions: totalCount - existing.length,
      ...{ replicationFactor, fixedStartIndex, startPartitionId: existing.length },
    },
    () => 0,
  )
  return placement.kind === 'placed' ? placement.assignments : placement.message
}
