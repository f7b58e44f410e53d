/**
 * What must never happen, checked after every event in tests and by `npm run sim` (each rule has an id, by which
 * tests and reports name it). Each kind of node says what is asked of it. A checker remembers what it saw, so that it can
 * tell when something that may only rise has fallen; it reads the world and never changes it.
 */
import type { World, WorldNode } from '../../engine/world.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import { checkReads } from '../../kafka/invariants/committed-reads.ts'
import type { InvariantChecker, Violation } from '../../kafka/invariants/invariant-checker.ts'
import { wasLedAgain } from '../../kafka/invariants/led-again.ts'
import { checkLogsMatch } from './log-matching.ts'
import { checkMarkersAgree } from './transaction-markers.ts'

/** How often the logs of two replicas are compared record by record: it costs as much as the logs are long. */
const LOG_MATCHING_INTERVAL = 2_000
/** How often every node is looked at, and not only the one that something happened to. */
const SWEEP_INTERVAL = 64

/**
 * The first rule broken at this instant; null when all hold. An event changes the node at `address` and no other, so that
 * of the others nothing new can be said; without an address each of them may have changed.
 */
export function checkInvariants(checker: InvariantChecker, world: World, address?: string): Violation | null {
  checker.events++
  const changed = address === undefined ? undefined : world.nodes.get(address)
  // What has no node of its own is a client in a terminal.
  const sweeps = changed === undefined || checker.events % SWEEP_INTERVAL === 0
  const violation = sweeps ? checkNodes(checker, world) : checkNode(checker, world, changed)
  if (violation !== null || checker.events % LOG_MATCHING_INTERVAL !== 0) return violation
  checker.checked++
  return checkLogs(checker, world)
}

function checkNodes(checker: InvariantChecker, world: World): Violation | null {
  for (const node of world.nodes.values()) {
    const violation = checkNode(checker, world, node)
    if (violation !== null) return violation
  }
  return null
}

function checkNode(checker: InvariantChecker, world: World, node: WorldNode): Violation | null {
  return kindOf(world, node).check?.(checker, node) ?? checkReads(checker, world, node)
}

/** What holds between the logs of a cluster; dear, since every record is looked at. */
export function checkLogs(checker: InvariantChecker, world: World): Violation | null {
  return checkLogsMatch(world, (topicPartition) => wasLedAgain(checker, topicPartition)) ?? checkMarkersAgree(world)
}
