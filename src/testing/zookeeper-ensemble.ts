/** A ZooKeeper ensemble with clients that do what a test says, and verbs to tell stories about them. */
import { cutLink, repairLink, slowLink } from '../engine/link-faults.ts'
import type { NodeBehavior, NodeContext } from '../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, nodeOf, pauseNode, resumeNode, startNode } from '../engine/processes.ts'
import { run } from '../engine/scheduler.ts'
import type { World } from '../engine/world.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { zookeeperNode } from '../kafka/common/addresses.ts'
import { createInvariantChecker } from '../kafka/invariants/invariant-checker.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/registry.ts'
import type { ServerToClient, SessionResponse } from '../kafka/protocol/zookeeper/client-messages.ts'
import type { ZooKeeperState } from '../kafka/zookeeper/zookeeper-state.ts'
import {
  askZooKeeper,
  handleZooKeeperDisconnect,
  handleZooKeeperMessage,
  handleZooKeeperTimer,
  openZooKeeperClient,
  serverOf,
  type UnsentZooKeeperRequest,
  type ZooKeeperClient,
  type ZooKeeperDelivery,
} from '../kafka/zookeeper-client/zookeeper-client.ts'
import { checkInvariants } from './invariants/check-invariants.ts'

interface ClientState {
  readonly client: ZooKeeperClient<number>
  readonly heard: ZooKeeperDelivery<number>[]
}

interface Ask {
  readonly type: 'Ask'
  readonly request: UnsentZooKeeperRequest
  readonly tag: number
  readonly retry: boolean
}

interface ClientSpec {
  readonly servers: readonly string[]
  readonly sessionTimeoutMs: number
}

const clientBehavior: NodeBehavior<ClientState> = {
  start(_disk, spec, node: NodeContext) {
    const client = openZooKeeperClient<number>({ name: node.nodeId, ...(spec as ClientSpec) }, node)
    return { client, heard: [] }
  },
  onMessage(state, { from, body }, node) {
    handleZooKeeperMessage(state.client, from, body as ServerToClient, node)
    state.heard.push(...state.client.delivered.splice(0))
  },
  onTimer(state, timer, node) {
    handleZooKeeperTimer(state.client, timer, node)
    state.heard.push(...state.client.delivered.splice(0))
  },
  onDisconnect(state, peer, node) {
    handleZooKeeperDisconnect(state.client, peer, node)
    state.heard.push(...state.client.delivered.splice(0))
  },
  onCommand(state, command, node) {
    if (command.type === 'BreakConnection') {
      const server = serverOf(state.client)
      node.disconnect(server)
      handleZooKeeperDisconnect(state.client, server, node)
      state.heard.push(...state.client.delivered.splice(0))
      return
    }
    const { request, tag, retry } = command as Ask
    askZooKeeper(state.client, request, tag, node, retry)
    state.heard.push(...state.client.delivered.splice(0))
  },
  survive: () => null,
}

export type Answer = SessionResponse | { readonly type: 'lost'; readonly error: string }

function worldOf(servers: readonly number[], seed: number): World {
  const spec = {
    ...{ profile: DEFAULT_PROFILE, brokers: [], controllers: [], zookeeper: servers, config: {} },
    ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
  }
  const world = createCluster(spec, seed)
  Object.assign(world.behaviors, { client: clientBehavior })
  Object.assign(world.kinds, { client: { kind: 'client' } })
  world.freezeBodies = true
  return world
}

export function ensembleOf(servers: readonly number[], seed = 1) {
  const world = worldOf(servers, seed)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  let tags = 0
  const server = (id: number) => nodeOf(world, zookeeperNode(id)).state as ZooKeeperState | null
  const stateOf = (name: string) => nodeOf(world, name).state as ClientState
  const check = () => {
    const violation = checkInvariants(checker, world)
    if (violation !== null) throw new Error(`${violation.rule}: ${violation.message}`)
    return false
  }
  const t = {
    world,
    checker,
    server,
    client: (name: string) => stateOf(name).client,
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000, until: check }),
    runUntil(what: string, holds: () => boolean, withinMs = 30_000) {
      const fromUs = world.nowUs
      run(world, { untilUs: world.nowUs + withinMs * 1_000, until: () => check() || holds() })
      if (!holds()) throw new Error(`not within ${withinMs} ms: ${what}`)
      return (world.nowUs - fromUs) / 1_000
    },
    leaders: () => servers.filter((id) => server(id)?.role.kind === 'leading' && server(id)?.service != null),
    leader(): number {
      const [leader, ...more] = t.leaders()
      if (leader === undefined || more.length > 0) throw new Error(`${more.length + 1} leaders, or none`)
      return leader
    },
    followers: () => servers.filter((id) => server(id)?.role.kind === 'following' && server(id)?.service != null),
    addClient(name: string, only: readonly number[] = servers, sessionTimeoutMs = 18_000) {
      addNode(world, { id: name, kind: 'client', spec: { servers: only.map(zookeeperNode), sessionTimeoutMs } })
      startNode(world, name)
    },
    connect(name: string, only: readonly number[] = servers, sessionTimeoutMs = 18_000) {
      t.addClient(name, only, sessionTimeoutMs)
      t.runUntil(`${name} is connected`, () => stateOf(name).client.state === 'connected')
    },
    /** Sends, and does not wait. */
    send(name: string, request: UnsentZooKeeperRequest, retry = false): number {
      const tag = ++tags
      deliverCommand(world, name, { type: 'Ask', request, tag, retry } as Ask)
      return tag
    },
    answerTo(name: string, tag: number): Answer | null {
      for (const heard of stateOf(name).heard) {
        if (heard.type === 'response' && heard.tag === tag) return heard.response
        if (heard.type === 'lost' && heard.tag === tag) return { type: 'lost', error: heard.error }
      }
      return null
    },
    ask(name: string, request: UnsentZooKeeperRequest): Answer {
      const tag = t.send(name, request)
      t.runUntil(`an answer to ${request.type}`, () => t.answerTo(name, tag) !== null)
      return t.answerTo(name, tag) as Answer
    },
    /** What a client has been told without asking, since it began. */
    watched: (name: string) =>
      stateOf(name).heard.flatMap((heard) => (heard.type === 'watch' ? [`${heard.event} ${heard.path}`] : [])),
    states: (name: string) => stateOf(name).heard.flatMap((heard) => (heard.type === 'state' ? [heard.state] : [])),
    connectedTo: (name: string) => serverOf(stateOf(name).client),
    data: (id: number, path: string) => server(id)?.database.tree.nodes.get(path)?.data ?? null,
  }
  return { ...t, ...requestVerbs(t.ask), ...faultVerbs(world, servers) }
}

/** The usual requests, each with its answer. */
function requestVerbs(ask: (name: string, request: UnsentZooKeeperRequest) => Answer) {
  return {
    create: (name: string, path: string, data = '', mode: { ephemeral?: boolean; sequential?: boolean } = {}) => {
      const { ephemeral = false, sequential = false } = mode
      return ask(name, { type: 'CreateRequest', path, data, ephemeral, sequential })
    },
    get: (name: string, path: string, watch = false) => ask(name, { type: 'GetDataRequest', path, watch }),
    exists: (name: string, path: string, watch = false) => ask(name, { type: 'ExistsRequest', path, watch }),
    children: (name: string, path: string, watch = false) => ask(name, { type: 'GetChildrenRequest', path, watch }),
    set: (name: string, path: string, data: string, version = -1) =>
      ask(name, { type: 'SetDataRequest', path, data, version }),
    remove: (name: string, path: string, version = -1) => ask(name, { type: 'DeleteRequest', path, version }),
  }
}

/** What can happen to servers, clients and the network between them. */
function faultVerbs(world: World, servers: readonly number[]) {
  return {
    /** The client's connection to its server breaks, and nothing else. */
    breakConnection: (name: string) => deliverCommand(world, name, { type: 'BreakConnection' }),
    kill: (id: number) => endProcess(world, zookeeperNode(id), 'kill'),
    killClient: (name: string) => endProcess(world, name, 'kill'),
    powerCut: (id: number) => endProcess(world, zookeeperNode(id), 'powerCut'),
    start: (id: number) => startNode(world, zookeeperNode(id)),
    pause: (id: number) => pauseNode(world, zookeeperNode(id)),
    resume: (id: number) => resumeNode(world, zookeeperNode(id)),
    isUp: (id: number) => nodeOf(world, zookeeperNode(id)).state !== null,
    /** From the other servers; its clients still reach it. */
    isolate(id: number) {
      for (const other of servers) if (other !== id) cutLink(world, zookeeperNode(id), zookeeperNode(other))
    },
    rejoin(id: number) {
      for (const other of servers) if (other !== id) repairLink(world, zookeeperNode(id), zookeeperNode(other))
    },
    cut: (a: string, b: string) => cutLink(world, a, b),
    /** What one server says to another takes so much longer. */
    slowLink: (from: number, to: number, ms: number) =>
      slowLink(world, zookeeperNode(from), zookeeperNode(to), { extraLatencyUs: ms * 1_000 }),
    repair: (a: string, b: string) => repairLink(world, a, b),
  }
}
