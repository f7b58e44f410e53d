import type { Translate } from '../../../i18n/index.ts'
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
        ? null
        : {
            mark: `⚑ LSO ${held.heldAt} · `,
            words: t('transaction.heldAt', { ...held, lag: 0, heldAt: held.heldAt ?? 0 }),
          },
  }
}
