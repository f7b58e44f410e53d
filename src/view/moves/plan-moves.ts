/** Where replicas could go: plans as somebody would write them for kafka-reassign-partitions.sh, shown before they are carried out. */
import type { BrokerImage, ClusterImage, PartitionImage } from '../../kafka/observe/cluster-image.ts'

export interface PlannedMove {
  readonly partition: PartitionImage
  /** As they shall be, preferred leader first. */
  readonly replicas: readonly number[]
  /** What has to be copied, by the leader's log. */
  readonly bytes: number
  /** It makes the cluster more even; others only do as they are told. */
  readonly isFair: boolean
}

export interface Plan {
  readonly moves: readonly PlannedMove[]
  /** No broker is left that could take a replica of these. */
  readonly impossible: readonly PartitionImage[]
}

type Loads = Map<number, number>

/** A replica of each partition of these topics to `broker`, in place of one on the broker that has most. */
export function movesTo(image: ClusterImage, broker: number, topics: ReadonlySet<string>): Plan {
  const loads = loadsOf(image, false)
  const racks = racksOf(image)
  const alive = new Set(aliveBrokers(image).map(({ id }) => id))
  const wanted = partitionsOf(image, (each) => topics.has(each.topic) && !targetOf(each).includes(broker))
  const moves = wanted.map((partition): PlannedMove => {
    const target = targetOf(partition)
    // Whoever goes from the same rack leaves the racks as they were.
    const giving = [...target].sort(
      (a, b) =>
        Number(alive.has(a)) - Number(alive.has(b)) ||
        Number(racks.get(b) === racks.get(broker)) - Number(racks.get(a) === racks.get(broker)) ||
        loadOf(loads, b) - loadOf(loads, a) ||
        b - a,
    )[0] as number
    const isFair = loadOf(loads, giving) > loadOf(loads, broker) + 1
    if (isFair) shift(loads, giving, broker)
    return planned(image, partition, inPlaceOf(target, giving, broker), isFair)
  })
  return { moves, impossible: [] }
}

/** Each partition of the topic with so many replicas: more on the brokers that have fewest, or without its last ones. */
export function movesForFactor(image: ClusterImage, topic: string, factor: number): Plan {
  const loads = loadsOf(image, false)
  const plan: { moves: PlannedMove[]; impossible: PartitionImage[] } = { moves: [], impossible: [] }
  for (const partition of partitionsOf(image, (each) => each.topic === topic)) {
    const replicas = [...targetOf(partition)]
    if (replicas.length > factor) {
      // Who leads stays, and so do those in sync.
      const dispensable = [...replicas].sort(
        (a, b) =>
          Number(a === partition.leader) - Number(b === partition.leader) ||
          Number(partition.isr.includes(a)) - Number(partition.isr.includes(b)) ||
          loadOf(loads, b) - loadOf(loads, a),
      )
      const going = new Set(dispensable.slice(0, replicas.length - factor))
      const staying = replicas.filter((id) => !going.has(id))
      plan.moves.push(planned(image, partition, staying))
      continue
    }
    while (replicas.length < factor) {
      const taker = takerFor(image, loads, replicas)
      if (taker === null) break
      replicas.push(taker)
      loads.set(taker, loadOf(loads, taker) + 1)
    }
    if (replicas.length < factor) plan.impossible.push(partition)
    else if (replicas.length > targetOf(partition).length) plan.moves.push(planned(image, partition, replicas))
  }
  return plan
}

/** Everything away from `broker`, Kafka's own topics as well. */
export function movesOff(image: ClusterImage, broker: number): Plan {
  const loads = loadsOf(image, true)
  const plan: { moves: PlannedMove[]; impossible: PartitionImage[] } = { moves: [], impossible: [] }
  for (const partition of partitionsOf(image, (each) => targetOf(each).includes(broker))) {
    const target = targetOf(partition)
    const staying = target.filter((id) => id !== broker)
    const taker = takerFor(image, loads, staying, broker)
    if (taker === null) {
      plan.impossible.push(partition)
      continue
    }
    shift(loads, broker, taker)
    plan.moves.push(planned(image, partition, inPlaceOf(target, broker, taker)))
  }
  return plan
}

export function aliveBrokers(image: ClusterImage): readonly BrokerImage[] {
  return [...image.brokers.values()]
    .filter(({ status, fenced, registered }) => status === 'running' && registered && !fenced)
    .sort((a, b) => a.id - b.id)
}

/** Partitions that move now. */
export function movingPartitions(image: ClusterImage): readonly PartitionImage[] {
  return partitionsOf(image, ({ adding, removing }) => adding.length + removing.length > 0)
}

/** Bytes of the leader's log that a newcomer has copied, and all of them. */
export function copiedOf(image: ClusterImage, { id, leader, adding }: PartitionImage): readonly [number, number] {
  const all = (image.replicas.get(`${id}@${leader}`)?.sizeBytes ?? 0) * adding.length
  const copied = adding.reduce((sum, broker) => sum + (image.replicas.get(`${id}@${broker}`)?.sizeBytes ?? 0), 0)
  return [Math.min(copied, all), all]
}

/** Where a partition's replicas are, or are on their way to. */
export function targetOf({ replicas, removing }: PartitionImage): readonly number[] {
  return removing.length === 0 ? replicas : replicas.filter((id) => !removing.includes(id))
}

/** A rack that none of the others is in, then whoever has least. Null: nobody is left. */
function takerFor(image: ClusterImage, loads: Loads, others: readonly number[], besides = -1): number | null {
  const racks = racksOf(image)
  const used = new Set(others.map((id) => racks.get(id)).filter((rack) => rack != null))
  const [best] = aliveBrokers(image)
    .filter(({ id }) => id !== besides && !others.includes(id))
    .sort(
      (a, b) =>
        Number(used.has(a.rack ?? '')) - Number(used.has(b.rack ?? '')) ||
        loadOf(loads, a.id) - loadOf(loads, b.id) ||
        a.id - b.id,
    )
  return best?.id ?? null
}

function planned(
  image: ClusterImage,
  partition: PartitionImage,
  replicas: readonly number[],
  isFair = true,
): PlannedMove {
  const size = image.replicas.get(`${partition.id}@${partition.leader}`)?.sizeBytes ?? 0
  const added = replicas.filter((id) => !partition.replicas.includes(id)).length
  return { partition, replicas, bytes: size * added, isFair }
}

function inPlaceOf(replicas: readonly number[], going: number, coming: number): readonly number[] {
  return replicas.map((id) => (id === going ? coming : id))
}

/** Those that are `wanted`, Kafka's own topics last. */
function partitionsOf(image: ClusterImage, wanted: (partition: PartitionImage) => boolean): PartitionImage[] {
  const isInternal = ({ topic }: PartitionImage) => Number(image.topics.get(topic)?.internal === true)
  return [...image.partitions.values()]
    .filter(wanted)
    .sort(
      (a, b) =>
        isInternal(a) - isInternal(b) ||
        (a.topic === b.topic ? 0 : a.topic < b.topic ? -1 : 1) ||
        a.partition - b.partition,
    )
}

function loadsOf(image: ClusterImage, withInternal: boolean): Loads {
  const loads: Loads = new Map()
  for (const partition of image.partitions.values()) {
    if (!withInternal && image.topics.get(partition.topic)?.internal === true) continue
    for (const id of targetOf(partition)) loads.set(id, loadOf(loads, id) + 1)
  }
  return loads
}

function racksOf(image: ClusterImage): ReadonlyMap<number, string | null> {
  return new Map([...image.brokers.values()].map(({ id, rack }) => [id, rack]))
}

function loadOf(loads: Loads, broker: number): number {
  return loads.get(broker) ?? 0
}

function shift(loads: Loads, from: number, to: number): void {
  loads.set(from, loadOf(loads, from) - 1)
  loads.set(to, loadOf(loads, to) + 1)
}
