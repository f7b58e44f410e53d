import { splitTopicPartition } from '../../kafka/common/topic-partition.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { ownPartitions, runningBrokers, TAKES_OVER_US, takesDown } from '../leaders.ts'
import type { Happened, LessonQuestion, Moment, Subject } from '../lesson-question.ts'
import { acksOf } from '../waits-for-all.ts'

/** When is looked at what the producers get through, once the first was refused: until it is seen, and no longer. */
const LOOKS_US = [0, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000]
const LAST_LOOK_US = LOOKS_US.at(-1)!

/** So many replicas are gone that fewer are in sync than the topic asks for. */
export const belowMinIsr: LessonQuestion = {
  id: 'belowMinIsr',
  subjectIn: (image) => {
    const producers = [...image.producers.values()].filter(({ spec }) => (spec.workload?.recordsPerSecond ?? 0) > 0)
    const careful = producers.find((producer) => acksOf(producer.config) === 'all')
    const topic = careful?.spec.workload?.topic ?? ''
    const hasty = producers.find(
      (producer) => acksOf(producer.config) === '1' && producer.spec.workload?.topic === topic,
    )
    const partitions = ownPartitions(image).filter((partition) => partition.topic === topic)
    const [first] = partitions
    if (careful === undefined || hasty === undefined || first === undefined || first.minInsyncReplicas < 2) return null
    const everywhere = partitions.every(({ isr }) => isr.length === runningBrokers(image).length)
    if (!everywhere || runningBrokers(image).length !== image.brokers.size) return null
    const minIsr = first.minInsyncReplicas
    const down = runningBrokers(image).slice(minIsr - 1)
    if (down.length === 0) return null
    const facts = { minIsr: String(minIsr), left: String(minIsr - 1) }
    const brokers = down.map(({ node }) => node).join(', ')
    return { topic, brokers, careful: careful.name, hasty: hasty.name, ...facts }
  },
  choices: () => ['goOn', 'unseen', 'seen', 'stop'],
  steps: [
    {
      name: 'kill',
      gesture: (image, subject) => {
        const running = brokersOf(subject).filter((node) => image.nodes.get(node)?.status === 'running')
        if (running.length === 0) return null
        return { kind: 'commands', commands: running.map((node) => ({ type: 'KillNode', node }) as const) }
      },
      counts: (command, subject) => brokersOf(subject).some((node) => takesDown(command, node)),
      times: (subject) => brokersOf(subject).length,
    },
  ],
  momentsIn: ({ happenings }, subject) => {
    const refusal = firstRefusal(happenings, subject)
    if (refusal === null) return []
    const before = happenings.filter(({ id }) => id < refusal.id)
    return [Math.min(refusal.atUs, tooFewSinceUs(before, subject)), ...LOOKS_US.map((us) => refusal.atUs + us)]
  },
  outcomeOf: ({ moments, happenings }, subject) => {
    const everywhere = moments.find(({ image }) => tooFewEverywhere(image, subject))
    const then = everywhere ?? moments[0]
    const later = moments.at(-1)
    const refusal = firstRefusal(happenings, subject)
    if (then === undefined || later === undefined || refusal === null) return null
    const careful = gotThrough(then, later, subject.careful)
    const written = gotThrough(then, later, subject.hasty)
    const seen = everywhere !== undefined && careful + written > 0
    if (later.atUs < refusal.atUs + (seen ? 0 : LAST_LOOK_US)) return null
    const readable = newlyReadable(then.image, later.image, subject)
    const outcome = careful > 0 ? 'goOn' : written === 0 ? 'stop' : readable > 0 ? 'seen' : 'unseen'
    const seconds = ((later.atUs - then.atUs) / 1_000_000).toFixed(1)
    return { outcome, facts: { refused: refusal.error, written, readable, seconds }, happeningId: refusal.id }
  },
}

function brokersOf({ brokers }: Subject): readonly string[] {
  return (brokers ?? '').split(', ')
}

/** Where a producer that waits for all first hears that too few are in sync. */
function firstRefusal(happenings: readonly Happened[], { careful }: Subject) {
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'BatchRetried' && body.type !== 'SendFailed') continue
    if (body.producer === careful && body.error.startsWith('NOT_ENOUGH_REPLICAS'))
      return { id, atUs, error: body.error }
  }
  return null
}

function gotThrough(then: Moment, later: Moment, producer: string | undefined): number {
  const at = ({ image }: Moment) => image.producers.get(producer ?? '')?.acknowledged ?? 0
  return at(later) - at(then)
}

/**
 * Since when too few have been in sync, for every partition: what was sent before that may still be on its way to an
 * answer. Infinity where that was never said.
 */
function tooFewSinceUs(happenings: readonly Happened[], { topic, minIsr }: Subject): number {
  let sinceUs = Infinity
  for (const { atUs, body } of happenings) {
    if (body.type !== 'IsrShrunk' || body.isr.length >= Number(minIsr)) continue
    if (splitTopicPartition(body.topicPartition).topic === topic) sinceUs = atUs + TAKES_OVER_US
  }
  return sinceUs
}

function tooFewEverywhere(image: ClusterImage, { topic, minIsr }: Subject): boolean {
  return [...image.partitions.values()].every((each) => each.topic !== topic || each.isr.length < Number(minIsr))
}

/** Offsets of the topic that a consumer could not read at `then`: whoever leads may have been another one. */
function newlyReadable(then: ClusterImage, later: ClusterImage, { topic }: Subject): number {
  let readable = 0
  for (const { id, topic: of } of later.partitions.values()) {
    if (of === topic) readable += Math.max(0, readableIn(later, id) - readableIn(then, id))
  }
  return readable
}

/** Up to the highest that any replica knows of: a new leader begins with what it has heard of the one before. */
function readableIn(image: ClusterImage, topicPartition: string): number {
  let readable = 0
  for (const replica of image.replicas.values()) {
    if (replica.topicPartition === topicPartition) readable = Math.max(readable, replica.highWatermark)
  }
  return readable
}
