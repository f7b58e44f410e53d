import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage, ProducerImage } from '../../kafka/observe/cluster-image.ts'
import {
  belowMin,
  busiestLeader,
  electionAfter,
  hasFollowers,
  lostRecords,
  ownPartitions,
  stillWaiting,
  TAKES_OVER_US,
  takesDown,
} from '../leaders.ts'
import type { LessonQuestion, Subject } from '../lesson-question.ts'
import { acksOf, waitsForAll } from '../waits-for-all.ts'

/** The leader is gone before its followers have copied what it acknowledged. */
export const acksOne: LessonQuestion = {
  id: 'acksOne',
  subjectIn: (image) => {
    const producer = [...image.producers.values()].find(waitsForTheLeaderOnly)
    const partitions = ownPartitions(image).filter(
      ({ topic, isr }) => topic === producer?.spec.workload?.topic && isr.length > 1,
    )
    const broker = busiestLeader(image, partitions)
    const led = partitions.find(({ leader }) => leader === broker?.id)
    if (producer === undefined || broker === null || led === undefined) return null
    return { producer: producer.name, broker: broker.node, partition: led.id }
  },
  suits: (image) => hasFollowers(image) && [...image.producers.values()].some(waitsForTheLeaderOnly),
  choices: () => ['none', 'uncopied', 'unanswered', 'everything'],
  steps: [
    {
      name: 'hold',
      gesture: (image, { broker = '' }) => {
        if (image.nodes.get(broker)?.status !== 'running') return null
        const commands = followersOf(image, broker).map((from) => {
          return { type: 'HoldLink', from, to: broker, api: 'FetchRequest' } as const
        })
        return commands.length === 0 ? null : { kind: 'commands', commands }
      },
      counts: (command, { broker }) => command.type === 'HoldLink' && command.to === broker,
    },
    {
      name: 'kill',
      gesture: (image, { broker = '' }) => {
        if (image.nodes.get(broker)?.status !== 'running' || !hasUncopied(image, broker)) return null
        const release = followersOf(image, broker).map((from) => ({ type: 'ReleaseLink', from, to: broker }) as const)
        return { kind: 'commands', commands: [{ type: 'KillNode', node: broker }, ...release] }
      },
      counts: (command, { broker = '' }) => takesDown(command, broker),
    },
  ],
  momentsIn: ({ happenings }, { partition, broker }) => {
    const election = electionAfter(happenings, partition ?? '', broker ?? '')
    return election === null ? [] : [election.atUs + TAKES_OVER_US]
  },
  outcomeOf: ({ before, moments, happenings }, subject) => {
    const election = electionAfter(happenings, subject.partition ?? '', subject.broker ?? '')
    const after = moments.at(-1)
    if (election === null || after === undefined) return null
    const lost = lostRecords(after.image) - lostRecords(before.image)
    const acks = acksOf(producerOf(before.image, subject)?.config ?? {})
    const facts = { lost, acks, leader: brokerNode(election.body.to) }
    const also = belowMin(after, subject.partition ?? '') ?? stillWaiting(before, after, subject.broker ?? '')
    const happeningId = election.id
    return { outcome: lost > 0 ? 'uncopied' : 'none', facts, happeningId, ...(also === null ? {} : { also }) }
  },
  variation: (image, subject) => {
    const spec = producerOf(image, subject)?.spec
    if (spec === undefined || spec.config.acks === 'all') return null
    const producer = { ...spec, config: waitsForAll(spec.config) }
    return { name: 'acksAll', commands: [{ type: 'ConfigureProducer', producer }] }
  },
}

function producerOf(image: ClusterImage, { producer }: Subject): ProducerImage | undefined {
  return image.producers.get(producer ?? '')
}

function waitsForTheLeaderOnly({ config, spec }: ProducerImage): boolean {
  return config.acks === '1' && (spec.workload?.recordsPerSecond ?? 0) > 0
}

function followersOf(image: ClusterImage, broker: string): readonly string[] {
  return [...image.brokers.values()].map(({ node }) => node).filter((node) => node !== broker)
}

/**
 * Whether the broker has a record that no other replica has. One without a producer id is of a producer that is not
 * idempotent, such as one with `acks=1`: it is acknowledged by now.
 */
function hasUncopied(image: ClusterImage, broker: string): boolean {
  const id = image.brokers.get(broker)?.id
  return [...image.replicas.values()].some((leader) => {
    if (leader.broker !== id || leader.role !== 'leader' || image.topics.get(leader.topic)?.internal === true)
      return false
    const copied = [...image.replicas.values()]
      .filter(({ topicPartition, broker: other }) => topicPartition === leader.topicPartition && other !== id)
      .map(({ logEndOffset }) => logEndOffset)
    return leader.cells.some(({ offset, producerId }) => producerId < 0 && offset >= Math.max(...copied))
  })
}
