/** Gossiping nodes, to test the kernel with; the product does not use them. */
import { unreachable } from '../engine/assert.ts'
import { cutLink, holdLink, releaseLink, repairAllLinks, slowLink } from '../engine/link-faults.ts'
import type { MessageBody, NodeBehavior, NodeContext, NodeId } from '../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, pauseNode, resumeNode, slowNode, startNode } from '../engine/processes.ts'
import type { Model } from '../engine/run.ts'
import { createWorld, type NetworkSettings, report, type World } from '../engine/world.ts'

export interface ToySpec {
  readonly nodes: number
  readonly network?: Partial<NetworkSettings>
}

export type ToyCommand =
  | { readonly type: 'Kill' | 'PowerCut' | 'Start' | 'Pause' | 'Resume'; readonly node: NodeId }
  | { readonly type: 'Slow'; readonly node: NodeId; readonly slowdownUs: number }
  | { readonly type: 'Cut' | 'Hold' | 'Release' | 'Delay'; readonly from: NodeId; readonly to: NodeId }
  | { readonly type: 'RepairAll' }
  | { readonly type: 'Tell'; readonly node: NodeId; readonly rumour: string }
  | { readonly type: 'Explode' }

interface Rumour extends MessageBody {
  readonly type: 'Rumour' | 'Heard'
  readonly text: string
  readonly version: number
}

interface ToyState {
  readonly peers: readonly NodeId[]
  readonly rumours: Map<string, { version: number; heardFrom: NodeId[] }>
  readonly lostPeers: Set<NodeId>
  readonly tally: Uint32Array
  nextTimer: number
  rounds: number
}

const GOSSIP_INTERVAL_US = 10_000

const gossip: NodeBehavior<ToyState> = {
  start(disk, spec, node) {
    const { peers } = spec as { peers: readonly NodeId[] }
    node.report({ type: 'Started' })
    const nextTimer = node.setTimer(node.randomInt(`gossip:${node.nodeId}`, GOSSIP_INTERVAL_US), { type: 'Gossip' })
    const known = (disk ?? []) as [string, number][]
    const rumours = new Map(known.map(([text, version]) => [text, { version, heardFrom: [] as NodeId[] }] as const))
    return { peers, rumours, lostPeers: new Set(), tally: new Uint32Array(4), nextTimer, rounds: 0 }
  },
  onMessage(state, message, node) {
    const rumour = message.body as Rumour
    state.lostPeers.delete(message.from)
    state.tally[rumour.type === 'Rumour' ? 0 : 1]! += 1
    if (rumour.type === 'Heard') return
    learn(state, rumour.text, rumour.version, message.from, node)
    node.send(message.from, { ...rumour, type: 'Heard' }, 50)
  },
  onTimer(state, _timer, node) {
    state.rounds++
    const peer = state.peers[node.randomInt(`gossip:${node.nodeId}`, state.peers.length)]!
    for (const [text, { version }] of state.rumours) node.send(peer, { type: 'Rumour', text, version } as Rumour, 200)
    if (state.rounds % 7 === 0) learn(state, `own-${state.rounds % 5}`, state.rounds, node.nodeId, node)
    node.cancelTimer(state.nextTimer)
    state.nextTimer = node.setTimer(GOSSIP_INTERVAL_US, { type: 'Gossip', periodic: true })
    node.cancelTimer(node.setTimer(5_000, { type: 'NeverFires' }))
  },
  onDisconnect(state, peer, node) {
    state.lostPeers.add(peer)
    node.report({ type: 'PeerLost', peer } as MessageBody)
  },
  onCommand(state, command, node) {
    learn(state, (command as { rumour?: string } & MessageBody).rumour ?? '', 1, node.nodeId, node)
  },
  survive: (state, how) => (how === 'powerCut' ? [] : [...state.rumours].map(([text, { version }]) => [text, version])),
}

function learn(state: ToyState, text: string, version: number, from: NodeId, node: NodeContext): void {
  const known = state.rumours.get(text)
  if (known === undefined) {
    state.rumours.set(text, { version, heardFrom: [from] })
    node.report({ type: 'RumourHeard', text } as MessageBody)
  } else if (known.version < version) {
    known.version = version
    known.heardFrom = [...known.heardFrom.slice(-3), from]
  }
}

export const toyModel: Model<ToySpec, ToyCommand> = {
  engineVersion: 'toy-1',
  create({ nodes, network }, seed) {
    const world = createWorld(
      network === undefined ? { seed, behaviors: { gossip } } : { seed, behaviors: { gossip }, network },
    )
    const ids = Array.from({ length: nodes }, (_, index) => `node-${index + 1}`)
    for (const id of ids) addNode(world, { id, kind: 'gossip', spec: { peers: ids.filter((peer) => peer !== id) } })
    for (const id of ids) startNode(world, id)
    return world
  },
  applyCommand: applyToyCommand,
  isMark: (happening) => happening.body.type === 'PeerLost',
}

function applyToyCommand(world: World, command: ToyCommand): void {
  report(world, 'node' in command ? command.node : '', { type: `${command.type}Given` }, 0)
  switch (command.type) {
    case 'Kill':
      endProcess(world, command.node, 'kill')
      break
    case 'PowerCut':
      endProcess(world, command.node, 'powerCut')
      break
    case 'Start':
      if (world.nodes.get(command.node)?.state === null) startNode(world, command.node)
      break
    case 'Pause':
      pauseNode(world, command.node)
      break
    case 'Resume':
      resumeNode(world, command.node)
      break
    case 'Slow':
      slowNode(world, command.node, command.slowdownUs)
      break
    case 'Cut':
      cutLink(world, command.from, command.to)
      break
    case 'Hold':
      holdLink(world, command.from, command.to, ['Rumour'])
      break
    case 'Release':
      releaseLink(world, command.from, command.to)
      break
    case 'Delay':
      slowLink(world, command.from, command.to, { extraLatencyUs: 3_000, lossPerMillion: 100_000 })
      break
    case 'RepairAll':
      repairAllLinks(world)
      break
    case 'Tell':
      deliverCommand(world, command.node, command)
      break
    case 'Explode':
      throw new Error('boom')
    default:
      unreachable(command)
  }
}
