/** What the group coordinator of one broker remembers: a shard for each partition of `__consumer_offsets` it leads. */
export interface GroupCoordinatorState {
  readonly shards: Map<number, CoordinatorShard>
}

export interface CoordinatorShard {
  readonly partition: number
}

export function createGroupCoordinatorState(): GroupCoordinatorState {
  return { shards: new Map() }
}
