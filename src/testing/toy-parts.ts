/**
 * A world of two nodes, small enough to know by heart, behind the same parts as the cluster: `broker-1` sends a record
 * to `broker-2` ten times a second, which takes a millisecond, and every tenth one is told as an election.
 */

import { inFlight } from '../engine/in-flight.ts'
import type { NodeBehavior } from '../engine/node-context.ts'
import { addNode, endProcess, nodeOf, startNode } from '../engine/processes.ts'
import { createWorld, isUp, report, type World } from '../engine/world.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { type BrokerImage, emptyImage, type InFlightMessage } from '../kafka/observe/cluster-image.ts'
import type { EngineParts } from '../worker/engine-parts.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'

interface ToyState {
  records: number
}

export const TOY_INTERVAL_US = 100_000
export const TOY_HOP_US = 1_000

const sender: NodeBehavior<ToyState> = {
  start: (disk, _spec, node) => {
    node.setTimer(TOY_INTERVAL_US, { type: 'SendTimer' })
    return (disk as ToyState | null) ?? { records: 0 }
  },
  onMessage: () => undefined,
  onTimer: (state, _timer, node) => {
    state.records++
    node.send('broker-2', { type: 'ProduceRequest' }, 0)
    node.setTimer(TOY_INTERVAL_US, { type: 'SendTimer' })
  },
  onDisconnect: () => undefined,
  onCommand: () => undefined,
  survive: (state) => state,
}

const receiver: NodeBehavior<ToyState> = {
  start: (disk) => (disk as ToyState | null) ?? { records: 0 },
  onMessage: (state, _message, node) => {
    if (state.records < 0) throw new Error('a bug in a handler')
    state.records++
    if (state.records % 10 === 0) node.report({ type: 'LeaderElected' })
  },
  onTimer: () => undefined,
  onDisconnect: () => undefined,
  onCommand: () => undefined,
  survive: (state) => state,
}

function createToyWorld(seed: number): World {
  const behaviors = { sender, receiver }
  const network = { baseLatencyUs: TOY_HOP_US, jitterUs: 0 }
  const world = createWorld({ seed, behaviors, network })
  for (const [id, kind] of [['broker-1', 'sender'] as const, ['broker-2', 'receiver'] as const]) {
    addNode(world, { id, kind, spec: null })
    startNode(world, id)
  }
  return world
}

function imageOf(world: World) {
  const rows = [...world.nodes.values()].map((node, index) => {
    const state = (node.state ?? node.disk) as ToyState
    const status = isUp(node) ? 'running' : 'killed'
    return [node.id, { id: index + 1, node: node.id, status, diskBytes: state.records }] as const
  })
  return { ...emptyImage(), brokers: new Map(rows) as unknown as ReadonlyMap<string, BrokerImage> }
}

function messagesOf(world: World): InFlightMessage[] {
  return inFlight(world).map(({ body, ...message }) => ({
    ...message,
    type: body.type,
    traffic: 'data',
    records: 1,
    keys: ['A'],
    topicPartitions: ['orders-0'],
  }))
}

function refuseCommand(world: World, command: Command): string | null {
  if (command.type !== 'KillNode' || world.nodes.has(command.node)) return null
  return `There is no node called ${command.node}.`
}

/**
 * `KillNode` and `StartNode` do what they say. Bugs of ours: `DeleteTopic` throws, and `SlowNode` leaves a state on which
 * the handler throws.
 */
export function toyParts(): EngineParts {
  return {
    model: {
      engineVersion: ENGINE_VERSION,
      create: (_spec, seed) => createToyWorld(seed),
      refuseCommand,
      applyCommand: (world, command) => {
        if (command.type === 'DeleteTopic') throw new Error('a bug in a command')
        if (command.type === 'KillNode') {
          report(world, command.node, { type: 'NodeKilled' }, 0)
          endProcess(world, command.node, 'kill')
        }
        if (command.type === 'StartNode') startNode(world, command.node)
        if (command.type === 'SlowNode') (nodeOf(world, command.node).state as ToyState).records = -1
      },
    },
    refuseCommand,
    buildImage: imageOf,
    inFlightImage: messagesOf,
    steppedEvent: (_world, { body, to }) => ({
      what: 'message',
      type: body.type,
      timer: null,
      from: to,
      to,
      topicPartitions: [],
      records: 0,
    }),
    readCommand: (text) => ({ lines: text.split('\n'), meant: [], slips: [], commands: [] }),
    complete: (line, cursor) => ({ from: cursor - line.length, candidates: [`${line}.sh`] }),
    readSegments: (_world, broker) => [{ name: `${broker}.log`, bytes: Uint8Array.of(1, 2, 3) }],
  }
}
