/**
 * Counterpart in Kafka: org.apache.kafka.admin.AdminUtils (Scala's kafka.admin.AdminUtils before 4.0): how clusters with
 * ZooKeeper placed new partitions. A regular pattern over the whole topic, from two random numbers.
 */
import type { NextInt, Placement, UsableBroker } from './striped-replica-placer.ts'

export interface AdminUtilsSpec {
  readonly numPartitions: number
  readonly replicationFactor: number
  /** Both random numbers at once; -1 draws two, from [0, brokers). */
  readonly fixedStartIndex: number
  /** First partition id of the new ones; -1 for 0. Above 0 when partitions are added. */
  readonly startPartitionId: number
}

/** `refused` carries the message of an InvalidReplicationFactor-, InvalidPartitions- or AdminOperationException. */
export function placeWithAdminUtils(
  brokers: readonly UsableBroker[],
  spec: AdminUtilsSpec,
  nextInt: NextInt,
): Placement {
  const { numPartitions, replicationFactor } = spec
  if (numPartitions <= 0) return refused('Number of partitions must be larger than 0.')
  if (replicationFactor <= 0) return refused('Replication factor must be larger than 0.')
  if (replicationFactor > brokers.length) {
    return refused(`Replication factor: ${replicationFactor} larger than available brokers: ${brokers.length}.`)
  }
  if (brokers.every((broker) => broker.rack === null)) return placed(assignUnaware(brokers, spec, nextInt))
  if (brokers.some((broker) => broker.rack === null)) {
    return refused('Not all brokers have rack information for replica rack aware assignment.')
  }
  return placed(assignRackAware(brokers, spec, nextInt))
}

function refused(message: string): Placement {
  return { kind: 'refused', message }
}

function placed(assignments: readonly (readonly number[])[]): Placement {
  return { kind: 'placed', assignments }
}

function assignUnaware(brokers: readonly UsableBroker[], spec: AdminUtilsSpec, nextInt: NextInt): number[][] {
  const ids = brokers.map((broker) => broker.id)
  const { start, shift: firstShift } = randomNumbers(spec, ids.length, nextInt)
  let partition = Math.max(0, spec.startPartitionId)
  let shift = firstShift
  const assignments: number[][] = []
  for (let count = 0; count < spec.numPartitions; count++, partition++) {
    if (partition > 0 && partition % ids.length === 0) shift++
    const first = (partition + start) % ids.length
    const replicas = [ids[first] as number]
    for (let j = 0; j < spec.replicationFactor - 1; j++)
      replicas.push(ids[replicaIndex(first, shift, j, ids.length)] as number)
    assignments.push(replicas)
  }
  return assignments
}

function randomNumbers(spec: AdminUtilsSpec, size: number, nextInt: NextInt): { start: number; shift: number } {
  if (spec.fixedStartIndex >= 0) return { start: spec.fixedStartIndex, shift: spec.fixedStartIndex }
  const start = nextInt(size)
  return { start, shift: nextInt(size) }
}

/** Never the first replica again: the shift counts from 1 through the others. */
function replicaIndex(firstReplicaIndex: number, secondReplicaShift: number, replica: number, size: number): number {
  const shift = 1 + ((secondReplicaShift + replica) % (size - 1))
  return (firstReplicaIndex + shift) % size
}

function assignRackAware(brokers: readonly UsableBroker[], spec: AdminUtilsSpec, nextInt: NextInt): number[][] {
  const rackOf = new Map(brokers.map((broker) => [broker.id, broker.rack ?? '']))
  const numRacks = new Set(rackOf.values()).size
  const ids = alternateRacks(brokers)
  const { start, shift: firstShift } = randomNumbers(spec, ids.length, nextInt)
  let partition = Math.max(0, spec.startPartitionId)
  let shift = firstShift
  const assignments: number[][] = []
  for (let count = 0; count < spec.numPartitions; count++, partition++) {
    if (partition > 0 && partition % ids.length === 0) shift++
    const first = (partition + start) % ids.length
    assignments.push(replicasOverRacks({ ids, rackOf, numRacks }, first, shift, spec.replicationFactor))
  }
  return assignments
}

interface Racks {
  /** Brokers, those of different racks in turn. */
  readonly ids: readonly number[]
  readonly rackOf: ReadonlyMap<number, string>
  readonly numRacks: number
}

function replicasOverRacks(
  { ids, rackOf, numRacks }: Racks,
  first: number,
  shift: number,
  replicationFactor: number,
): number[] {
  const replicas = [ids[first] as number]
  const racks = new Set([rackOf.get(ids[first] as number) as string])
  let step = 0
  while (replicas.length < replicationFactor) {
    const broker = ids[replicaIndex(first, shift * numRacks, step, ids.length)] as number
    step++
    const rack = rackOf.get(broker) as string
    // Passed over while another rack has none, and while another broker has none.
    if ((racks.has(rack) && racks.size !== numRacks) || replicas.includes(broker)) continue
    replicas.push(broker)
    racks.add(rack)
  }
  return replicas
}

/** One broker of each rack in turn, racks by name and brokers by id, until all are listed. */
export function alternateRacks(brokers: readonly UsableBroker[]): number[] {
  const byRack = new Map<string, number[]>()
  for (const broker of [...brokers].sort((a, b) => a.id - b.id)) {
    const rack = broker.rack ?? ''
    byRack.set(rack, [...(byRack.get(rack) ?? []), broker.id])
  }
  const racks = [...byRack.keys()].sort((a, b) => (a < b ? -1 : 1))
  const alternated: number[] = []
  for (let round = 0; alternated.length < brokers.length; round++) {
    for (const rack of racks) {
      const broker = byRack.get(rack)?.[round]
      if (broker !== undefined) alternated.push(broker)
    }
  }
  return alternated
}
