/**
 * Counterpart in Kafka: AssignmentsManager, and what BrokerLifecycleManager does with log directories (KIP-858). A broker
 * with several of them names them when it registers, tells the controller where its replicas lie, and which have failed.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { rowNamed } from '../../../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../../../common/topic-partition.ts'
import { partitionOf } from '../../../metadata/metadata-image.ts'
import type { AssignReplicasToDirsResponse } from '../../../protocol/assign-replicas-to-dirs.ts'
import type { BrokerState } from '../../broker-state.ts'
import { folderOf } from '../../log-folders.ts'
import { tellReady } from './broker-lifecycle.ts'
import { sendToController } from './controller-channel.ts'
import { isTellingPlaces } from './directory-facts.ts'
import { kraftOf } from './kraft-state.ts'

/** AssignmentsManager.STANDARD_BACKOFF, without its two per cent of chance: also what is new waits for that long. */
const ASSIGNMENT_BACKOFF_US = 100_000
const MAX_ASSIGNMENT_BACKOFF_US = 10_000_000

/** The controller has answered a heartbeat: it knows whatever that one said. */
export function noteTold(state: BrokerState, offline: readonly string[] | undefined): void {
  const { directories } = kraftOf(state)
  if (directories !== undefined && offline !== undefined) directories.told = offline
}

/** Where a replica lies in another directory than the metadata has it, the controller is to know. */
export function tellPlaces(state: BrokerState, names: readonly TopicPartition[], node: NodeContext): void {
  const { directories } = kraftOf(state)
  if (directories === undefined) return
  for (const topicPartition of names) {
    const id = directoryOf(state, topicPartition)
    if (id === undefined || id === assignedTo(state, topicPartition)) continue
    directories.ready.set(topicPartition, id)
  }
  schedule(state, node)
}

/** A replica has moved, or is about to. */
export function tellPlace(state: BrokerState, topicPartition: TopicPartition, folder: string, node: NodeContext): void {
  const { directories } = kraftOf(state)
  const id = directories?.ids[folder]
  if (directories === undefined || id === undefined) return
  directories.ready.set(topicPartition, id)
  schedule(state, node)
}

function directoryOf(state: BrokerState, topicPartition: TopicPartition): string | undefined {
  const partition = rowNamed(state.partitions, topicPartition)
  return partition === undefined ? undefined : kraftOf(state).directories?.ids[folderOf(state, partition.log)]
}

function assignedTo({ metadata, brokerId }: BrokerState, topicPartition: TopicPartition): string | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return partitionOf(metadata, topic, partition)?.directories?.[brokerId]
}

function schedule(state: BrokerState, node: NodeContext): void {
  const { directories } = kraftOf(state)
  if (directories === undefined || directories.timerArmed || directories.inFlight || directories.ready.size === 0)
    return
  directories.timerArmed = true
  let delayUs = ASSIGNMENT_BACKOFF_US
  for (let failure = 0; failure < directories.failures && delayUs < MAX_ASSIGNMENT_BACKOFF_US; failure++) delayUs *= 2
  node.setTimer(Math.min(delayUs, MAX_ASSIGNMENT_BACKOFF_US), { type: 'AssignmentsDue' })
}

/** The `AssignmentsDue` timer: whatever is still so is told in one request. */
export function sendAssignments(state: BrokerState, node: NodeContext): void {
  const { directories } = kraftOf(state)
  if (directories === undefined) return
  directories.timerArmed = false
  const { brokerId, lifecycle, metadata } = state
  const byId = new Map<string, { topicPartition: TopicPartition; topicId: string }[]>()
  for (const [topicPartition, id] of directories.ready) {
    const { topic, partition } = splitTopicPartition(topicPartition)
    const registration = partitionOf(metadata, topic, partition)
    if (registration === undefined || !registration.replicas.includes(brokerId)) continue
    if (registration.directories?.[brokerId] === id) continue
    byId.set(id, [...(byId.get(id) ?? []), { topicPartition, topicId: registration.topicId }])
  }
  const sent = new Map(directories.ready)
  directories.ready.clear()
  if (byId.size === 0) return becomeReady(state, node)
  directories.inFlight = true
  const rows = [...byId].map(([id, partitions]) => ({ id, partitions }))
  sendToController(
    state,
    'assignments',
    { type: 'AssignReplicasToDirsRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch, directories: rows },
    { type: 'assignments', sent },
    node,
  )
}

/** `response` is null when no controller could be asked for too long. What was refused is tried again. */
export function onAssignmentsAnswered(
  state: BrokerState,
  sent: ReadonlyMap<TopicPartition, string>,
  response: AssignReplicasToDirsResponse | null,
  node: NodeContext,
): void {
  const { directories } = kraftOf(state)
  if (directories === undefined) return
  directories.inFlight = false
  const isAnswered = response !== null && response.errorCode === 'NONE'
  directories.failures = isAnswered ? 0 : directories.failures + 1
  const taken = new Set(
    (response?.directories ?? []).flatMap(({ partitions }) =>
      partitions.filter(({ errorCode }) => errorCode === 'NONE').map(({ topicPartition }) => topicPartition),
    ),
  )
  for (const [topicPartition, id] of sent) {
    if (!taken.has(topicPartition) && !directories.ready.has(topicPartition)) directories.ready.set(topicPartition, id)
  }
  schedule(state, node)
  if (!isTellingPlaces(state)) becomeReady(state, node)
}

/** Whoever has waited with it until the controller knew everything. */
function becomeReady(state: BrokerState, node: NodeContext): void {
  if (kraftOf(state).lifecycle.awaitingReadiness) tellReady(state, node)
}
