import type { ClusterImage, MemberImage } from '../../kafka/observe/cluster-image.ts'
import { ownPartitions } from '../leaders.ts'
import type { Gesture, Happened, LessonQuestion, Moment, Subject } from '../lesson-question.ts'

/** By then the consumer has fetched what it may read since the transaction ended. */
const READS_ON_US = 2_000_000

const TRANSACTIONAL_ID = 'transfer-1'

/** A transaction stays open, and is aborted then: what does a consumer with read_committed get? */
export const openTransaction: LessonQuestion = {
  id: 'openTransaction',
  subjectIn: (image) => {
    if (image.transactions.size > 0 || [...image.producers.values()].some(({ transaction }) => transaction)) return null
    const topic = [...image.producers.values()].map(({ spec }) => busyTopic(spec.workload)).find((name) => name !== '')
    if (topic === undefined) return null
    const partitions = ownPartitions(image).filter((partition) => partition.topic === topic)
    if (partitions.length === 0 || partitions.some(({ leader }) => leader < 0)) return null
    const producer = freshName(image, 'transfer-service')
    return { topic, producer, consumer: freshName(image, 'committed-only') }
  },
  choices: () => ['allAlong', 'passesOver', 'afterEnd', 'withdrawn'],
  steps: [
    {
      name: 'open',
      gesture: (image, { topic = '', producer = '', consumer = '' }) => {
        if (image.producers.has(producer) || image.members.has(consumer)) return null
        return opened(topic, producer, consumer)
      },
      counts: (command, { producer, consumer }) =>
        (command.type === 'AddProducer' && command.producer.name === producer) ||
        (command.type === 'AddConsumer' && command.consumer.name === consumer),
      times: () => 2,
    },
    {
      name: 'abort',
      gesture: (image, subject) => {
        const { producer = '' } = subject
        if (heldBack(image, subject).length === 0) return null
        return { kind: 'commands', commands: [{ type: 'EndTransaction', producer, committed: false }] }
      },
      counts: (command, { producer }) =>
        command.type === 'EndTransaction' && command.producer === producer && !command.committed,
    },
  ],
  momentsIn: ({ happenings }) => {
    const end = abortIn(happenings)
    return end === null ? [] : [end.atUs + READS_ON_US]
  },
  outcomeOf: ({ before, moments, happenings }, subject) => {
    const end = abortIn(happenings)
    const after = moments.at(-1)
    const reader = after?.image.members.get(subject.consumer ?? '')
    if (end === null || after === undefined || reader === undefined) return null
    const [first] = heldBack(before.image, subject)
    const aborted = abortedBefore(after, reader)
    const handedOver = aborted.count + aborted.markers - passedOver(after.image, reader)
    const held = heldBack(before.image, subject).reduce((sum, { others }) => sum + others, 0)
    const facts = { partition: first?.partition ?? '', offset: first?.offset ?? 0, held, aborted: aborted.count }
    const outcome = first === undefined ? 'allAlong' : handedOver > 0 ? 'withdrawn' : 'afterEnd'
    return { outcome, facts, happeningId: end.id }
  },
}

function busyTopic(workload: { readonly topic: string; readonly recordsPerSecond: number } | null): string {
  return workload !== null && workload.recordsPerSecond > 0 ? workload.topic : ''
}

function freshName(image: ClusterImage, wanted: string): string {
  let name = wanted
  for (let number = 2; image.nodes.has(name); number++) name = `${wanted}-${number}`
  return name
}

/** Its application goes on sending and commits nothing before it is told to. */
function opened(topic: string, producer: string, consumer: string): Gesture {
  const keys = ['alice', 'bob', 'carol', 'dave']
  const workload = { topic, recordsPerSecond: 2, keys, valueBytes: 24, recordsPerTransaction: 0 }
  const transactional = { acks: 'all', 'enable.idempotence': 'true', 'transactional.id': TRANSACTIONAL_ID }
  const committed = { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' }
  return {
    kind: 'commands',
    commands: [
      { type: 'AddProducer', producer: { name: producer, config: transactional, workload } },
      {
        type: 'AddConsumer',
        consumer: {
          ...{ name: consumer, groupId: consumer, topics: [topic], config: committed },
          ...{ processingUs: 10_000, commit: 'auto' },
        },
      },
    ],
  }
}

interface Held {
  readonly partition: string
  /** The last stable offset, at which the consumer stands. */
  readonly offset: number
  /** Records of other producers behind it, which the brokers hold as replicated. */
  readonly others: number
}

/** Where the consumer stands before an open transaction although records of others are behind its first one. */
function heldBack(image: ClusterImage, { consumer, producer }: Subject): readonly Held[] {
  const producerId = image.producers.get(producer ?? '')?.producerId ?? -1
  const held: Held[] = []
  for (const { topicPartition: partition, heldAt: offset } of image.members.get(consumer ?? '')?.assignment ?? []) {
    const leader = image.replicas.get(`${partition}@${image.partitions.get(partition)?.leader ?? -1}`)
    if (offset === undefined || leader === undefined) continue
    const behind = leader.cells.filter((cell) => cell.offset >= offset && cell.offset < leader.highWatermark)
    const others = behind.filter((cell) => cell.producerId !== producerId && !cell.control).length
    if (others > 0) held.push({ partition, offset, others })
  }
  return held
}

/** The end of the transaction, with every marker written. */
function abortIn(happenings: readonly Happened[]) {
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'TransactionStateChanged' || body.transactionalId !== TRANSACTIONAL_ID) continue
    if (body.to === 'CompleteAbort') return { id, atUs }
  }
  return null
}

/** Records of the aborted transaction, and markers, that the consumer has got past. */
function abortedBefore({ image }: Moment, reader: MemberImage): { readonly count: number; readonly markers: number } {
  let count = 0
  let markers = 0
  for (const { topicPartition, position } of reader.assignment) {
    const leader = image.replicas.get(`${topicPartition}@${image.partitions.get(topicPartition)?.leader ?? -1}`)
    for (const { offset, producerId, control } of leader?.cells ?? []) {
      if (offset >= position) continue
      const isOf = (leader?.transactions?.aborted ?? []).some(
        (each) => each.producerId === producerId && each.firstOffset <= offset && offset <= each.lastOffset,
      )
      if (control) markers++
      else if (isOf) count++
    }
  }
  return { count, markers }
}

/** Offsets that it went past, from the beginning of the logs on, without a record for its application. */
function passedOver(image: ClusterImage, { assignment, consumed }: MemberImage): number {
  let read = 0
  for (const { topicPartition, position } of assignment) {
    const leader = image.replicas.get(`${topicPartition}@${image.partitions.get(topicPartition)?.leader ?? -1}`)
    read += Math.max(0, position - (leader?.logStartOffset ?? 0))
  }
  return read - consumed
}
