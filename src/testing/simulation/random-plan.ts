/**
 * A random cluster and random things that happen to it, all from one seed, after Groce and others, "Swarm Testing": each
 * run draws which kinds of things it uses at all, since a fault alone often breaks what all together hide.
 */
import { createRandomStreams, type RandomStreams, randomInt } from '../../engine/prng.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import {
  changeBrokers,
  changeQuota,
  changeRetention,
  changeTopic,
  changeUnclean,
  deleteRecords,
  deleteTopic,
  limitPageCache,
  reassign,
} from './random-changes.ts'
import { changeConsumers, changeProducers, endTransaction, sendByHand } from './random-clients.ts'
import { randomCluster } from './random-cluster.ts'
import { failDisk, holdFollowers, kill, mend, onLink, onNode, slowNode } from './random-faults.ts'
import { type Feature, featureCommands, furnished, randomFeatures, withFeatures } from './random-features.ts'
import type { Draw } from './random-settings.ts'

type Act = (plan: RandomPlan, world: World, draw: Draw) => Command[]

const ACTS = {
  kill: (_, world, draw) => kill(world, draw),
  stop: (_, world, draw) => onNode(world, draw, ['broker'], 'StopNode'),
  powerCut: (_, world, draw) => onNode(world, draw, ['broker'], 'PowerCutNode'),
  pause: (_, world, draw) => onNode(world, draw, ['broker', 'consumer', 'producer'], 'PauseNode'),
  keepers: (_, world, draw) =>
    onNode(world, draw, ['controller', 'zookeeper'], draw(2) === 0 ? 'KillNode' : 'PauseNode'),
  slow: (_, world, draw) => slowNode(world, draw),
  cut: (_, world, draw) => onLink(world, draw, (a, b) => ({ type: 'CutLink', a, b })),
  hold: (_, world, draw) => onLink(world, draw, (from, to) => ({ type: 'HoldLink', from, to, api: null })),
  holdFollowers: (_, world, draw) => holdFollowers(world, draw),
  slowLink: (_, world, draw) =>
    onLink(world, draw, (a, b) => ({ type: 'SlowLink', a, b, extraUs: (1 + draw(20)) * 10_000 })),
  consumers: ({ spec }, world, draw) => changeConsumers(spec, world, draw),
  producers: ({ spec }, world, draw) => changeProducers(spec, world, draw),
  sendByHand: ({ spec }, world, draw) => sendByHand(spec, world, draw),
  endTransaction: (_, world, draw) => endTransaction(world, draw),
  topics: ({ spec }, _, draw) => changeTopic(spec, draw),
  deletion: ({ spec }, world, draw) => deleteTopic(spec, world, draw),
  retention: ({ spec }, _, draw) => changeRetention(spec, draw),
  unclean: ({ spec }, _, draw) => changeUnclean(spec, draw),
  brokers: (_, world, draw) => changeBrokers(world, draw),
  reassignment: ({ spec }, world, draw) => reassign(spec, world, draw),
  deleteRecords: ({ spec }, world, draw) => deleteRecords(spec, world, draw),
  preferredLeaders: () => [{ type: 'ElectPreferredLeaders' }],
  pageCache: (_, world, draw) => limitPageCache(world, draw),
  quotas: ({ spec }, world, draw) => changeQuota(spec, world, draw),
  failedDisk: (_, world, draw) => failDisk(world, draw),
} satisfies Readonly<Record<string, Act>>

export type Trouble = keyof typeof ACTS
/** They may take acknowledged records with them, legally, so that less can be asked of the run. */
const COSTLY: readonly Trouble[] = ['powerCut', 'failedDisk', 'unclean', 'brokers', 'deletion']

export interface RandomPlan {
  readonly spec: ClusterSpec
  readonly troubles: readonly Trouble[]
  /** What the product can do beside the kinds of trouble, and this run does. */
  readonly features: readonly Feature[]
  /** Longest time between two of them, microseconds. */
  readonly longestPauseUs: number
  /** A power cut or a failed disk may take acknowledged records with it, legally, and whoever led with them. */
  readonly mayLoseData: boolean
  readonly random: RandomStreams
}

export function randomPlan(seed: number, profile: string = DEFAULT_PROFILE): RandomPlan {
  const random = createRandomStreams(seed)
  const draw: Draw = (bound) => randomInt(random, 'plan', bound)
  const bare = randomCluster(profile, draw)
  // Some runs have nearly every kind of trouble, some a few, and now and then one has none.
  const share = 1 + draw(3)
  const troubles = (Object.keys(ACTS) as Trouble[]).filter((trouble) => draw(COSTLY.includes(trouble) ? 8 : 4) < share)
  const longestPauseUs = [100_000, 500_000, 1_500_000][draw(3)]!
  const mayLoseData = troubles.includes('powerCut') || troubles.includes('failedDisk')
  const features = randomFeatures(random)
  const spec = withFeatures(bare, features, random)
  return { spec, troubles, features, longestPauseUs, mayLoseData, random }
}

/** How long the cluster is left alone now, microseconds. */
export function randomPauseUs({ random, longestPauseUs }: RandomPlan): number {
  return 20_000 + randomInt(random, 'pauses', longestPauseUs)
}

/** The next things to happen to the cluster, at one instant; none when nothing of the plan's kinds is possible now. */
export function randomCommands(plan: RandomPlan, world: World): Command[] {
  const commands = troublesOf(plan, world).map((command) => furnished(plan, command))
  return [...commands, ...featureCommands(plan, world)]
}

function troublesOf(plan: RandomPlan, world: World): Command[] {
  const draw: Draw = (bound) => randomInt(plan.random, 'commands', bound)
  const trouble = plan.troubles[draw(plan.troubles.length + 1)]
  // About half of the time something is mended, so that a run does not end with everything broken.
  if (trouble === undefined || draw(2) === 0) return mend(world, draw)
  const act: Act = ACTS[trouble]
  return act(plan, world, draw)
}
