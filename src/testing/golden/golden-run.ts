/**
 * Plays a run by its journal alone and takes two fingerprints of it at several instants. `state` is the engine's own, of
 * everything a world holds. `visible` is of what people and the wires could see up to then: it stays the same while code
 * moves and state is laid out differently, and changes when Kafka behaves differently.
 */
import { createHash } from 'node:crypto'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import { formatTime } from '../../engine/sim-time.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command, CommandType } from '../../kafka/cluster/commands.ts'
import type { JournalEntry } from '../../worker/port.ts'
import { observe, snapshotLines } from './visible.ts'

export interface GoldenRun {
  /** Unique; a sentence or the title of a story. */
  readonly name: string
  readonly spec: ClusterSpec
  readonly seed: number
  readonly endUs: number
  /** By instants only: a change of behaviour moves events, and the journal still means the same. */
  readonly journal: readonly { readonly atUs: number; readonly command: Command }[]
}

export interface GoldenInstant {
  readonly atUs: number
  readonly state: string
  readonly visible: string
}

export interface PlayedGolden {
  readonly instants: readonly GoldenInstant[]
  /** What was not refused, with its exact place. */
  readonly journal: readonly JournalEntry[]
  readonly commandTypes: ReadonlySet<CommandType>
  /** Of every node that ever was. */
  readonly nodeKinds: ReadonlySet<string>
  /** Every kind for which there is a behaviour. */
  readonly knownKinds: readonly string[]
}

/** Parts of a run's length at which it is looked at. */
const LOOKS = [0.4, 0.75, 1]

export function instantsOf(run: GoldenRun): readonly number[] {
  return LOOKS.map((part) => Math.round((run.endUs * part) / 1000) * 1000)
}

/** `tell` gets each line of what is seen, in order; lines of an instant's snapshot only where `untilUs` ends the run. */
export function playGolden(golden: GoldenRun, untilUs = Infinity, tell?: (line: string) => void): PlayedGolden {
  const world = simulatorModel.create(golden.spec, golden.seed)
  const trace = createHash('sha256')
  observe(world, (line) => {
    trace.update(line).update('\n')
    tell?.(line)
  })
  const journal: JournalEntry[] = []
  const nodeKinds = new Set<string>()
  let next = 0
  const playTo = (atUs: number) => {
    for (; next < golden.journal.length && golden.journal[next]!.atUs <= atUs; next++) {
      const entry = give(world, golden.journal[next]!)
      if (entry !== null) journal.push(entry)
      for (const node of world.nodes.values()) nodeKinds.add(node.kind)
    }
    runOn(world, atUs)
  }
  const instants: GoldenInstant[] = []
  for (const atUs of instantsOf(golden)) {
    if (atUs > untilUs) break
    playTo(atUs)
    if (world.nowUs !== atUs)
      throw new Error(`${golden.name} is looked at before it begins, at ${placeOf(world.nowUs)}`)
    const visible = trace.copy()
    for (const line of snapshotLines(world)) visible.update(line).update('\n')
    instants.push({ atUs, state: hashWorld(world), visible: visible.digest('hex').slice(0, 16) })
  }
  if (untilUs !== Infinity) {
    playTo(untilUs)
    for (const line of snapshotLines(world)) tell?.(line)
  }
  for (const node of world.nodes.values()) nodeKinds.add(node.kind)
  const commandTypes = new Set(journal.map(({ command }) => command.type))
  return { instants, journal, commandTypes, nodeKinds, knownKinds: Object.keys(world.behaviors) }
}

function give(world: World, { atUs, command }: GoldenRun['journal'][number]): JournalEntry | null {
  runOn(world, atUs)
  if (refuse(world, command) !== null) return null
  const entry = { atUs: world.nowUs, afterEvents: world.executedEvents, command }
  runCommand(world, () => simulatorModel.applyCommand(world, command))
  return entry
}

/** Of several commands at one instant only the first comes after all that is due by then. */
function runOn(world: World, atUs: number): void {
  if (world.nowUs < atUs) run(world, { untilUs: atUs })
}

export function placeOf(atUs: number): string {
  return formatTime(atUs).replace(' ', '')
}
