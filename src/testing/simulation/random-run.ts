/** Runs a random plan and holds the invariants against every event. */

import { refuse, simulatorModel } from '../../cli/model.ts'
import { randomInt } from '../../engine/prng.ts'
import { run, runCommand, SimulationFailed } from '../../engine/scheduler.ts'
import { formatTime } from '../../engine/sim-time.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import {
  createInvariantChecker,
  type InvariantChecker,
  type Violation,
} from '../../kafka/invariants/invariant-checker.ts'
import type { PartitionRegistration } from '../../kafka/metadata/metadata-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { lostByPartition } from '../../kafka/observe/image/lost-records.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { checkInvariants, checkLogs } from '../invariants/check-invariants.ts'
import { mendingCommands, type RandomPlan, randomCommands, randomPlan } from './random-plan.ts'

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
}

/** After everything is mended the cluster has this long to come to rest. */
const RECOVERY_US = 60_000_000

export function randomRun(options: RandomRunOptions): RandomRunResult {
  const plan = randomPlan(options.seed, options.profile)
  const world = simulatorModel.create(plan.spec, options.seed)
  const unclean = watchUncleanElections(world)
  const checker = createInvariantChecker({ mayLoseData: (name) => plan.mayLoseData || unclean.has(name) })
  const commands: { atUs: number; command: Command }[] = []
  const early = live(plan, world, checker, options, commands)
  const events = world.executedEvents
  const hash = hashWorld(world)
  const violation = early ?? recover(plan, world, checker, options)
  const lost = [...lostByPartition(world)].filter(([name]) => unclean.has(name))
  return {
    seed: options.seed,
    events,
    options,
    invariantsChecked: checker.checked,
    violations: violation === null ? [] : [{ ...violation, atUs: world.nowUs, event: world.executedEvents }],
    hash,
    commands,
    uncleanElections: unclean.size,
    lostUncleanly: lost.reduce((sum, [, { committed }]) => sum + committed, 0),
  }
}

/** Partitions that a replica out of sync was elected for: what it lacked is gone by the operator's leave. */
function watchUncleanElections(world: World): ReadonlySet<TopicPartition> {
  const partitions = new Set<TopicPartition>()
  world.onHappening = ({ body }) => {
    const happening = body as Happening
    if (happening.type === 'LeaderElected' && happening.election === 'unclean') partitions.add(happening.topicPartition)
  }
  return partitions
}

function live(
  plan: RandomPlan,
  world: World,
  checker: InvariantChecker,
  options: RandomRunOptions,
  commands: { atUs: number; command: Command }[],
): Violation | null {
  while (world.executedEvents < options.events && world.nowUs < options.untilUs) {
    const pauseUs = 50_000 + randomInt(plan.random, 'pauses', 1_500_000)
    const left = options.events - world.executedEvents
    const violation = runChecked(world, checker, Math.min(options.untilUs, world.nowUs + pauseUs), left)
    if (violation !== null) return violation
    for (const command of randomCommands(plan, world)) {
      if (refuse(world, command) !== null) continue
      commands.push({ atUs: world.nowUs, command })
      const failed = guarded(() => runCommand(world, () => simulatorModel.applyCommand(world, command)))
      if (failed !== null) return failed
    }
  }
  return null
}

/** Mends everything, lets the cluster come to rest, and asks whether what was acknowledged is still there. */
function recover(
  plan: RandomPlan,
  world: World,
  checker: InvariantChecker,
  options: RandomRunOptions,
): Violation | null {
  if (world.nowUs >= options.untilUs) return null
  // Twice: a broker in the middle of its clean stop is still running at the first round.
  for (let round = 0; round < 2; round++) {
    for (const command of mendingCommands(world)) {
      if (refuse(world, command) !== null) continue
      const failed = guarded(() => runCommand(world, () => simulatorModel.applyCommand(world, command)))
      if (failed !== null) return failed
    }
    const violation = runChecked(world, checker, Math.min(options.untilUs, world.nowUs + RECOVERY_US), 2_000_000)
    if (violation !== null || world.nowUs >= options.untilUs) return violation
  }
  checker.checked += 3
  const mismatch = checkLogs(checker, world) ?? (plan.mayLoseData ? null : checkRecovered(world, plan))
  if (mismatch !== null) return mismatch
  for (const [name, { committed }] of lostByPartition(world)) {
    if (committed === 0 || checker.options.mayLoseData(name)) continue
    return { rule: 'R8', message: `${committed} committed records of ${name} are gone` }
  }
  return null
}

/**
 * With every node up and every link whole, each partition has a leader and all of its replicas in sync again, as far as
 * their brokers are still there. Not so where min.insync.replicas was changed while nobody led: that clears the ELR
 * (KIP-966), and with it whoever could; nor where whoever could was on a broker that was removed with its disk; nor where
 * a reassignment to fewer replicas than min.insync.replicas left only removed replicas eligible: 4.3.1 has no way out of
 * that either (PartitionChangeBuilder.maybePopulateTargetElr does not look at the target replicas, and the last known
 * leader is asked only when nobody is eligible).
 */
function checkRecovered(world: World, plan: RandomPlan): Violation | null {
  for (const topic of newestMetadata(world).topics.values()) {
    for (const partition of topic.partitions) {
      const there = partition.replicas.filter((id) => world.nodes.has(brokerNode(id)))
      if (partition.leader !== -1 && there.every((id) => partition.isr.includes(id))) continue
      if (partition.leader === -1 && plan.troubles.includes('topics')) continue
      if (partition.leader === -1 && there.length < partition.replicas.length) continue
      if (partition.leader === -1 && onlyRemovedReplicasAreEligible(partition)) continue
      const state = `leader ${partition.leader}, ISR ${partition.isr.join(',')} of replicas ${partition.replicas.join(',')}`
      return { rule: 'recovery', message: `${partition.topicPartition} did not recover: ${state}` }
    }
  }
  return null
}

function runChecked(world: World, checker: InvariantChecker, untilUs: number, maxEvents: number): Violation | null {
  let violation: Violation | null = null
  const until = () => {
    violation = checkInvariants(checker, world)
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
function onlyRemovedReplicasAreEligible({ eligibleLeaderReplicas, replicas }: PartitionRegistration): boolean {
  return eligibleLeaderReplicas.length > 0 && !replicas.some((replica) => eligibleLeaderReplicas.includes(replica))
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
