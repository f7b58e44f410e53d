import { partitionForKey } from '../../kafka/common/murmur2.ts'
import type { CellImage, ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Also, LessonQuestion, Moment, Subject } from '../lesson-question.ts'

/** The key comes by chance: when the cluster is looked at after the producer began anew. */
const LOOKS_US = [2_000_000, 4_000_000, 8_000_000, 16_000_000, 32_000_000, 64_000_000]

/** A topic gets one partition more: where does a key go then? */
export const keyAfterPartitions: LessonQuestion = {
  id: 'keyAfterPartitions',
  subjectIn: (image) => {
    for (const { name, spec, producerId } of image.producers.values()) {
      const { topic = '', keys = [], recordsPerSecond = 0 } = spec.workload ?? {}
      const from = image.topics.get(topic)?.partitions ?? 0
      // By its producer id the records of a producer are told from those of others that use the same keys.
      if (recordsPerSecond <= 0 || keys.length === 0 || from < 1 || producerId < 0) continue
      const key = keys.find((each) => movesAmongOld(each, from)) ?? keys.find((each) => moves(each, from)) ?? keys[0]!
      const home = partitionForKey(key, from)
      return { producer: name, topic, key, from: String(from), to: String(from + 1), home: `${topic}-${home}` }
    }
    return null
  },
  choices: () => ['same', 'moved', 'oldMoved', 'refused'],
  steps: [
    {
      name: 'add',
      gesture: (image, { topic, to }) => {
        if ((image.topics.get(topic ?? '')?.partitions ?? Infinity) >= Number(to)) return null
        const totalCount = Number(to)
        return { kind: 'commands', commands: [{ type: 'AddPartitions', topic: topic ?? '', totalCount }] }
      },
      counts: (command, { topic, to }) =>
        command.type === 'AddPartitions' && command.topic === topic && command.totalCount === Number(to),
    },
    {
      // A producer hears of new partitions when it next asks for metadata, which may take five minutes.
      name: 'restart',
      gesture: (image, { producer = '', topic = '', to }) => {
        const known = image.topics.get(topic)?.partitions === Number(to)
        if (!known || image.nodes.get(producer)?.status !== 'running') return null
        const commands = [{ type: 'KillNode', node: producer } as const, { type: 'StartNode', node: producer } as const]
        return { kind: 'commands', commands }
      },
      counts: (command, { producer }) => command.type === 'StartNode' && command.node === producer,
    },
  ],
  momentsIn: ({ startedAtUs }) => LOOKS_US.map((afterUs) => startedAtUs + afterUs),
  outcomeOf: ({ before, moments, happenings }, subject) => {
    const added = happenings.find(({ body }) => body.type === 'PartitionsAdded' && body.topic === subject.topic)
    const now = moments.at(-1)
    const home = now === undefined ? null : newHome(before, now, subject)
    if (home === null) return null
    const outcome = home === subject.home ? 'same' : 'moved'
    const older = cellsOf(before.image, subject.home ?? '', subject).length
    const also = now === undefined ? null : othersBehind(now, subject)
    return { outcome, facts: { now: home, older }, happeningId: added?.id ?? 0, ...(also === null ? {} : { also }) }
  },
}

/** Other producers of the topic were not started anew: they go by the old number until their metadata is too old. */
function othersBehind({ image }: Moment, { producer, topic }: Subject): Also | null {
  const others = [...image.producers.values()].filter(
    ({ name, status, spec }) => name !== producer && status === 'running' && spec.workload?.topic === topic,
  )
  if (others.length === 0) return null
  const timeout = Math.max(...others.map(({ config }) => Number(config['metadata.max.age.ms']) / 1_000))
  return { name: 'oldMetadata', facts: { producers: others.map(({ name }) => name).join(', '), timeout } }
}

function moves(key: string, from: number): boolean {
  return partitionForKey(key, from) !== partitionForKey(key, from + 1)
}

/** To a partition that was there before: who goes to the new one may seem to go there because it is new. */
function movesAmongOld(key: string, from: number): boolean {
  return moves(key, from) && partitionForKey(key, from + 1) < from
}

/** The partition of the newest record with the key that the producer sent since it began anew. */
function newHome(before: Moment, { image }: Moment, subject: Subject): string | null {
  const producerId = image.producers.get(subject.producer ?? '')?.producerId ?? -1
  for (const { id, topic } of image.partitions.values()) {
    if (topic !== subject.topic) continue
    const known = leaderOf(before.image, id)?.logEndOffset ?? 0
    if (cellsOf(image, id, subject).some((cell) => cell.offset >= known && cell.producerId === producerId)) return id
  }
  return null
}

function cellsOf(image: ClusterImage, partition: string, { key }: Subject): readonly CellImage[] {
  return leaderOf(image, partition)?.cells.filter((cell) => cell.key === key) ?? []
}

function leaderOf(image: ClusterImage, partition: string) {
  const leader = image.partitions.get(partition)?.leader ?? -1
  return image.replicas.get(`${partition}@${leader}`)
}
