import type { CardProps } from '../kind-view.ts'
import { NodeChip } from '../plain-node/NodeChip.tsx'
import { deferredZooKeeperChip } from './deferred-chip.ts'

/** A ZooKeeper server; in the first frames as any node. */
export function ZooKeeperStanding(props: CardProps) {
  const Chip = deferredZooKeeperChip.use()?.ZooKeeperChip ?? NodeChip
  return <Chip {...props} />
}
