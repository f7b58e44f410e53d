import { copyState, takeCopiedBytes } from './copy-state.ts'
import { copyEventQueue } from './event-queue.ts'
import type { NodeId } from './node-context.ts'
import { copyRandomStreams } from './prng.ts'
import type { Link, LinkFault, World, WorldNode } from './world.ts'

/** A world of its own that will go on exactly as the original would. Its happenings go nowhere yet. */
export function copyWorld(world: World): World {
  const linkFaults = new Map<NodeId, Map<NodeId, LinkFault>>()
  for (const [from, row] of world.linkFaults) linkFaults.set(from, new Map(row))
  const nodes = new Map<NodeId, WorldNode>()
  for (const [id, node] of world.nodes) nodes.set(id, copyNode(node))
  return {
    nowUs: world.nowUs,
    executedEvents: world.executedEvents,
    wallClockStartMs: world.wallClockStartMs,
    network: world.network,
    queue: copyEventQueue(world.queue),
    nodes,
    addresses: new Map(world.addresses),
    links: world.links.map(copyLink),
    linkFaults,
    random: copyRandomStreams(world.random),
    lastHappeningId: world.lastHappeningId,
    lastIncarnation: world.lastIncarnation,
    runningCause: world.runningCause,
    behaviors: world.behaviors,
    kinds: world.kinds,
    causeOf: world.causeOf,
    operate: world.operate,
    onHappening: null,
    happenings: [],
    freezeBodies: world.freezeBodies,
    contexts: new Map(),
    receivers: [],
    timerContexts: [],
    linkTable: null,
  }
}

/** The same, with an estimate of what the copy weighs. */
export function weighedCopyOf(world: World): { readonly world: World; readonly bytes: number } {
  takeCopiedBytes()
  const copy = copyWorld(world)
  // 28 bytes in the queue's arrays and 120 in the event, although several checkpoints may share that; 150 a link.
  const bytes = takeCopiedBytes() + world.queue.size * 148 + world.links.length * 150 + world.nodes.size * 150
  return { world: copy, bytes }
}

function copyNode(node: WorldNode): WorldNode {
  return {
    id: node.id,
    kind: node.kind,
    spec: node.spec,
    status: node.status,
    incarnation: node.incarnation,
    slowdownUs: node.slowdownUs,
    state: copyState(node.state),
    disk: copyState(node.disk),
    waiting: node.waiting.slice(),
    exiting: node.exiting,
    troubledBy: node.troubledBy,
    mendedBy: node.mendedBy,
  }
}

/** Written out rather than spread: a copy then has the very shape of the original, and the hot path stays monomorphic. */
function copyLink(link: Link): Link {
  return {
    index: link.index,
    reverse: link.reverse,
    from: link.from,
    to: link.to,
    openTo: link.openTo,
    lastArrivalUs: link.lastArrivalUs,
    busyUntilUs: link.busyUntilUs,
    late: link.late,
    lateUntilUs: link.lateUntilUs,
    jitterState: link.jitterState,
    fault: link.fault,
    heldMessages: link.heldMessages.length === 0 ? [] : link.heldMessages.slice(),
  }
}
