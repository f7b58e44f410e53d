/** What is so while nothing new happens: a cluster that somebody has cut a link of does not run smoothly. */
import type { Translate } from '../../i18n/index.ts'
import { type ClusterImage, isRebalancing, type LinkImage } from '../../kafka/observe/cluster-image.ts'
import { misledSentence } from '../kinds/broker/misled.ts'
import { goneToCommit } from '../kinds/consumer/gone-to-commit.ts'
import { copiedOf, movingPartitions } from '../moves/plan-moves.ts'
import { formatBytes } from '../parts/format-time.ts'
import { listText } from './caption-text.ts'

/** The gravest of what is not as it should be; null where all is well. */
export function standingText(image: ClusterImage, t: Translate): string | null {
  const { partitions, links, nodes, topics, replicas, groups, members, zookeepers } = image
  const ensemble = [...zookeepers.values()]
  if (ensemble.length > 0 && !ensemble.some(({ serving }) => serving)) {
    const running = ensemble.filter(({ status }) => status === 'running').length
    const lost = ensemble.some(({ quorum }) => running < quorum)
    return t(lost ? 'caption.standing.noQuorum' : 'caption.standing.noZooKeeperLeader')
  }
  const shownTopic = (topic: string) => topics.get(topic)?.internal !== true
  const shown = [...partitions.values()].filter(({ topic }) => shownTopic(topic))
  const badlyStarted = startText(image, t)
  if (badlyStarted !== null) return badlyStarted
  const leaderless = shown.filter(({ leader }) => leader < 0)
  if (leaderless.length > 0) return t('caption.standing.noLeader', { partitions: idsOf(leaderless, t) })
  const cut = [...links.values()].filter((link) => link.cut)
  if (cut.length > 0) return linksText('cut', cut, t)
  const held = [...links.values()].filter((link) => link.holding || link.held > 0)
  if (held.length > 0) return linksText('held', held, t)
  const down = [...nodes.values()].filter(({ status }) => status !== 'running' && status !== 'stopping')
  if (down.length > 0) {
    const others = [...nodes.values()].some(({ kind, status }) => kind === down[0]?.kind && status === 'running')
    return t(others ? 'caption.standing.down' : 'caption.standing.downAll', { nodes: idsOf(down, t) })
  }
  const stuck = [...members.values()].filter((member) => goneToCommit(member, image).length > 0)
  if (stuck.length > 0) {
    const gone = [...new Set(stuck.flatMap((member) => goneToCommit(member, image)))].sort()
    const names = listText(
      stuck.map(({ name }) => name),
      t,
    )
    return t('caption.standing.goneToCommit', { members: names, partitions: listText(gone, t) })
  }
  const unsettled = [...groups.values()].filter(({ state }) => isRebalancing(state))
  if (unsettled.length > 0)
    return t('caption.standing.rebalance', {
      groups: listText(
        unsettled.map(({ groupId }) => groupId),
        t,
      ),
    })
  const moving = movingText(image, t)
  if (moving !== null) return moving
  const behind = shown.filter(({ isr, replicas }) => isr.length < replicas.length)
  const diskless = [...image.brokers.values()].filter(({ directories }) => directories?.some(({ failed }) => failed))
  // Of what lay on it nothing catches up: its broker must be started anew.
  if (diskless.length > 0 && behind.length > 0)
    return t('caption.standing.diskFailed', {
      partitions: idsOf(behind, t),
      brokers: listText(
        diskless.map(({ node }) => node),
        t,
      ),
    })
  if (behind.length > 0) return t('caption.standing.behind', { partitions: idsOf(behind, t) })
  const written = [...replicas.values()].some(({ logEndOffset, topic }) => logEndOffset > 0 && shownTopic(topic))
  return written ? null : t('caption.standing.nothing')
}

/** Of brokers that died of how they were started, or that nobody finds where they say they are: null where all have begun well. */
function startText(image: ClusterImage, t: Translate): string | null {
  const brokers = [...image.brokers.values()]
  const dead = brokers.filter(({ startFailure }) => startFailure !== undefined)
  if (dead.length > 0) {
    const names = dead.map(({ node }) => node)
    return t('caption.standing.notStarted', { nodes: listText(names, t), error: dead[0]?.startFailure ?? '' })
  }
  const misled = brokers.find((broker) => broker.misled !== undefined)
  return misled === undefined ? null : misledSentence(misled, image, t)
}

/** How far replicas are that move; null while none does. */
function movingText(image: ClusterImage, t: Translate): string | null {
  const moving = movingPartitions(image)
  if (moving.length === 0) return null
  let [copied, all] = [0, 0]
  for (const partition of moving) {
    const [some, whole] = copiedOf(image, partition)
    copied += some
    all += whole
  }
  const limits = [...image.brokers.values()].flatMap(({ replicationThrottle }) => replicationThrottle?.limit ?? [])
  const facts = { copied: formatBytes(copied), all: formatBytes(all), count: moving.length }
  return limits.length === 0
    ? t('moves.standing', facts)
    : t('moves.standingThrottled', { ...facts, limit: formatBytes(Math.min(...limits)) })
}

type Ends = Pick<LinkImage, 'a' | 'b'>

/** All of them: of a node that is cut off from several, those are named; else each link by what it connects. */
function linksText(what: 'cut' | 'held', links: readonly Ends[], t: Translate): string {
  const [first] = links
  if (first === undefined || links.length === 1) {
    return t(`caption.standing.${what}`, { nodes: links.map(({ a, b }) => `${a}, ${b}`).join() })
  }
  const node = [first.a, first.b].find((end) => links.every(({ a, b }) => a === end || b === end))
  const names = links.map(({ a, b }) => (node === undefined ? `${a} – ${b}` : a === node ? b : a))
  const list = listText(names, t)
  return node === undefined
    ? t(`caption.standing.${what}Links`, { links: list })
    : t(`caption.standing.${what}From`, { node, nodes: list })
}

function idsOf(rows: readonly { readonly id: string }[], t: Translate): string {
  return listText(
    rows.map(({ id }) => id),
    t,
  )
}
