/** What of many happenings is worth a reader's attention: routine and Kafka's own topics would drown out the rest. */
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { TimedHappening, TimelineMark } from '../../worker/port.ts'
import { isInternal } from '../painting/key-palette.ts'
import { happeningKind } from './happening-kind.ts'

/** About one of Kafka's own topics: a broker's death alone elects fifty leaders for `__consumer_offsets`. */
export function isAboutInternalTopic(happening: Happening): boolean {
  if ('topicPartition' in happening) return isInternal(happening.topicPartition)
  return 'topic' in happening && isInternal(happening.topic)
}

const importance: Readonly<Record<TimelineMark['kind'] | 'other', number>> = {
  loss: 5,
  fault: 4,
  election: 3,
  rebalance: 2,
  isr: 1,
  move: 1,
  command: 1,
  other: 0,
}

/** At most `limit` of them, in the order in which they happened; of equals the newest. */
export function mostImportant(happenings: readonly TimedHappening[], limit: number): readonly TimedHappening[] {
  return [...happenings]
    .sort((a, b) => rankOf(b) - rankOf(a) || b.id - a.id)
    .slice(0, limit)
    .sort((a, b) => a.id - b.id)
}

function rankOf({ body }: TimedHappening): number {
  return importance[happeningKind(body)]
}
