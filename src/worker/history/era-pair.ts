/**
 * The branch on show, and the same run in another Kafka version: of the same seed, on a cluster that is written as that
 * version has it, and with everything done to it that is done to the branch, at the same instants. Fetched with the other
 * version, since nobody needs it before.
 */
import type { Replay, Stretch } from '../../engine/replay.ts'
import type { LeftOut } from '../../engine/run.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { Happening as EngineHappening, World } from '../../engine/world.ts'
import type { ClusterSpec, Command, TopicSpec } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { failureIds } from '../../scenarios/failures/failure-ids.ts'
import type { FailureStory } from '../../scenarios/failures/failure-story.ts'
import { FAILURES } from '../../scenarios/failures/registry.ts'
import { commandInEra, counterparts, specInEra } from '../../scenarios/in-era.ts'
import type { Era } from '../../scenarios/index.ts'
import { inWords } from '../command-schema.ts'
import type { EngineParts } from '../engine-parts.ts'
import { sameValue } from '../image-delta.ts'
import type { RunData } from '../port.ts'
import { exportRun } from '../run-codec.ts'
import type { RunTimeline } from '../run-timeline.ts'
import type { ImageDifference } from './compare-images.ts'
import { type Pair, type Side, sideOf } from './pair.ts'
import { settingsThatAct } from './settings-that-act.ts'

/**
 * What was not done there as it was here. `instead`: to whoever stands there, or in that version's words. `refused`: not at
 * all; what stood in its way, in the simulator's words. `failed`: it was asked for, and what came of it came only there.
 */
export type DoneOtherwise =
  | { readonly kind: 'instead'; readonly atUs: number; readonly command: Command; readonly instead: Command }
  | { readonly kind: 'refused'; readonly atUs: number; readonly command: Command; readonly reason: string }
  | { readonly kind: 'failed'; readonly atUs: number; readonly happening: Happening }

export interface EraPair extends Pair {
  /** Up to that instant, oldest first. */
  otherwise(atUs: number): readonly DoneOtherwise[]
  /** The run in the other version as one that stands on its own. */
  export(atUs: number): RunData
}

export type OtherEra = (parts: EngineParts, timeline: RunTimeline, branchId: number, era: string) => EraPair

export const eraPair: OtherEra = (parts, timeline, branchId, era) => {
  const mirror = new Mirror(parts, timeline, branchId, era as Era)
  const acting = settingsThatAct(era)
  const failedHere = new Failures(timeline)
  return {
    version: () => String(timeline.toRun(branchId).journal.length),
    partedUs: () => Math.max(timeline.beginsAtUs, mirror.beginsAtUs),
    begin: (atUs) => [sideOf(timeline, branchId, { atUs }), mirror],
    telling: (found) => found.flatMap((each) => whatCounts(each, acting)),
    otherwise: (atUs) => {
      const failed = failedOnlyThere(failedHere.readOn(), mirror.failures)
      return [...mirror.otherwise, ...failed].filter((each) => each.atUs <= atUs).sort((a, b) => a.atUs - b.atUs)
    },
    export: (atUs) => mirror.export(atUs),
  }
}

/** What tells that something somebody asked for came to nothing. */
const FAILURE_TYPES: ReadonlySet<string> = new Set<Happening['type']>([
  'AdminCallFailed',
  'ProducerConfigRefused',
  'ConsumerConfigRefused',
  'CommandFinished',
])

const isFailure = ({ type, exitCode }: { readonly type: string; readonly exitCode?: unknown }) =>
  FAILURE_TYPES.has(type) && exitCode !== 0

/** Of the branch on show, read as it goes on. */
class Failures {
  readonly #timeline: RunTimeline
  readonly #known: Happening[] = []
  #readTo = 0

  constructor(timeline: RunTimeline) {
    this.#timeline = timeline
  }

  readOn(): readonly Happening[] {
    const { happenings } = this.#timeline
    for (const { body } of happenings.range(this.#readTo + 1, happenings.lastId)) {
      if (isFailure(body)) this.#known.push(body as Happening)
    }
    this.#readTo = happenings.lastId
    return this.#known
  }
}

/** Those of `there` that did not come to nothing here as well: for the same reason, or else for whatever reason. */
function failedOnlyThere(here: readonly Happening[], there: readonly EngineHappening[]): readonly DoneOtherwise[] {
  const without = (keyOf: (happening: Happening) => string, left: readonly EngineHappening[]) => {
    const count = new Map<string, number>()
    for (const each of here) count.set(keyOf(each), (count.get(keyOf(each)) ?? 0) + 1)
    return left.filter(({ body }) => {
      const key = keyOf(body as Happening)
      const known = count.get(key) ?? 0
      count.set(key, known - 1)
      return known <= 0
    })
  }
  const kinds = without(whatFailed, there).length
  const others = without((happening) => JSON.stringify(happening), there)
  return others
    .slice(Math.max(0, others.length - kinds))
    .map(({ atUs, body }) => ({ kind: 'failed', atUs, happening: body as Happening }))
}

function whatFailed(happening: Happening): string {
  const { error: _, exitCode: __, ...rest } = happening as Happening & { error?: string; exitCode?: number }
  return JSON.stringify(rest)
}

/** Who keeps the metadata is another in each version, and settings that only one of them has differ in nothing. */
function whatCounts(difference: ImageDifference, acting: ReadonlySet<string>): readonly ImageDifference[] {
  const { what, here, there } = difference
  if (what === 'node') return here === null || there === null ? [] : [difference]
  if (what !== 'settings') return [difference]
  const [mine, theirs] = [linesOf(here), linesOf(there)]
  const both = (lines: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>) =>
    [...lines]
      .filter(([name, value]) => acting.has(name) && others.has(name) && others.get(name) !== value)
      .map((line) => line.join('='))
  const values = { here: both(mine, theirs).join('\n'), there: both(theirs, mine).join('\n') }
  return values.here === '' ? [] : [{ ...difference, ...values }]
}

function linesOf(value: ImageDifference['here']): ReadonlyMap<string, string> {
  const lines = String(value ?? '').split('\n')
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/**
 * With each topic on the brokers that chance gave it in the other run: where it lies would differ between any two runs, and
 * has nothing to do with the version.
 */
function placedAs(spec: ClusterSpec, { partitions }: ClusterImage): ClusterSpec {
  const topics = spec.topics.map((topic): TopicSpec => {
    const own = [...partitions.values()].filter((partition) => partition.topic === topic.name)
    if (topic.replicaAssignment !== undefined || own.length === 0) return topic
    const replicaAssignment = own.sort((a, b) => a.partition - b.partition).map(({ replicas }) => [...replicas])
    return { ...topic, partitions: null, replicationFactor: null, replicaAssignment }
  })
  return { ...spec, topics }
}

type Entry = RunTimeline['journal'][number]

/** Of the other run so much is kept to go back with. */
const CHECKPOINT_BYTES = 12_000_000

/** The other run. What is done on the branch is done here once it gets there. */
class Mirror implements Side {
  readonly #parts: EngineParts
  readonly #original: RunTimeline
  readonly #branchId: number
  readonly #spec: ClusterSpec
  readonly #nodes: ReadonlyMap<string, string>
  readonly #story: FailureStory | null
  readonly #run: RunTimeline
  /** Entries of the branch's journal that have been dealt with, in order. */
  readonly #taken: Entry[] = []
  /** Of a gesture that was done whole, what is still to come in the branch's journal. */
  #rest: readonly Command[] = []
  readonly #otherwise: DoneOtherwise[] = []
  readonly #leftOut: LeftOut<Command>[] = []
  #soughtUs = -1
  /** The branch on its way to straight before the entry whose turn it is. */
  #before: Replay<ClusterSpec, Command> | null = null

  constructor(parts: EngineParts, original: RunTimeline, branchId: number, era: Era) {
    const { spec, seed } = original.toRun(branchId)
    this.#parts = parts
    this.#original = original
    this.#branchId = branchId
    this.#spec = placedAs(specInEra(spec, era), this.#imageAt({ afterEvents: 0 }))
    this.#nodes = counterparts(spec, era)
    const story = failureIds.find((id) => id === spec.story)
    this.#story = story === undefined ? null : FAILURES[story]
    const { createChronicle: _, ...model } = parts.model
    this.#run = new Timeline({ ...model, isMark: ({ body }) => isFailure(body) }, this.#spec, seed, {
      checkpointBytes: CHECKPOINT_BYTES,
    })
  }

  /** The branch at the beginning of its run. */
  #imageAt(target: Stretch['from']): ClusterImage {
    const side = this.#original.replay({ from: target, to: target }, {}, this.#branchId)
    side.step(Infinity)
    return this.#parts.buildImage(side.world)
  }

  get world(): World {
    return this.#run.world
  }

  get atUs(): number {
    return this.#run.position.atUs
  }

  get beginsAtUs(): number {
    return this.#run.beginsAtUs
  }

  get failures(): readonly EngineHappening[] {
    return this.#run.happenings.marks
  }

  get otherwise(): readonly DoneOtherwise[] {
    return this.#otherwise
  }

  export(atUs: number): RunData {
    return exportRun({ ...this.#run.toRun(), leftOut: this.#leftOut }, atUs)
  }

  goTo(atUs: number, budget: number): boolean {
    const { journal } = this.#original.toRun(this.#branchId)
    for (;;) {
      const next = journal[this.#taken.length]
      const due = next !== undefined && next.atUs <= atUs
      if (!this.#seek(due ? next.atUs : atUs, budget)) return false
      if (!due) return true
      if (!this.#take(next, budget)) return false
    }
  }

  #seek(atUs: number, budget: number): boolean {
    if (this.#soughtUs !== atUs || !this.#run.seeking) {
      this.#run.beginSeek({ atUs })
      this.#soughtUs = atUs
    }
    return this.#run.continueSeek(budget) !== 'budget'
  }

  /** False while there is more to do before it can be. */
  #take(entry: Entry, budget: number): boolean {
    const [swallowed, ...rest] = this.#rest
    if (swallowed !== undefined && sameValue(swallowed, entry.command)) this.#rest = rest
    else {
      this.#rest = []
      if (this.#story === null || entry.afterEvents === undefined)
        this.#give(entry, commandInEra(entry.command, this.#nodes))
      else if (!this.#takeGesture(this.#story, entry, entry.afterEvents, budget)) return false
    }
    this.#taken.push(entry)
    return true
  }

  /** A step of a failure story is done to whoever it is about in this version: who leads may be another. */
  #takeGesture({ steps }: FailureStory, entry: Entry, afterEvents: number, budget: number): boolean {
    const { command } = entry
    const target = { afterEvents }
    this.#before ??= this.#original.replay({ from: target, to: target }, {}, this.#branchId)
    if (this.#before.step(budget) === 'budget') return false
    const here = this.#parts.buildImage(this.#before.world)
    const there = this.#parts.buildImage(this.world)
    this.#before = null
    const plain = commandInEra(command, this.#nodes)
    for (const step of steps) {
      const [given, own] = [step(here), step(there)]
      if (given === null || own === null || typeof given !== typeof own) continue
      if (typeof given === 'string' || typeof own === 'string') {
        if (command.type !== 'TypeLine' || command.text !== given) continue
        this.#give(entry, { ...command, text: own as string })
        return true
      }
      if (!sameValue(given[0], command)) continue
      this.#rest = given.slice(1)
      for (const each of own) this.#give(entry, each, plain)
      return true
    }
    this.#give(entry, plain)
    return true
  }

  /** `expected`: what nobody has to be told of. */
  #give(entry: Entry, command: Command, expected: Command = entry.command): void {
    const { atUs, command: given } = entry
    const reason = this.#refusal(command)
    if (reason !== null) {
      this.#otherwise.push({ kind: 'refused', atUs, command: given, reason })
      this.#leftOut.push({ entry: { atUs, command }, reason })
    } else if (!sameValue(command, expected) && command.type === given.type && !sameValue(command, given)) {
      this.#otherwise.push({ kind: 'instead', atUs, command: given, instead: command })
    }
  }

  /** Does it; null once it is done. */
  #refusal(command: Command): string | null {
    const refused = this.#parts.refuseCommand(this.world, command)
    if (refused !== null) return refused
    try {
      this.#run.act(command)
      return null
    } catch (error) {
      return inWords(error)
    }
  }
}
