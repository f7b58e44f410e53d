/** Where new replicas lie, by the rule of the Kafka version: for the controller, and for tools that propose a plan. */
import type { ControllerRules } from '../profile/rules.ts'
import { placeWithAdminUtils } from './admin-utils-placement.ts'
import { type NextInt, type Placement, placeStriped, type UsableBroker } from './striped-replica-placer.ts'

export interface WantedPlacement {
  readonly numPartitions: number
  readonly replicationFactor: number
  /** Id of the first of them. */
  readonly firstPartition: number
}

type Placer = (brokers: readonly UsableBroker[], wanted: WantedPlacement, nextInt: NextInt) => Placement

const PLACERS: Readonly<Record<ControllerRules['placement'], Placer>> = {
  striped: (brokers, { numPartitions, replicationFactor }, nextInt) =>
    placeStriped(brokers, numPartitions, replicationFactor, nextInt),
  adminUtils: (brokers, { numPartitions, replicationFactor, firstPartition }, nextInt) =>
    placeWithAdminUtils(
      brokers,
      { numPartitions, replicationFactor, fixedStartIndex: -1, startPartitionId: firstPartition },
      nextInt,
    ),
}

/** A list of replicas for each partition that is wanted, or the message of what is thrown instead. */
export function placeReplicas(
  { placement }: Pick<ControllerRules, 'placement'>,
  brokers: readonly UsableBroker[],
  wanted: WantedPlacement,
  nextInt: NextInt,
): Placement {
  return PLACERS[placement](brokers, wanted, nextInt)
}
