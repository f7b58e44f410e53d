/** What a rule is given: what may be lost, and what it has seen before. */
import type { TopicPartition } from '../common/topic-partition.ts'

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

export function broken(rule: string, message: string): Violation {
  return { rule, message }
}
