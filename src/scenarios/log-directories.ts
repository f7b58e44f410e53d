/** Brokers with several log directories (`log.dirs`), each on a disk of its own. */
import type { ClusterSpec } from '../kafka/cluster/commands.ts'

/** As many as a cluster may begin with. */
export const LOG_DIRECTORY_COUNTS: readonly number[] = [1, 2, 3]

const DISKS = 'abc'

/** The same cluster with `count` directories a broker, at most as many as there are to choose from. */
export function withLogDirectories(spec: ClusterSpec, count: number): ClusterSpec {
  if (count < 2) return spec
  const disks = [...DISKS].slice(0, count)
  const brokers = spec.brokers.map((broker) => ({
    ...broker,
    config: { ...broker.config, 'log.dirs': disks.map((disk) => `/disk-${disk}/kafka-${broker.id}`).join(',') },
  }))
  return { ...spec, brokers }
}
