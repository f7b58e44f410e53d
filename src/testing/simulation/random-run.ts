/** Runs a random plan and holds the invariants against every event. */

import { refuse, simulatorModel } from '../../cli/model.ts'
import { run, runCommand, SimulationFailed } from '../../engine/scheduler.ts'
import type { SimEvent } from '../../engine/sim-event.ts'
import { formatTime } from '../../engine/sim-time.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { COORDINATOR_TOPICS } from '../../kafka/common/internal-topics.ts'
import { heldLogs } from '../../kafka/common/node-kind.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import {
  createInvariantChecker,
  type InvariantChecker,
  type Violation,
} from '../../kafka/invariants/invariant-checker.ts'
import { noteMadeAgain } from '../../kafka/invariants/led-again.ts'
import { partitionOf } from '../../kafka/metadata/metadata-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { lostByPartition } from '../../kafka/observe/image/lost-records.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import type { DeleteRecordsRequest } from '../../kafka/protocol/delete-records.ts'
import { checkInvariants, checkLogs } from '../invariants/check-invariants.ts'
import { auditOf, type ReadableEnds, readableEnds, stillReadable, unseen } from './audit.ts'
import { createHistory, type History, listen, noteDeleted, type Told, toldIn } from './history.ts'
import { checkHistory } from './history-checks.ts'
import { goneBy, hasKeepers } from './random-directories.ts'
import { mendingCommands } from './random-faults.ts'
import { furnished } from './random-features.ts'
import { type RandomPlan, randomCommands, randomPauseUs, randomPlan } from './random-plan.ts'
import { withoutMarkers } from './random-transactions.ts'
import { checkRecovered } from './recovery.ts'

/** Events while trouble is made, where nobody asks for another number: some ten to thirty seconds of a cluster. */
export const EVENTS_OF_RUN = 10_000

export interface RandomRunOptions {
  readonly seed: number
  readonly events: number
  /** Simulated microseconds; whatever comes first. */
  readonly untilUs: number
  /** Name of the Kafka version; by default that of the plan. */
  readonly profile?: string
}

export interface FoundViolation extends Violation {
  readonly atUs: number
  readonly event: number
}

export interface RandomRunResult {
  readonly seed: number
  /** Executed while trouble was made; what it took to recover is not counted. */
  readonly events: number
  /** As asked for. */
  readonly options: RandomRunOptions
  readonly invariantsChecked: number
  readonly violations: readonly FoundViolation[]
  /** Of the world after `events`. */
  readonly hash: string
  /** Partitions for which there was one, and committed records that went with them. */
  readonly uncleanElections: number
  readonly lostUncleanly: number
  readonly commands: readonly { readonly atUs: number; readonly command: Command }[]
  /** What applications heard, so that it can be seen that there was something to be asked about. */
  readonly told: Told
}

/** After everything is mended the cluster has this long to come to rest. */
const RECOVERY_US = 120_000_000
/** Where acknowledged records may be lost there is little to wait for. */
const SHORT_RECOVERY_US = 10_000_000
const LOOK_US = 1_000_000

interface RandomRun {
  readonly plan: RandomPlan
  readonly world: World
  readonly checker: InvariantChecker
  readonly history: History
  readonly options: RandomRunOptions
  readonly commands: { readonly atUs: number; readonly command: Command }[]
  /** Topics of which there have been several of one name. */
  readonly deleted: Set<string>
  readonly gone: Gone
}

/** What may have gone with a directory that failed. */
interface Gone {
  readonly partitions: Set<TopicPartition>
  /** How transactions ended is among it: they may wait for their markers forever, wherever they have written. */
  ends: boolean
}

export function randomRun(options: RandomRunOptions): RandomRunResult {
  const plan = randomPlan(options.seed, options.profile)
  const world = simulatorModel.create(plan.spec, options.seed)
  const unclean = new Set<TopicPartition>()
  const gone: Gone = { partitions: new Set(), ends: false }
  const mayLose = (name: TopicPartition) =>
    plan.mayLoseData || unclean.has(name) || gone.ends || gone.partitions.has(name)
  const checker = createInvariantChecker({ mayLoseData: mayLose })
  watch(world, checker, unclean)
  const run: RandomRun = {
    plan,
    world,
    checker,
    history: createHistory(),
    options,
    commands: [],
    deleted: new Set(),
    gone,
  }
  const early = live(run)
  const events = world.executedEvents
  const hash = hashWorld(world)
  const violation = early ?? recover(run) ?? lookBack(run)
  const lost = [...lostByPartition(world)].filter(([name]) => unclean.has(name))
  return {
    seed: options.seed,
    events,
    options,
    invariantsChecked: checker.checked,
    violations: violation === null ? [] : [{ ...violation, atUs: world.nowUs, event: world.executedEvents }],
    hash,
    commands: run.commands,
    told: toldIn(run.history),
    uncleanElections: unclean.size,
    lostUncleanly: lost.reduce((sum, [, { committed }]) => sum + committed, 0),
  }
}

/**
 * Partitions that a replica out of sync was elected for: what it lacked is gone by the operator's leave. And those of
 * which a reassignment has left a removed replica eligible to lead: 4.3.1 (PartitionChangeBuilder.maybePopulateTargetElr)
 * does not ask who is a replica still, so that one which is added again, empty, may lead at once; and in 2.5.0 a leader
 * may write a replica into the ISR between the controller's look at it (ReplicaStateMachine.doRemoveReplicasFromIsr, which
 * writes nothing where it is not in sync) and the word that it is no replica any more.
 */
function watch(world: World, checker: InvariantChecker, unclean: Set<TopicPartition>): void {
  world.onHappening = ({ body }) => {
    const happening = body as Happening
    if (happening.type === 'LeaderElected' && happening.election === 'unclean') unclean.add(happening.topicPartition)
    const ends = happening.type === 'ReassignmentCompleted' || happening.type === 'ReassignmentCancelled'
    if (ends && leavesRemovedEligible(world, happening.topicPartition)) unclean.add(happening.topicPartition)
    if (happening.type === 'TopicCreated')
      noteMadeAgain(
        checker,
        happening.topic,
        heldLogs(world).map(({ held }) => held.log),
      )
  }
}

function leavesRemovedEligible(world: World, name: TopicPartition): boolean {
  const { topic, partition } = splitTopicPartition(name)
  const known = partitionOf(newestMetadata(world), topic, partition)
  if (known === undefined) return false
  const eligible = hasKeepers(world) ? known.isr : known.eligibleLeaderReplicas
  return eligible.some((id) => !known.replicas.includes(id))
}

function note(gone: Gone, partitions: readonly TopicPartition[]): void {
  for (const name of partitions) {
    gone.partitions.add(name)
    gone.ends ||= splitTopicPartition(name).topic === COORDINATOR_TOPICS.transaction
  }
}

function live(run: RandomRun): Violation | null {
  const { plan, world, options } = run
  while (world.executedEvents < options.events && world.nowUs < options.untilUs) {
    const untilUs = Math.min(options.untilUs, world.nowUs + randomPauseUs(plan))
    const violation =
      runChecked(run, untilUs, options.events - world.executedEvents) ?? give(run, randomCommands(plan, world))
    if (violation !== null) return violation
  }
  return null
}

function give(run: RandomRun, commands: readonly Command[]): Violation | null {
  const { world, checker, history } = run
  for (const command of commands) {
    if (refuse(world, command) !== null) continue
    run.commands.push({ atUs: world.nowUs, command })
    if (command.type === 'DeleteTopic') run.deleted.add(command.topic)
    note(run.gone, goneBy(world, command))
    const failed = guarded(() => runCommand(world, () => simulatorModel.applyCommand(world, command)))
    if (failed !== null) return failed
    for (const node of world.nodes.keys()) listen(history, world, node)
    const violation = checkInvariants(checker, world)
    if (violation !== null) return violation
  }
  return null
}

/** Mends everything, and lets the cluster come to rest and somebody read all of it. */
function recover(run: RandomRun): Violation | null {
  const { plan, world, options, history, checker } = run
  const deadlineUs = world.nowUs + (plan.mayLoseData ? SHORT_RECOVERY_US : RECOVERY_US)
  const early = give(run, [furnished(plan, auditOf(auditedTopics(run)))])
  if (early !== null) return early
  let ends: ReadableEnds | null = null
  let missing: Violation | null = null
  while (world.nowUs < options.untilUs && world.nowUs < deadlineUs) {
    // Again and again: a broker in the middle of its clean stop is still running at first.
    const mending = mendingCommands(world)
    const violation =
      give(run, mending) ?? runChecked(run, Math.min(options.untilUs, world.nowUs + LOOK_US), Number.MAX_SAFE_INTEGER)
    if (violation !== null) return violation
    missing =
      mending.length > 0 ? unmended(mending) : checkRecovered(world, { plan, mayLoseData: checker.options.mayLoseData })
    if (missing !== null) continue
    const now = readableEnds(world, history.unmarked)
    ends = ends === null ? now : stillReadable(ends, now)
    missing = unseen(world, ends, (name) => isAudited(run, name))
    if (missing === null) return null
  }
  return world.nowUs >= options.untilUs || plan.mayLoseData ? null : missing
}

function unmended(mending: readonly Command[]): Violation {
  return { rule: 'recovery', message: `never whole again: ${JSON.stringify(mending)}` }
}

/** Of topics that were never deleted: an application that waits for one that is gone assigns itself nothing new. */
function auditedTopics({ plan, deleted }: RandomRun): string[] {
  return plan.spec.topics.map(({ name }) => name).filter((name) => !deleted.has(name))
}

function isAudited(run: RandomRun, name: TopicPartition): boolean {
  return auditedTopics(run).includes(splitTopicPartition(name).topic) && !run.checker.options.mayLoseData(name)
}

/** What can only be asked at the end: whether logs agree, and whether applications were told the truth. */
function lookBack({ plan, world, checker, history, options, deleted }: RandomRun): Violation | null {
  if (world.nowUs >= options.untilUs) return null
  checker.checked += 3
  const excused = (name: TopicPartition) =>
    checker.options.mayLoseData(name) || deleted.has(splitTopicPartition(name).topic)
  const mismatch = checkLogs(checker, world) ?? (plan.mayLoseData ? null : checkHistory(history, world, excused))
  if (mismatch !== null) return mismatch
  for (const [name, { committed }] of lostByPartition(world)) {
    if (committed === 0 || checker.options.mayLoseData(name)) continue
    return { rule: 'R8', message: `${committed} committed records of ${name} are gone` }
  }
  return null
}

function runChecked({ world, checker, history }: RandomRun, untilUs: number, maxEvents: number): Violation | null {
  let violation: Violation | null = null
  const until = ({ to, body }: SimEvent) => {
    listen(history, world, to)
    if (body.type === 'DeleteRecordsRequest') noteDeleted(history, world, to, body as DeleteRecordsRequest)
    for (const name of withoutMarkers(world, to)) history.unmarked.add(name)
    violation = checkInvariants(checker, world, to)
    return violation !== null
  }
  return guarded(() => run(world, { untilUs, maxEvents, until })) ?? violation
}

/** A broken assertion is a finding like any other. */
function guarded(act: () => void): Violation | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof SimulationFailed) return { rule: 'assertion', message: error.message }
    throw error
  }
}

export function replayLine(result: RandomRunResult): string {
  const violation = result.violations[0]
  const until = violation === undefined ? '' : ` --until ${formatTime(violation.atUs + 1000).replace(' ', '')}`
  // The events asked for, not those executed: trouble ends there, and recovery begins.
  const asked = result.options.events
  const events = asked === Number.MAX_SAFE_INTEGER ? '' : ` --events ${asked}`
  const { profile = DEFAULT_PROFILE } = result.options
  const version = profile === DEFAULT_PROFILE ? '' : ` --profile ${profile}`
  return `npm run sim -- --seed ${result.seed}${events}${until}${version}`
}
