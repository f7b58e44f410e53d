import type { ClusterImage, ProducerImage } from '../../kafka/observe/cluster-image.ts'
import { ownPartitions, runningBrokers, takesDown } from '../leaders.ts'
import type { Happened, LessonQuestion, Moment, Subject } from '../lesson-question.ts'

/** How long is looked at what the producers get through, once the first was refused. */
const LOOK_US = 4_000_000

/** So many replicas are gone that fewer are in sync than the topic asks for. */
export const belowMinIsr: LessonQuestion = {
  id: 'belowMinIsr',
  subjectIn: (image) => {
    const producers = [...image.producers.values()].filter(({ spec }) => (spec.workload?.recordsPerSecond ?? 0) > 0)
    const careful = producers.find((producer) => acksOf(producer) === 'all')
    const topic = careful?.spec.workload?.topic ?? ''
    const hasty = producers.find((producer) => acksOf(producer) === '1' && producer.spec.workload?.topic === topic)
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
    return refusal === null ? [] : [refusal.atUs, refusal.atUs + LOOK_US]
  },
  outcomeOf: ({ moments, happenings }, subject) => {
    const [then, later] = moments
    const refusal = firstRefusal(happenings, subject)
    if (then === undefined || later === undefined || refusal === null) return null
    const careful = gotThrough(then, later, subject.careful)
    const written = gotThrough(then, later, subject.hasty)
    const readable = readableIn(later.image, subject) - readableIn(then.image, subject)
    const outcome = careful > 0 ? 'goOn' : written === 0 ? 'stop' : readable > 0 ? 'seen' : 'unseen'
    return { outcome, facts: { refused: refusal.error, written, readable }, happeningId: refusal.id }
  },
}

function acksOf({ config }: ProducerImage): string {
  return config.acks === '-1' ? 'all' : (config.acks ?? '')
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

/** Offsets of the topic that a consumer can read: up to the high watermark of each leader. */
function readableIn(image: ClusterImage, { topic }: Subject): number {
  let readable = 0
  for (const replica of image.replicas.values()) {
    if (replica.topic === topic && replica.role === 'leader') readable += replica.highWatermark
  }
  return readable
}
