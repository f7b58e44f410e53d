/**
 * Counterpart in Kafka: kafka.controller.ZkPartitionStateMachine. A partition is new, online or offline; on its way online
 * it gets its first leader, or another one, which stands in ZooKeeper before any broker hears of it.
 */
import { assert } from '../../../engine/assert.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { profileOf } from '../../profile/registry.ts'
import { decodeConfig } from '../../znodes/znode-bodies.ts'
import { configPath } from '../../znodes/znode-paths.ts'
import {
  allPartitions,
  assignmentOf,
  isQueuedForDeletion,
  isReplicaOnline,
  type LeaderAndIsr,
  onlineReplicasOf,
  type PartitionState,
  partitionsOfTopic,
  topicOf,
} from './controller-context.ts'
import { type ElectionResult, type ElectionStrategy, electLeader } from './elections.ts'
import type { Turn } from './event-turn.ts'
import { attempt, type Failure, failure, isFailure } from './failure.ts'
import { addLeaderAndIsr, newBatch, type RequestBatch, sendBatch } from './request-batch.ts'
import { tellPartitionChange } from './tell-changes.ts'
import {
  createPartitionStates,
  decodeState,
  getData,
  readPartitionStates,
  updateLeaderAndIsr,
} from './znode-requests.ts'

/** Of each partition that had to be elected for: the new leader, or why there is none. */
export type Elections = ReadonlyMap<TopicPartition, LeaderAndIsr | Failure>

const FROM: { readonly [To in PartitionState]: readonly PartitionState[] } = {
  new: ['nonExistent'],
  online: ['new', 'online', 'offline'],
  offline: ['new', 'online', 'offline'],
  nonExistent: ['offline'],
}

const IF_CLEAN: ElectionStrategy = { type: 'offline', allowUnclean: false }

/** Once a controller has been elected. */
export function startPartitions(turn: Turn): void {
  const { context } = turn
  for (const name of allPartitions(context)) {
    const leader = context.leadership.get(name)?.leader
    if (leader === undefined) context.partitionStates.set(name, 'new')
    else {
      const isOnline = isReplicaOnline(context, { topicPartition: name, brokerId: leader })
      context.partitionStates.set(name, isOnline ? 'online' : 'offline')
    }
  }
  bringOnline(turn)
}

/** Whatever is new or offline, of one topic or of all, unless its topic is about to go (triggerOnlinePartitionStateChange). */
export function bringOnline(turn: Turn, topic?: string): void {
  const { context } = turn
  const candidates = topic === undefined ? [...context.partitionStates.keys()] : partitionsOfTopic(context, topic)
  const waiting = candidates.filter((name) => {
    const state = context.partitionStates.get(name)
    return (state === 'offline' || state === 'new') && !isQueuedForDeletion(context, name)
  })
  changePartitions(turn, waiting, 'online', IF_CLEAN)
}

/** `strategy` says who may lead; only a partition that goes online has one. */
export function changePartitions(
  turn: Turn,
  partitions: readonly TopicPartition[],
  to: PartitionState,
  strategy?: ElectionStrategy,
): Elections {
  if (partitions.length === 0) return new Map()
  const batch = newBatch()
  const result = attempt(() => {
    const elections = change(turn, batch, partitions, to, strategy)
    sendBatch(turn, batch)
    return elections
  })
  return isFailure(result) ? new Map(partitions.map((name) => [name, result])) : result
}

function change(
  turn: Turn,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  to: PartitionState,
  strategy: ElectionStrategy | undefined,
): Elections {
  const { partitionStates } = turn.context
  for (const name of partitions) if (!partitionStates.has(name)) partitionStates.set(name, 'nonExistent')
  const valid = partitions.filter((name) => FROM[to].includes(partitionStates.get(name) as PartitionState))
  if (to !== 'online') {
    for (const name of valid) partitionStates.set(name, to)
    return new Map()
  }
  const uninitialized = valid.filter((name) => partitionStates.get(name) === 'new')
  const toElect = valid.filter((name) => partitionStates.get(name) !== 'new')
  if (uninitialized.length > 0) initialize(turn, batch, uninitialized)
  if (toElect.length === 0) return new Map()
  assert(strategy !== undefined, 'an election has a strategy')
  const elections = electUntilDone(turn, batch, toElect, strategy)
  for (const [name, outcome] of elections) if (!isFailure(outcome)) partitionStates.set(name, 'online')
  return elections
}

/** The first replica that lives leads, and all that live are in sync. */
function initialize(turn: Turn, batch: RequestBatch, partitions: readonly TopicPartition[]): void {
  const { context } = turn
  const { epoch: controllerEpoch } = context
  const first = new Map(
    partitions.flatMap((name) => {
      const isr = Object.freeze(onlineReplicasOf(context, name))
      const [leader] = isr
      if (leader === undefined) return []
      return [[name, Object.freeze({ leader, leaderEpoch: 0, isr, zkVersion: 0, controllerEpoch })] as const]
    }),
  )
  const created = attempt(() => createPartitionStates(turn, first))
  if (isFailure(created)) return
  ;[...first].forEach(([name, state], index) => {
    if (created[index]?.error !== 'OK') return
    context.leadership.set(name, state)
    const assignment = assignmentOf(context, name)
    addLeaderAndIsr(turn, batch, state.isr, { topicPartition: name, state, assignment, isNew: true })
    context.partitionStates.set(name, 'online')
  })
}

function electUntilDone(
  turn: Turn,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  strategy: ElectionStrategy,
): Elections {
  const finished = new Map<TopicPartition, LeaderAndIsr | Failure>()
  for (let remaining = partitions; remaining.length > 0; ) {
    remaining = electOnce(turn, batch, remaining, strategy, finished)
  }
  return finished
}

interface Candidate {
  readonly before: LeaderAndIsr
  readonly result: ElectionResult & { readonly leaderAndIsr: LeaderAndIsr }
}

/** Returns those whose state was changed by their leader while the controller was about to. */
function electOnce(
  turn: Turn,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  strategy: ElectionStrategy,
  finished: Map<TopicPartition, LeaderAndIsr | Failure>,
): readonly TopicPartition[] {
  const { context } = turn
  const known = readStatesToElect(turn, partitions, finished)
  if (known.size === 0) return []
  const unclean = uncleanAllowed(turn, known, strategy)
  const candidates = new Map<TopicPartition, Candidate>()
  for (const [name, before] of known) {
    const allowed = unclean.get(name)
    const result = allowed === null ? null : electLeader(context, name, before, strategy, allowed === true)
    const leaderAndIsr = result?.leaderAndIsr ?? null
    if (result === null || leaderAndIsr === null) finished.set(name, nobodyFor(name, strategy))
    else candidates.set(name, { before, result: { ...result, leaderAndIsr } })
  }
  const wanted = new Map([...candidates].map(([name, { result }]) => [name, result.leaderAndIsr]))
  const { updated, failed, toRetry } = updateLeaderAndIsr(turn, wanted)
  for (const [name, why] of failed) finished.set(name, why)
  for (const [name, leaderAndIsr] of updated) {
    const { before, result } = candidates.get(name) as Candidate
    const state = Object.freeze({ ...leaderAndIsr, controllerEpoch: context.epoch })
    context.leadership.set(name, state)
    const assignment = assignmentOf(context, name)
    addLeaderAndIsr(turn, batch, result.recipients, { topicPartition: name, state, assignment, isNew: false })
    tellPartitionChange(turn, name, before, leaderAndIsr, strategy)
    finished.set(name, leaderAndIsr)
  }
  return toRetry
}

function nobodyFor(name: TopicPartition, strategy: ElectionStrategy): Failure {
  const strategies = {
    offline: `OfflinePartitionLeaderElectionStrategy(${strategy.type === 'offline' && strategy.allowUnclean})`,
    reassign: 'ReassignPartitionLeaderElectionStrategy',
    preferred: 'PreferredReplicaPartitionLeaderElectionStrategy',
    controlledShutdown: 'ControlledShutdownPartitionLeaderElectionStrategy',
  }
  const why = `Failed to elect leader for partition ${name} under strategy ${strategies[strategy.type]}`
  return failure('StateChangeFailedException', why)
}

function readStatesToElect(
  turn: Turn,
  partitions: readonly TopicPartition[],
  finished: Map<TopicPartition, LeaderAndIsr | Failure>,
): Map<TopicPartition, LeaderAndIsr> {
  const known = new Map<TopicPartition, LeaderAndIsr>()
  const rows = attempt(() => readPartitionStates(turn, partitions))
  if (isFailure(rows)) {
    for (const name of partitions) finished.set(name, rows)
    return known
  }
  for (const { topicPartition: name, error, znode } of rows) {
    const state = znode === null ? null : decodeState(znode)
    if (state !== null && state.controllerEpoch <= turn.context.epoch) known.set(name, state)
    else if (state === null && error !== 'NONODE' && error !== 'OK') finished.set(name, failure(error))
    else finished.set(name, failure('StateChangeFailedException', whyNoState(turn, name, state?.controllerEpoch)))
  }
  return known
}

function whyNoState({ context, host }: Turn, name: TopicPartition, controllerEpoch: number | undefined): string {
  if (controllerEpoch === undefined) {
    const states = { new: 'New', online: 'Online', offline: 'Offline', nonExistent: 'NonExistent' }
    const state = `${states[context.partitionStates.get(name) ?? 'nonExistent']}Partition`
    return `LeaderAndIsr information doesn't exist for partition ${name} in ${state} state`
  }
  return (
    `Aborted leader election for partition ${name} since the LeaderAndIsr path was already written by another ` +
    `controller. This probably means that the current controller ${host.brokerId} went through a soft failure and ` +
    `another controller was elected with epoch ${controllerEpoch}.`
  )
}

/**
 * Of offline partitions without a live member of the ISR: whether one that is not in sync may lead. Null where the topic's
 * settings cannot be read.
 */
function uncleanAllowed(
  turn: Turn,
  states: ReadonlyMap<TopicPartition, LeaderAndIsr>,
  strategy: ElectionStrategy,
): ReadonlyMap<TopicPartition, boolean | null> {
  if (strategy.type !== 'offline') return new Map()
  const { context } = turn
  const lost = [...states].flatMap(([name, { isr }]) =>
    isr.some((brokerId) => isReplicaOnline(context, { topicPartition: name, brokerId })) ? [] : [name],
  )
  if (strategy.allowUnclean) return new Map(lost.map((name) => [name, true]))
  const topics = [...new Set(lost.map(topicOf))]
  const paths = topics.map((topic) => configPath('topics', topic))
  const znodes = attempt(() => getData(turn, paths))
  if (isFailure(znodes)) return new Map(lost.map((name) => [name, null]))
  const allowed = new Map(topics.map((topic, index) => [topic, isUncleanEnabled(turn, znodes[index]?.data ?? null)]))
  return new Map(lost.map((name) => [name, allowed.get(topicOf(name)) === true]))
}

const UNCLEAN = 'unclean.leader.election.enable'

function isUncleanEnabled({ host }: Turn, config: string | null): boolean {
  const byDefault = profileOf(host.profile).configs.broker.get(UNCLEAN)?.defaultValue
  const value = decodeConfig(config)[UNCLEAN] ?? host.config.properties[UNCLEAN] ?? byDefault
  return value?.trim().toLowerCase() === 'true'
}
