/** Counterparts in Kafka: PartitionReassignmentReplicas and PartitionReassignmentRevert (KIP-455). */
import type { PartitionRegistration } from '../metadata/metadata-image.ts'

interface ReassigningReplicas {
  readonly replicas: readonly number[]
  readonly adding: readonly number[]
  readonly removing: readonly number[]
}

export function isReassignmentInProgress(partition: PartitionRegistration): boolean {
  return partition.addingReplicas.length > 0 || partition.removingReplicas.length > 0
}

/** While it runs the replicas are the targets, in their order, and behind them those that will go. */
export function startReassignment(current: readonly number[], target: readonly number[]): ReassigningReplicas {
  const removing = current.filter((id) => !target.includes(id)).sort((a, b) => a - b)
  const adding = target.filter((id) => !current.includes(id)).sort((a, b) => a - b)
  return { replicas: [...target, ...removing], adding, removing }
}

/**
 * What remains once every newcomer is in the ISR; null while one is missing, or where none runs. Replicas that stay may
 * have fallen behind, unless there are to be fewer of them: the ISR would shrink with the replicas that go.
 */
export function maybeCompleteReassignment(
  reassignment: ReassigningReplicas,
  targetIsr: readonly number[],
): { readonly replicas: readonly number[]; readonly isr: readonly number[] } | null {
  const { adding, removing } = reassignment
  if (adding.length === 0 && removing.length === 0) return null
  const isr = targetIsr.filter((id) => !removing.includes(id))
  const replicas = reassignment.replicas.filter((id) => !removing.includes(id))
  if (removing.length > 0 && (isr.length === 0 || replicas.length === 0)) return null
  const awaited = adding.length < removing.length ? [...adding, ...replicas] : adding
  return awaited.every((id) => isr.includes(id)) ? { replicas, isr } : null
}

/**
 * The partition as it was before its reassignment. `unclean`: only newcomers are in sync, so going back means electing
 * a replica that may lack committed records.
 */
export function revertReassignment(partition: PartitionRegistration): {
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly unclean: boolean
} {
  const replicas = partition.replicas.filter((id) => !partition.addingReplicas.includes(id))
  const isr = partition.isr.filter((id) => !partition.addingReplicas.includes(id))
  if (isr.length > 0) return { replicas, isr, unclean: false }
  return { replicas, isr: replicas.slice(0, 1), unclean: true }
}
