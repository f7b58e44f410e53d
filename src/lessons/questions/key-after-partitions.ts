import { partitionForKey } from '../../kafka/common/murmur2.ts'
import type { CellImage, ClusterImage, ProducerImage } from '../../kafka/observe/cluster-image.ts'
import type { Also, LessonQuestion, Moment, Subject } from '../lesson-question.ts'

/** The key comes by chance: when the cluster is looked at after the producer began anew. */
const LOOKS_US = [2_000_000, 4_000_000, 8_000_000, 16_000_000, 32_000_000, 64_000_000]

/** A topic gets one partition more: where does a key go then? */
export const keyAfterPartitions: LessonQuestion = {
  id: 'keyAfterPartitions',
  subjectIn: (image) => {
    const writers = [...image.producers.values()].filter(writesKeys(image))
    // By its producer id the records of a producer are told from those of others that use the same keys. Where nobody has
    // one, all that write to the topic begin anew together.
    const known = writers.find(({ producerId }) => producerId >= 0)
    const about = known ?? writers[0]
    if (about === undefined) return null
    const { topic = '', keys = [] } = about.spec.workload ?? {}
    const from = image.topics.get(topic)?.partitions ?? 0
    const anew = known === undefined ? writers.filter(({ spec }) => spec.workload?.topic === topic) : [known]
    const key = keys.find((each) => movesAmongOld(each, from)) ?? keys.find((each) => moves(each, from)) ?? keys[0]!
    const home = `${topic}-${partitionForKey(key, from)}`
    const producer = anew.map(({ name }) => name).join(', ')
    return { producer, topic, key, from: String(from), to: String(from + 1), home }
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
        const nodes = namesOf(producer)
        if (!known || nodes.some((node) => image.nodes.get(node)?.status !== 'running')) return null
        const commands = nodes.flatMap((node) => [
          { type: 'KillNode', node } as const,
          { type: 'StartNode', node } as const,
        ])
        return { kind: 'commands', commands }
      },
      counts: (command, { producer }) => command.type === 'StartNode' && namesOf(producer).includes(command.node),
      times: ({ producer }) => namesOf(producer).length,
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

const namesOf = (producers = '') => producers.split(', ')

function writesKeys({ topics }: ClusterImage) {
  return ({ spec }: ProducerImage) => {
    const { topic = '', keys = [], recordsPerSecond = 0 } = spec.workload ?? {}
    return recordsPerSecond > 0 && keys.length > 0 && (topics.get(topic)?.partitions ?? 0) >= 1
  }
}

/** Other producers of the topic were not started anew: they go by the old number until their metadata is too old. */
function othersBehind({ image }: Moment, { producer, topic }: Subject): Also | null {
  const others = [...image.producers.values()].filter(
    ({ name, status, spec }) =>
      !namesOf(producer).includes(name) && status === 'running' && spec.workload?.topic === topic,
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

/** The partition of the newest record with the key that was sent since its producer, or all that write, began anew. */
function newHome(before: Moment, { atUs, image }: Moment, subject: Subject): string | null {
  const producerId = image.producers.get(namesOf(subject.producer)[0] ?? '')?.producerId ?? -1
  const sinceMs = newestTimestamp(image, subject) - (atUs - before.atUs) / 1_000
  const sent: { readonly id: string; readonly timestamp: number }[] = []
  for (const { id, topic } of image.partitions.values()) {
    if (topic !== subject.topic) continue
    const known = leaderOf(before.image, id)?.logEndOffset ?? 0
    for (const cell of cellsOf(image, id, subject)) {
      // What was on its way before it began anew may have come after that.
      const anew = producerId >= 0 || cell.timestamp > sinceMs
      if (cell.offset >= known && cell.producerId === producerId && anew) sent.push({ id, timestamp: cell.timestamp })
    }
  }
  return (
    sent.reduce<(typeof sent)[number] | null>(
      (best, each) => (best === null || each.timestamp > best.timestamp ? each : best),
      null,
    )?.id ?? null
  )
}

/** Of all records of the topic, whatever their key. */
function newestTimestamp(image: ClusterImage, { topic }: Subject): number {
  const ids = [...image.partitions.values()].filter((partition) => partition.topic === topic).map(({ id }) => id)
  const cells = ids.flatMap((id) => leaderOf(image, id)?.cells ?? [])
  return cells.reduce((newest, { timestamp }) => Math.max(newest, timestamp), 0)
}

function cellsOf(image: ClusterImage, partition: string, { key }: Subject): readonly CellImage[] {
  return leaderOf(image, partition)?.cells.filter((cell) => cell.key === key) ?? []
}

function leaderOf(image: ClusterImage, partition: string) {
  const leader = image.partitions.get(partition)?.leader ?? -1
  return image.replicas.get(`${partition}@${leader}`)
}
