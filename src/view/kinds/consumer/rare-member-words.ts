import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ClusterImage, MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { partitionsText } from '../../stage/words.ts'
import { goneToCommit } from './gone-to-commit.ts'
import type { RareMember } from './rare-member.ts'

/** What it still has to commit though it is gone, and where an open transaction holds it back. */
export function rareMemberWords(t: Translate, member: MemberImage, image: ClusterImage): RareMember {
  const gone = goneToCommit(member, image)
  const held = member.assignment.find(({ heldAt }) => heldAt !== undefined)
  return {
    doing: gone.length === 0 ? null : t('member.goneToCommit', { partitions: partitionsText(gone) }),
    held:
      held === undefined
        ? readsFrom(t, member)
        : {
            mark: `⚑ LSO ${held.heldAt} · `,
            words: t('transaction.heldAt', { ...held, lag: 0, heldAt: held.heldAt ?? 0 }),
          },
  }
}

/** In its own rack. */
function readsFrom(t: Translate, { assignment }: MemberImage): RareMember['held'] {
  const near = assignment.filter(({ readsFrom }) => readsFrom !== undefined)
  const brokers = [...new Set(near.map((each) => each.readsFrom ?? -1))].sort((a, b) => a - b)
  if (brokers.length === 0) return null
  const words = near.map(({ topicPartition, readsFrom = -1 }) =>
    t('moves.readsFrom', { topicPartition, broker: brokerNode(readsFrom) }),
  )
  return { mark: `⇠ b${brokers[0]}${brokers.length > 1 ? `+${brokers.length - 1}` : ''} · `, words: words.join('. ') }
}
