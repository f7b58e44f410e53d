/**
 * Counterpart in Kafka: org.apache.kafka.metadata.placement.StripedReplicaPlacer. Stripes replicas over racks and, in
 * each rack, over brokers; regular for the first few partitions, shuffled from then on.
 */
import { inGrownMapOrder } from '../common/java-hash.ts'

export interface UsableBroker {
  readonly id: number
  readonly rack: string | null
  readonly fenced: boolean
}

/** A draw from [0, bound): Java's `Random.nextInt(bound)`. */
export type NextInt = (bound: number) => number

export type Placement =
  | { readonly kind: 'placed'; readonly assignments: readonly (readonly number[])[] }
  /** Text of the InvalidReplicationFactorException. */
  | { readonly kind: 'refused'; readonly message: string }

/** Brokers of one rack, fenced or not (StripedReplicaPlacer.BrokerList). */
interface BrokerList {
  brokers: number[]
  index: number
  offset: number
  epoch: number
}

interface Rack {
  readonly name: string | null
  readonly fenced: BrokerList
  readonly unfenced: BrokerList
}

interface RackList {
  /** In the order of Java's hash map, in which racks are initialised and shuffled. */
  readonly racks: readonly Rack[]
  /** In the order in which replicas walk them. */
  readonly order: Rack[]
  readonly numUnfenced: number
  readonly nextInt: NextInt
  epoch: number
  offset: number
}

const NONE_USABLE = 'All brokers are currently fenced, or have all their log directories cordoned.'

/** Replica lists for `numPartitions` new partitions; the first replica of each is never a fenced broker. */
export function placeStriped(
  brokers: readonly UsableBroker[],
  numPartitions: number,
  replicationFactor: number,
  nextInt: NextInt,
): Placement {
  const list = createRackList(brokers, nextInt)
  if (replicationFactor <= 0) {
    return {
      kind: 'refused',
      message: `Invalid replication factor ${replicationFactor}: the replication factor must be positive.`,
    }
  }
  if (list.numUnfenced === 0) return { kind: 'refused', message: NONE_USABLE }
  if (replicationFactor > brokers.length) {
    const message =
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} ` +
      'broker(s) are registered or some brokers have all their log directories cordoned.'
    return { kind: 'refused', message }
  }
  const assignments: number[][] = []
  for (let partition = 0; partition < numPartitions; partition++) assignments.push(placeOne(list, replicationFactor))
  return { kind: 'placed', assignments }
}

function createRackList(brokers: readonly UsableBroker[], nextInt: NextInt): RackList {
  const racks = new Map<string | null, Rack>()
  for (const broker of brokers) {
    let rack = racks.get(broker.rack)
    if (rack === undefined) {
      rack = { name: broker.rack, fenced: emptyList(), unfenced: emptyList() }
      racks.set(broker.rack, rack)
    }
    const list = broker.fenced ? rack.fenced : rack.unfenced
    list.brokers.push(broker.id)
  }
  const inHashOrder = hashMapOrder(racks)
  for (const rack of inHashOrder) {
    initialize(rack.fenced, nextInt)
    initialize(rack.unfenced, nextInt)
  }
  const order = [...racks.values()].sort(byRackName)
  const numUnfenced = brokers.filter((broker) => !broker.fenced).length
  const offset = order.length === 0 ? 0 : nextInt(order.length)
  return { racks: inHashOrder, order, numUnfenced, nextInt, epoch: 0, offset }
}

/** Optional.empty() hashes to 0, like the empty string; a HashMap has 16 buckets at least. */
function hashMapOrder(racks: ReadonlyMap<string | null, Rack>): Rack[] {
  const byName = new Map([...racks.values()].map((rack) => [rack.name ?? '', rack]))
  return inGrownMapOrder([...byName.keys()]).map((name) => byName.get(name) as Rack)
}

/** Brokers without a rack come first. */
function byRackName(a: Rack, b: Rack): number {
  if (a.name === null || b.name === null) return a.name === b.name ? 0 : a.name === null ? -1 : 1
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function emptyList(): BrokerList {
  return { brokers: [], index: 0, offset: 0, epoch: 0 }
}

function initialize(list: BrokerList, nextInt: NextInt): void {
  if (list.brokers.length === 0) return
  list.brokers.sort((a, b) => a - b)
  list.offset = nextInt(list.brokers.length)
}

/** The next broker of the list for the partition called `epoch`; -1 when it has given all. */
function next(list: BrokerList, epoch: number): number {
  const size = list.brokers.length
  if (size === 0) return -1
  if (list.epoch !== epoch) {
    list.epoch = epoch
    list.index = 0
    list.offset = (list.offset + 1) % size
  }
  if (list.index >= size) return -1
  const broker = list.brokers[(list.index + list.offset) % size] as number
  list.index++
  return broker
}

function placeOne(list: RackList, replicationFactor: number): number[] {
  // The pattern would repeat from here on. With a single unfenced broker it always does, and goes on as it is.
  if (list.epoch === list.numUnfenced && list.numUnfenced > 1) {
    shuffle(list.order, list.nextInt)
    for (const rack of list.racks) {
      shuffle(rack.fenced.brokers, list.nextInt)
      shuffle(rack.unfenced.brokers, list.nextInt)
    }
    list.epoch = 0
  }
  if (list.offset === list.order.length) list.offset = 0
  const replicas: number[] = []
  let firstRackIndex = placeFirst(list, replicas)
  let rackIndex = list.offset
  while (replicas.length < replicationFactor) {
    // The rack of the first replica is passed over once: it has had its turn.
    if (rackIndex === firstRackIndex) firstRackIndex = -1
    else {
      const rack = list.order[rackIndex] as Rack
      const unfenced = next(rack.unfenced, list.epoch)
      const broker = unfenced >= 0 ? unfenced : next(rack.fenced, list.epoch)
      if (broker >= 0) replicas.push(broker)
    }
    rackIndex = (rackIndex + 1) % list.order.length
  }
  list.epoch++
  list.offset++
  return replicas
}

/** Puts the leader-to-be: unfenced, from the first rack that has one left. Returns the index of that rack. */
function placeFirst(list: RackList, replicas: number[]): number {
  let rackIndex = list.offset
  for (;;) {
    const broker = next((list.order[rackIndex] as Rack).unfenced, list.epoch)
    if (broker >= 0) {
      replicas.push(broker)
      return rackIndex
    }
    rackIndex = (rackIndex + 1) % list.order.length
  }
}

/** java.util.Collections.shuffle: from the end, each with a random one not behind it. */
function shuffle<T>(items: T[], nextInt: NextInt): void {
  for (let size = items.length; size > 1; size--) {
    const other = nextInt(size)
    const last = items[size - 1] as T
    items[size - 1] = items[other] as T
    items[other] = last
  }
}
