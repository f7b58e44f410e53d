/**
 * What must never happen, checked after every event in tests and by `npm run sim` (the ids are those of Kafka's own
 * rules as written down in `ARCHITECTURE.md`). Each kind of node says what is asked of it. A checker remembers what it
 * saw, so that it can tell when something that may only rise has fallen; it reads the world and never changes it.
 */
import type { World } from '../../engine/world.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import { checkReads } from '../../kafka/invariants/committed-reads.ts'
import type { InvariantChecker, Violation } from '../../kafka/invariants/invariant-checker.ts'
import { wasLedAgain } from '../../kafka/invariants/led-again.ts'
import { checkLogsMatch } from './log-matching.ts'
import { checkMarkersAgree } from './transaction-markers.ts'

/** How often the logs of two replicas are compared record by record: it costs as much as the logs are long. */
const LOG_MATCHING_INTERVAL = 2_000

/** The first rule broken at this instant; null when all hold. */
export function checkInvariants(checker: InvariantChecker, world: World): Violation | null {
  checker.events++
  for (const node of world.nodes.values()) {
    const violation = kindOf(world, node).check?.(checker, node) ?? null
    if (violation !== null) return violation
  }
  const read = checkReads(checker, world)
  if (read !== null) return read
  if (checker.events % LOG_MATCHING_INTERVAL !== 0) return null
  checker.checked++
  return checkLogs(checker, world)
}

/** What holds between the logs of a cluster; dear, since every record is looked at. */
export function checkLogs(checker: InvariantChecker, world: World): Violation | null {
  return checkLogsMatch(world, (topicPartition) => wasLedAgain(checker, topicPartition)) ?? checkMarkersAgree(world)
}
