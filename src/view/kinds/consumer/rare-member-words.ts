import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ClusterImage, MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { partitionsText } from '../../stage/words.ts'
import { terminalTitle } from '../facts.ts'
import { clientIdOf } from './client-id.ts'
import { goneToCommit } from './gone-to-commit.ts'
import type { RareMember } from './rare-member.ts'

/** What it still has to commit though it is gone, and where an open transaction holds it back. */
export function rareMemberWords(t: Translate, member: MemberImage, image: ClusterImage): RareMember {
  const gone = goneToCommit(member, image)
  const held = member.assignment.find(({ heldAt }) => heldAt !== undefined)
  return {
    name: member.terminal === null ? member.name : terminalTitle(member.name, member.terminal, clientIdOf(member), t),
    doing: gone.length === 0 ? null : t('member.goneToCommit', { partitions: partitionsText(gone) }),
    held:
      held === undefined
        ? nearby(t, member)
        : {
            mark: `⚑ LSO ${held.heldAt} · `,
            words: t('transaction.heldAt', { ...held, lag: 0, heldAt: held.heldAt ?? 0 }),
          },
  }
}

/** In its own rack. */
function nearby(t: Translate, member: MemberImage): RareMember['held'] {
  const ids = new Set(member.assignment.flatMap(({ readsFrom }) => readsFrom ?? []))
  const [first, ...others] = [...ids].sort((a, b) => a - b)
  if (first === undefined) return null
  const more = others.length > 0 ? `+${others.length}` : ''
  return { mark: `⇠ b${first}${more} · `, words: readsFromWords(t, member).join('. ') }
}

/** Of each partition that it reads from a follower, which one that is. */
export function readsFromWords(t: Translate, { assignment }: MemberImage): readonly string[] {
  return assignment.flatMap(({ topicPartition, readsFrom }) =>
    readsFrom === undefined ? [] : [t('moves.readsFrom', { topicPartition, broker: brokerNode(readsFrom) })],
  )
}
