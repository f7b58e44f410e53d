/**
 * Puts a cluster together from its spec and boots it, as an operator would: what the cluster is made of, topics, then the
 * clients. What can be done to it afterwards is in `apply-command.ts`.
 */

import { randomInt } from '../../engine/prng.ts'
import { deliverCommand, startNode } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import { createWorld, type World } from '../../engine/world.ts'
import { ADMIN_NODE } from '../common/addresses.ts'
import { type ClusterBirth, kindOf, kindsOf, type NodeKind, registryOf } from '../common/node-kind.ts'
import { causeOf } from '../observe/cause-of.ts'
import { profileOf } from '../profile/registry.ts'
import { propertiesTaken } from '../profile/server-properties.ts'
import { addMachine } from './add-machine.ts'
import type { ClusterSpec, Command } from './commands.ts'
import { ownProperties } from './kinds/broker/own-properties.ts'
import { kafkaNodeKinds } from './node-kinds.ts'
import { operateServer } from './operate-server.ts'

/** A cluster that does not come up within this simulated time never will. */
const BOOT_LIMIT_US = 60_000_000

/**
 * A world in which the cluster of `spec` runs: brokers unfenced, topics led, clients just started. A spec that cannot
 * work (a replication factor above the brokers) boots without what could not be made, and the admin node says why.
 */
export function createCluster(asGiven: ClusterSpec, seed: number, kinds: readonly NodeKind[] = kafkaNodeKinds): World {
  const spec = withoutRefusedLines(asGiven)
  const registry = registryOf(kinds)
  const world = createWorld({
    seed,
    behaviors: Object.fromEntries(kinds.map(({ kind, behavior }) => [kind, behavior])),
    kinds: registry,
    causeOf,
    operate: operateServer,
    wallClockStartMs: spec.startWallClockMs,
    network: { baseLatencyUs: spec.networkLatencyUs, jitterUs: spec.networkLatencyUs },
  })
  const birth: ClusterBirth = { spec, asGiven, clusterId: drawClusterId(world) }
  for (const each of kinds) {
    if (each.begins !== 'cluster') continue
    for (const node of each.nodesOf?.(birth) ?? []) addMachine(world, { ...node, kind: each.kind })
  }
  for (const [id, node] of [...world.nodes])
    if (spec.nothingRuns !== true || !kindOf(world, node).operable) startNode(world, id)
  if (spec.nothingRuns !== true) bootTopics(world, spec)
  for (const each of kinds) {
    if (each.begins !== 'clients') continue
    for (const node of each.nodesOf?.(birth) ?? []) {
      addMachine(world, { ...node, kind: each.kind })
      startNode(world, node.id)
    }
  }
  return world
}

/**
 * With such a line no process of the cluster would start, and nobody could be shown why. Specs come from links and files
 * too, so the line is left out instead.
 */
function withoutRefusedLines(spec: ClusterSpec): ClusterSpec {
  const profile = profileOf(spec.profile)
  const config = propertiesTaken(profile, ownProperties(spec.brokers[0]?.id ?? 1, spec), spec.config).taken
  const brokers = spec.brokers.map((broker) => {
    const own = { ...ownProperties(broker.id, spec), ...config }
    return { ...broker, config: propertiesTaken(profile, own, broker.config).taken }
  })
  return { ...spec, brokers, config }
}

/** Waits until all serve, then creates the topics, then until all know them and each is led. */
function bootTopics(world: World, spec: ClusterSpec): void {
  const isBooted = (topics: readonly string[]) =>
    kindsOf(world).every((each) => each.isBooted?.(world, spec, topics) !== false)
  run(world, { untilUs: BOOT_LIMIT_US, until: () => isBooted([]) })
  if (spec.topics.length === 0) return
  const asked = spec.topics.map((topic): Command => ({ type: 'CreateTopic', topic }))
  for (const command of asked) deliverCommand(world, ADMIN_NODE, command)
  const names = spec.topics.map((topic) => topic.name)
  run(world, { untilUs: world.nowUs + BOOT_LIMIT_US, until: () => isBooted(names) })
}

const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 22 characters, as kafka-storage.sh random-uuid prints; the first is never a hyphen, which tools take for an option. */
function drawClusterId(world: World): string {
  let id = BASE64_URL.charAt(randomInt(world.random, 'cluster-id', 62))
  for (let index = 1; index < 21; index++) id += BASE64_URL.charAt(randomInt(world.random, 'cluster-id', 64))
  // 128 bits leave four choices for the last of 22 characters.
  return id + 'AQgw'.charAt(randomInt(world.random, 'cluster-id', 4))
}
