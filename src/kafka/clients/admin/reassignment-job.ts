/**
 * What kafka-reassign-partitions.sh is run for, one call after the other: the throttle (`--execute --throttle`), the
 * reassignment itself, looking again and again whether it is done and taking the throttle back (`--verify`), or all of it
 * (`--cancel`). A broker that is to be stopped afterwards is, once nothing is left on it.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { Command } from '../../cluster/commands.ts'
import type { ServerOperation } from '../../cluster/operate-server.ts'
import { brokerNode } from '../../common/addresses.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../common/topic-partition.ts'
import type { UnsentRequest } from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import type { Response } from '../../protocol/apis.ts'
import type { ListPartitionReassignmentsResponse } from '../../protocol/list-partition-reassignments.ts'
import type { MetadataResponse } from '../../protocol/metadata.ts'
import {
  type AdminClient,
  type AdminResult,
  type AdminTarget,
  startAdminCall,
  takeAdminResult,
} from './admin-client.ts'
import { callFailure } from './admin-failure.ts'
import {
  movesOf,
  operationsOf,
  type SettingChange,
  THROTTLED_RATES,
  THROTTLED_REPLICAS,
  throttledBy,
} from './replication-throttles.ts'

export type ReassignCommand = Extract<Command, { type: 'ReassignPartitions' }>

/** Whoever does it. */
interface Hands {
  readonly admin: AdminClient
  readonly node: NodeContext
}

export interface ReassignmentJob {
  readonly command: ReassignCommand
  /** The happening that asked for it. */
  readonly cause: number
  step: 'looking' | 'throttling' | 'starting' | 'watching' | 'unthrottling' | 'checking' | 'done'
  /** Calls of this step that are not answered. */
  calls: number[]
  /** What this step's calls were answered with. */
  answers: Response[]
  /** Brokers there are, as the first step has found. */
  brokers: readonly number[]
  failed: boolean
}

/** Begins it. What is taken back is nobody's any more: jobs that are about one of the same partitions end. */
export function beginReassignment(jobs: ReassignmentJob[], command: ReassignCommand, by: Hands): void {
  if (isCancellation(command)) {
    const names = new Set(namesOf(command))
    for (const other of jobs) if (namesOf(other.command).some((name) => names.has(name))) other.step = 'done'
  }
  const job: ReassignmentJob = {
    command,
    cause: by.node.cause,
    step: 'looking',
    calls: [],
    answers: [],
    brokers: [],
    failed: false,
  }
  jobs.push(job)
  if (command.throttle === null && !isCancellation(command)) return start(job, by)
  call(job, by, 'describeTopicPartitions', metadataOf(topicsOf(command)))
  call(job, by, 'listPartitionReassignments', listOf(null))
}

/** Takes answers, and goes on where all of a step are there. Jobs that are done leave the list. */
export function advanceReassignments(jobs: ReassignmentJob[], by: Hands): void {
  for (const job of [...jobs]) {
    const waited = job.calls.length > 0
    for (const callId of [...job.calls]) take(job, callId, takeAdminResult(by.admin, callId), by)
    if (waited && job.calls.length === 0 && job.step !== 'done') next(job, by)
    if (job.step === 'done' && job.calls.length === 0) jobs.splice(jobs.indexOf(job), 1)
  }
}

/** Of those that wait for brokers to copy: whether they have. */
export function lookAfterReassignments(jobs: readonly ReassignmentJob[], by: Hands): void {
  for (const job of jobs) {
    if (job.step === 'watching' && job.calls.length === 0)
      call(job, by, 'listPartitionReassignments', listOf(namesOf(job.command)))
  }
}

export function isWatching(jobs: readonly ReassignmentJob[]): boolean {
  return jobs.some(({ step }) => step === 'watching')
}

function isCancellation({ partitions }: ReassignCommand): boolean {
  return partitions.every(({ replicas }) => replicas === null)
}

function namesOf({ partitions }: ReassignCommand): TopicPartition[] {
  return partitions.map(({ topic, partition }) => topicPartition(topic, partition))
}

function topicsOf({ partitions }: ReassignCommand): string[] {
  return [...new Set(partitions.map(({ topic }) => topic))].sort((a, b) => (a < b ? -1 : 1))
}

function metadataOf(topics: readonly string[] | null): UnsentRequest {
  return { type: 'MetadataRequest', topics, allowAutoTopicCreation: false }
}

function listOf(topicPartitions: readonly TopicPartition[] | null): UnsentRequest {
  return { type: 'ListPartitionReassignmentsRequest', topicPartitions }
}

function call(
  job: ReassignmentJob,
  by: Hands,
  name: string,
  request: UnsentRequest,
  target: AdminTarget = { kind: 'any' },
): void {
  job.calls.push(startAdminCall(by.admin, { name, target, request }, by.node))
}

function take(job: ReassignmentJob, callId: number, result: AdminResult | undefined, by: Hands): void {
  if (result === undefined) return
  job.calls.splice(job.calls.indexOf(callId), 1)
  // Who looks again in a second need not complain.
  const error = job.step === 'watching' || job.step === 'done' ? null : callFailure(by.admin, result)
  if (error !== null) {
    job.failed = true
    tell(by.node, { type: 'AdminCallFailed', call: job.command.type, error }, job.cause)
  }
  if (result.ok) job.answers.push(result.response)
}

function next(job: ReassignmentJob, by: Hands): void {
  const answers = job.answers
  job.answers = []
  const { command, step } = job
  switch (step) {
    case 'looking':
      job.brokers = metadataIn(answers)?.brokers.map(({ id }) => id) ?? []
      if (job.failed) return end(job)
      return command.throttle === null ? start(job, by) : throttle(job, answers, command.throttle, by)
    case 'throttling':
      return job.failed ? unthrottle(job, by) : start(job, by)
    case 'starting':
      if (isCancellation(command)) return unthrottle(job, by)
      if (command.throttle === null && command.thenStop === null) return end(job)
      job.step = 'watching'
      return
    case 'watching':
      // No answer is none that says that nothing moves any more.
      if (answers.length === 0 || reassigning(answers).length > 0) return
      return command.throttle === null ? check(job, by) : unthrottle(job, by)
    case 'unthrottling':
      if (!job.failed) tell(by.node, { type: 'ReplicationThrottleRemoved', topics: topicsOf(command) }, job.cause)
      return check(job, by)
    case 'checking':
      stop(job, answers, by.node)
      return end(job)
    case 'done':
      return
  }
}

function end(job: ReassignmentJob): void {
  job.step = 'done'
}

function metadataIn(answers: readonly Response[]): MetadataResponse | undefined {
  return answers.find((answer): answer is MetadataResponse => answer.type === 'MetadataResponse')
}

function reassigning(answers: readonly Response[]): ListPartitionReassignmentsResponse['partitions'] {
  return answers.flatMap((answer) => (answer.type === 'ListPartitionReassignmentsResponse' ? answer.partitions : []))
}

function start(job: ReassignmentJob, by: Hands): void {
  job.step = 'starting'
  const partitions = job.command.partitions.map(({ topic, partition, replicas }) => ({
    topicPartition: topicPartition(topic, partition),
    replicas,
  }))
  call(job, by, 'alterPartitionReassignments', { type: 'AlterPartitionReassignmentsRequest', partitions })
}

/** Sources send as leaders, targets take as followers (KIP-73); what moves already counts as well. */
function throttle(job: ReassignmentJob, answers: readonly Response[], bytesPerSecond: number, by: Hands): void {
  job.step = 'throttling'
  const current = new Map(
    metadataIn(answers)?.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partition, replicas }) => [topicPartition(name, partition), replicas] as const),
    ),
  )
  const plan = new Map(
    job.command.partitions.map(({ topic, partition, replicas }) => [topicPartition(topic, partition), replicas ?? []]),
  )
  const asked = topicsOf(job.command)
  const moves = [...movesOf(plan, current, reassigning(answers))]
  const { topics, brokers } = throttledBy(moves.filter(([name]) => asked.includes(splitTopicPartition(name).topic)))
  for (const name of asked) {
    const { leaders = [], followers = [] } = topics.get(name) ?? {}
    setConfigs(job, by, { type: 'topic', name }, [
      [THROTTLED_REPLICAS.leader, [...leaders].join(',')],
      [THROTTLED_REPLICAS.follower, [...followers].join(',')],
    ])
  }
  const rates = THROTTLED_RATES.map((key) => [key, String(bytesPerSecond)] as const)
  for (const id of brokers) setConfigs(job, by, { type: 'broker', name: String(id) }, rates)
}

/** Of every broker there is, since nobody knows any more which of them had to do with it. */
function unthrottle(job: ReassignmentJob, by: Hands): void {
  job.step = 'unthrottling'
  const replicas = Object.values(THROTTLED_REPLICAS).map((key) => [key, null] as const)
  for (const name of topicsOf(job.command)) setConfigs(job, by, { type: 'topic', name }, replicas)
  const rates = THROTTLED_RATES.map((key) => [key, null] as const)
  for (const id of job.brokers) setConfigs(job, by, { type: 'broker', name: String(id) }, rates)
}

/** A broker changes what is its own. */
function setConfigs(
  job: ReassignmentJob,
  by: Hands,
  resource: { readonly type: 'topic' | 'broker'; readonly name: string },
  changes: readonly SettingChange[],
): void {
  const target: AdminTarget =
    resource.type === 'broker' ? { kind: 'broker', brokerId: Number(resource.name) } : { kind: 'any' }
  const resources = [{ resource, operations: operationsOf(changes) }]
  const request: UnsentRequest = { type: 'IncrementalAlterConfigsRequest', resources, validateOnly: false }
  call(job, by, 'incrementalAlterConfigs', request, target)
}

/** Whether really nothing is left on the broker that is to be stopped. */
function check(job: ReassignmentJob, by: Hands): void {
  if (job.command.thenStop === null || job.failed) return end(job)
  job.step = 'checking'
  call(job, by, 'describeTopicPartitions', metadataOf(null))
}

function stop(job: ReassignmentJob, answers: readonly Response[], node: NodeContext): void {
  const { thenStop: broker } = job.command
  const metadata = metadataIn(answers)
  if (broker === null || metadata === undefined) return
  const left = metadata.topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ replicas }) => replicas.some((id) => brokerNode(id) === broker))
      .map(({ partition }) => topicPartition(name, partition)),
  )
  if (left.length > 0)
    return void tell(node, { type: 'BrokerNotDrained', node: broker, topicPartitions: left }, job.cause)
  tell(node, { type: 'BrokerDrained', node: broker }, job.cause)
  // As somebody who is logged in there: kafka-server-stop.sh.
  const stopServer: ServerOperation = { type: 'StopServer', node: broker }
  node.operate(stopServer)
}
