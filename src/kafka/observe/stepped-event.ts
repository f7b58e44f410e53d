/** What one event of the engine was, for a reader who goes from one to the next. */
import { COMMAND, MESSAGE, type SimEvent, TIMER } from '../../engine/sim-event.ts'
import type { World } from '../../engine/world.ts'
import { isInternalPartition } from '../common/internal-topics.ts'
import { shownMessageType } from '../common/message-names.ts'
import { type TimerType, timerTypeOf } from '../common/timer-types.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { trafficOf } from '../protocol/apis.ts'
import { loadOf } from './image/in-flight-rows.ts'
import { shownNodeName } from './node-name.ts'

/**
 * `append`: records reach their leader. `copy`: a follower. `fetch`: a consumer. `acknowledge`: the producer hears that
 * they are safe. `commit`: a group's offsets reach its coordinator. `news`: a message by which something changes. The
 * others change nothing that the picture shows.
 */
export type SteppedKind =
  | 'append'
  | 'copy'
  | 'fetch'
  | 'acknowledge'
  | 'commit'
  | 'news'
  | 'message'
  | 'timer'
  | 'disconnect'
  | 'command'

export interface SteppedEvent {
  readonly what: SteppedKind
  /** A message's, by Kafka's name. */
  readonly type: string
  /** What a timer was for; null for what is none, or one that nobody knows. */
  readonly timer: TimerType | null
  /** Nodes and terminals; the same for what does not travel. */
  readonly from: string
  readonly to: string
  readonly topicPartitions: readonly TopicPartition[]
  readonly records: number
}

/** The kind shows in the picture. */
export function isVisible({ what }: SteppedEvent): boolean {
  return what !== 'message' && what !== 'timer' && what !== 'disconnect' && what !== 'command'
}

export function steppedEvent(world: World, event: SimEvent): SteppedEvent {
  const to = shownNodeName(world, event.to)
  const from = event.kind === MESSAGE || event.kind === COMMAND ? shownNodeName(world, event.from) : to
  const { type } = event.body
  if (event.kind !== MESSAGE) {
    const what = event.kind === TIMER ? 'timer' : event.kind === COMMAND ? 'command' : 'disconnect'
    const timer = event.kind === TIMER ? timerTypeOf(event.body) : null
    return { what, type, timer, from, to, topicPartitions: [], records: 0 }
  }
  const { records, topicPartitions } = loadOf(event.body)
  const shown = topicPartitions.filter((each) => !isInternalPartition(each))
  const receiver = world.nodes.get(world.addresses.get(event.to) ?? event.to)
  const heard = receiver?.status === 'running'
  const what = heard ? kindOfMessage(type, records, shown, receiver.kind) : 'message'
  return { what, type: shownMessageType(type), timer: null, from, to, topicPartitions: shown, records }
}

function kindOfMessage(
  type: string,
  records: number,
  topicPartitions: readonly TopicPartition[],
  receiver: string,
): SteppedKind {
  if (trafficOf(type) === 'news') return 'news'
  if (topicPartitions.length === 0) return 'message'
  switch (type) {
    case 'ProduceRequest':
      return 'append'
    case 'ProduceResponse':
      return 'acknowledge'
    case 'OffsetCommitRequest':
      return 'commit'
    case 'FetchResponse':
      return records === 0 ? 'message' : receiver === 'broker' ? 'copy' : 'fetch'
    default:
      return 'message'
  }
}
