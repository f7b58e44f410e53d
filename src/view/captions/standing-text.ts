/** What is so while nothing new happens: a cluster that somebody has cut a link of does not run smoothly. */
import type { Translate } from '../../i18n/index.ts'
import { type ClusterImage, isRebalancing } from '../../kafka/observe/cluster-image.ts'
import { listText } from './caption-text.ts'

/** The gravest of what is not as it should be; null where all is well. */
export function standingText(
  { partitions, links, nodes, topics, replicas, groups, zookeepers }: ClusterImage,
  t: Translate,
): string | null {
  const ensemble = [...zookeepers.values()]
  if (ensemble.length > 0 && !ensemble.some(({ serving }) => serving)) {
    const running = ensemble.filter(({ status }) => status === 'running').length
    const lost = ensemble.some(({ quorum }) => running < quorum)
    return t(lost ? 'caption.standing.noQuorum' : 'caption.standing.noZooKeeperLeader')
  }
  const shownTopic = (topic: string) => topics.get(topic)?.internal !== true
  const shown = [...partitions.values()].filter(({ topic }) => shownTopic(topic))
  const leaderless = shown.filter(({ leader }) => leader < 0)
  if (leaderless.length > 0) return t('caption.standing.noLeader', { partitions: idsOf(leaderless, t) })
  for (const { a, b, cut } of links.values()) if (cut) return t('caption.standing.cut', { nodes: `${a}, ${b}` })
  for (const { a, b, held, holding } of links.values())
    if (holding || held > 0) return t('caption.standing.held', { nodes: `${a}, ${b}` })
  const down = [...nodes.values()].filter(({ status }) => status !== 'running' && status !== 'stopping')
  if (down.length > 0) return t('caption.standing.down', { nodes: idsOf(down, t) })
  const unsettled = [...groups.values()].filter(({ state }) => isRebalancing(state))
  if (unsettled.length > 0)
    return t('caption.standing.rebalance', {
      groups: listText(
        unsettled.map(({ groupId }) => groupId),
        t,
      ),
    })
  const behind = shown.filter(({ isr, replicas }) => isr.length < replicas.length)
  if (behind.length > 0) return t('caption.standing.behind', { partitions: idsOf(behind, t) })
  const written = [...replicas.values()].some(({ logEndOffset, topic }) => logEndOffset > 0 && shownTopic(topic))
  return written ? null : t('caption.standing.nothing')
}

function idsOf(rows: readonly { readonly id: string }[], t: Translate): string {
  return listText(
    rows.map(({ id }) => id),
    t,
  )
}
