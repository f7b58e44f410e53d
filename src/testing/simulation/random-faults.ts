/** What breaks at random, and how it is mended: processes, machines, disks and links. */
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { roomyPageCaches } from './random-changes.ts'
import { replaceDirectories } from './random-directories.ts'
import type { Draw } from './random-settings.ts'

const KEEPERS = ['controller', 'zookeeper']
const CLIENTS = ['producer', 'consumer']

export function nodesOf(world: World, kinds: readonly string[], up = true): string[] {
  return [...world.nodes.values()]
    .filter((node) => kinds.includes(node.kind) && (node.status === 'running' || node.status === 'paused') === up)
    .map((node) => node.id)
}

export function pick<T>(choices: readonly T[], draw: Draw): T | null {
  return choices.length === 0 ? null : (choices[draw(choices.length)] ?? null)
}

type NodeCommand = 'KillNode' | 'StopNode' | 'PowerCutNode' | 'PauseNode'

export function onNode(world: World, draw: Draw, kinds: readonly string[], type: NodeCommand): Command[] {
  const node = pick(nodesOf(world, kinds), draw)
  return node === null ? [] : [{ type, node }]
}

/** A broker that led while its followers could not fetch, or whoever else. */
export function kill(world: World, draw: Draw): Command[] {
  const node = heldLeader(world)
  const unreplicated = node !== null && draw(2) === 0 && world.nodes.get(node)?.status === 'running'
  return unreplicated ? [{ type: 'KillNode', node }] : onNode(world, draw, ['broker', ...CLIENTS], 'KillNode')
}

export function slowNode(world: World, draw: Draw): Command[] {
  const node = pick(nodesOf(world, ['broker', 'consumer']), draw)
  return node === null ? [] : [{ type: 'SlowNode', node, delayUs: draw(4) * 5_000 }]
}

export function failDisk(world: World, draw: Draw): Command[] {
  const broker = draw(3) === 0 ? pick(nodesOf(world, ['broker']), draw) : null
  return broker === null ? [] : [{ type: 'FailDisk', broker }]
}

/** Between servers, or between one and a client. */
export function onLink(world: World, draw: Draw, make: (a: string, b: string) => Command): Command[] {
  const a = pick(nodesOf(world, draw(4) === 0 ? KEEPERS : ['broker']), draw)
  const b = pick(nodesOf(world, ['broker', ...KEEPERS, ...CLIENTS]), draw)
  return a === null || b === null || a === b ? [] : [make(a, b)]
}

/** Keeps every follower of a broker from fetching, so that what it appends stands nowhere else. */
export function holdFollowers(world: World, draw: Draw): Command[] {
  const brokers = nodesOf(world, ['broker'])
  const to = pick(brokers, draw)
  if (to === null || heldLeader(world) !== null) return []
  return brokers.filter((broker) => broker !== to).map((from) => ({ type: 'HoldLink', from, to, api: 'FetchRequest' }))
}

function heldLeader(world: World): string | null {
  for (const row of world.linkFaults.values()) {
    for (const [to, fault] of row) if (fault.held !== null && world.nodes.get(to)?.kind === 'broker') return to
  }
  return null
}

/** One of the things that are broken is whole again. */
export function mend(world: World, draw: Draw): Command[] {
  const command = pick(brokenThings(world), draw)
  return command === null ? [] : [command]
}

/** Everything mended at once: what a run ends with, so that it can be asked whether anything was lost. */
export function mendingCommands(world: World): Command[] {
  return [...roomyPageCaches(world), ...brokenThings(world)]
}

function brokenThings(world: World): Command[] {
  const commands = replaceDirectories(world)
  for (const [from, row] of world.linkFaults) {
    for (const [to, fault] of row) {
      if (fault.held !== null) commands.push({ type: 'ReleaseLink', from, to })
      if (fault.cut) commands.push({ type: 'RepairLink', a: from, b: to })
      if (fault.extraLatencyUs > 0) commands.push({ type: 'SlowLink', a: from, b: to, extraUs: 0 })
    }
  }
  for (const node of world.nodes.values()) {
    if (node.slowdownUs > 0) commands.push({ type: 'SlowNode', node: node.id, delayUs: 0 })
    if (node.status === 'paused') commands.push({ type: 'ResumeNode', node: node.id })
    else if (node.status !== 'running') commands.push({ type: 'StartNode', node: node.id })
  }
  return commands
}
