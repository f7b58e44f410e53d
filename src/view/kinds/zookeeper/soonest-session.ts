import type { SilentSession, ZooKeeperImage } from '../../../kafka/observe/cluster-image.ts'

/** Of the sessions that are silent, the one that ends first; null where none is. */
export function soonestSession({ silent }: Pick<ZooKeeperImage, 'silent'>): SilentSession | null {
  return silent.reduce<SilentSession | null>(
    (soonest, each) => (soonest === null || each.untilUs < soonest.untilUs ? each : soonest),
    null,
  )
}
