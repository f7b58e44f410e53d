/**
 * What must never happen, checked after every event in tests and by `npm run sim` (the ids are those of Kafka's own
 * rules as written down in `ARCHITECTURE.md`). Each kind of node says what is asked of it. A checker remembers what it
 * saw, so that it can tell when something that may only rise has fallen; it reads the world and never changes it.
 */
import type { World } from '../../engine/world.ts'
import { kindOf } from '../common/node-kind.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { checkLogsMatch } from './log-matching.ts'
import { checkMarkersAgree } from './transaction-markers.ts'

export interface Violation {
  readonly rule: string
  readonly message: string
}

export interface CheckerOptions {
  /** After an unclean election of a partition, or a lost page cache, some rules are broken legally: they are left out. */
  readonly mayLoseData: (topicPartition: TopicPartition) => boolean
}

export interface InvariantChecker {
  readonly options: CheckerOptions
  /** What each kind of rule has seen so far, under a name of its own. */
  readonly memory: Map<string, unknown>
  checked: number
  events: number
}

export function createInvariantChecker(options: CheckerOptions): InvariantChecker {
  return { options, memory: new Map(), checked: 0, events: 0 }
}

/** What rules of this name remember; made on first use. */
export function memoryOf<Memory>(checker: InvariantChecker, name: string, create: () => Memory): Memory {
  let memory = checker.memory.get(name) as Memory | undefined
  if (memory === undefined) {
    memory = create()
    checker.memory.set(name, memory)
  }
  return memory
}

/** How often the logs of two replicas are compared record by record: it costs as much as the logs are long. */
const LOG_MATCHING_INTERVAL = 2_000

/** The first rule broken at this instant; null when all hold. */
export function checkInvariants(checker: InvariantChecker, world: World): Violation | null {
  checker.events++
  for (const node of world.nodes.values()) {
    const violation = kindOf(world, node).check?.(checker, node) ?? null
    if (violation !== null) return violation
  }
  if (checker.events % LOG_MATCHING_INTERVAL !== 0) return null
  checker.checked++
  return checkLogsMatch(world) ?? checkMarkersAgree(world)
}

export function broken(rule: string, message: string): Violation {
  return { rule, message }
}
