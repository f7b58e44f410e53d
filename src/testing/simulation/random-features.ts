/**
 * Whole abilities of the product that a run has or has not. They are drawn, and used, from streams of their own: what the
 * rest of a plan is does not hang on them, so that a seed which once found something still means nearly the same.
 */
import { type RandomStreams, randomInt } from '../../engine/prng.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { failDirectory, moveBetweenDirectories, withDirectories } from './random-directories.ts'
import { moveReplicas } from './random-moves.ts'
import { inSomeRack, readingInRacks, withRack } from './random-racks.ts'
import type { Draw } from './random-settings.ts'

const FEATURES = ['moves', 'directories', 'racks'] as const

export type Feature = (typeof FEATURES)[number]

type Act = (spec: ClusterSpec, world: World, draw: Draw) => Command[]

const ACTS: Readonly<Record<Feature, readonly Act[]>> = {
  moves: [(_, world, draw) => moveReplicas(world, draw)],
  directories: [(_, world, draw) => failDirectory(world, draw), moveBetweenDirectories],
  // It is in how everybody is set up.
  racks: [],
}

/** Each in a third of the runs. */
export function randomFeatures(random: RandomStreams): readonly Feature[] {
  return FEATURES.filter(() => randomInt(random, 'features', 3) === 0)
}

export function withFeatures(spec: ClusterSpec, features: readonly Feature[], random: RandomStreams): ClusterSpec {
  const draw = drawOf(random)
  let furnished = spec
  if (features.includes('racks')) furnished = readingInRacks(furnished, draw)
  if (features.includes('directories'))
    furnished = { ...furnished, brokers: furnished.brokers.map((broker) => withDirectories(broker, draw)) }
  return furnished
}

interface Featured {
  readonly spec: ClusterSpec
  readonly features: readonly Feature[]
  readonly random: RandomStreams
}

/** Whoever comes later is set up as those who were there before. */
export function furnished({ spec, features, random }: Featured, command: Command): Command {
  const draw = drawOf(random)
  if (command.type === 'AddBroker') {
    let { broker } = command
    if (features.includes('racks')) broker = inSomeRack(broker, spec, draw)
    if (features.includes('directories')) broker = withDirectories(broker, draw)
    return { ...command, broker }
  }
  if (!features.includes('racks')) return command
  if (command.type !== 'AddConsumer' && command.type !== 'ConfigureConsumer') return command
  return { ...command, consumer: withRack(command.consumer, spec, draw) }
}

/** Now and then something that only these runs can do, beside what happens anyway. */
export function featureCommands({ spec, features, random }: Featured, world: World): Command[] {
  const acts = features.flatMap((feature) => ACTS[feature])
  const draw = drawOf(random)
  if (acts.length === 0 || draw(6) !== 0) return []
  return acts[draw(acts.length)]!(spec, world, draw)
}

function drawOf(random: RandomStreams): Draw {
  return (bound) => randomInt(random, 'features', bound)
}
