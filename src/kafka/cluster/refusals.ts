/** What stands in the way of a command, in words that say what to do; null when nothing does. */
import { nodeOf } from '../../engine/processes.ts'
import { isUp, type World } from '../../engine/world.ts'
import { kindOf, kindsOf } from '../common/node-kind.ts'

/** Of a name for a new node. */
export function refuseName(world: World, name: string): string | null {
  if (world.addresses.has(name) || isSpokenFor(world, name)) return `The name ${name} is taken; choose another.`
  return /^[\p{L}\p{N}._-]{1,60}$/u.test(name)
    ? null
    : 'A name has 1 to 60 letters, digits, dots, hyphens or underscores.'
}

/** An address may be some node's before its first message registers it. */
function isSpokenFor(world: World, name: string): boolean {
  for (const node of world.nodes.values())
    if (kindOf(world, node).addressesOf?.(node).includes(name) === true) return true
  return false
}

/** Null where a node is called so, and is of this kind if one is asked for. */
export function refuseUnknown(world: World, id: string, kind: string | null): string | null {
  const node = world.nodes.get(id)
  if (node !== undefined && (kind === null || node.kind === kind)) return null
  const known = [...world.nodes.values()]
    .filter((other) => (kind === null ? kindOf(world, other).operable : other.kind === kind))
    .map((other) => other.id)
  const word = kindsOf(world).find((each) => each.kind === kind)?.word ?? 'node'
  return `There is no ${word} called ${id}. There are: ${known.join(', ')}.`
}

export function refuseProcess(world: World, id: string): string | null {
  const node = world.nodes.get(id)
  if (node !== undefined && !kindOf(world, node).operable) return `${id} is not part of the cluster.`
  return refuseUnknown(world, id, null)
}

export function refuseRunning(world: World, id: string): string | null {
  return isUp(nodeOf(world, id)) ? `${id} is already running.` : null
}

export function refuseStopped(world: World, id: string): string | null {
  return isUp(nodeOf(world, id)) ? null : `${id} is not running.`
}

export function refusePowerless(world: World, id: string): string | null {
  return nodeOf(world, id).status === 'poweredOff' ? `${id} has no power already.` : null
}

export function refuseNotPaused(world: World, id: string): string | null {
  return nodeOf(world, id).status === 'paused' ? null : `${id} is not paused.`
}

export function refuseSame(a: string, b: string): string | null {
  return a === b ? 'A link has two different ends.' : null
}
