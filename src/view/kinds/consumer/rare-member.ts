/** What a member's row says in rare moments: it comes after the first frames, in which there are none. */
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { arriving } from '../../parts/arriving.ts'

export interface RareMember {
  /** Of a client in a terminal: by what name brokers know it. */
  readonly name: string | undefined
  /** In place of what it does; null where nothing is to be said. */
  readonly doing: string | null
  /** Before what it does, as a mark and in words; null as well. */
  readonly held: { readonly mark: string; readonly words: string } | null
}

export const rareMember = arriving<(t: Translate, member: MemberImage, image: ClusterImage) => RareMember>()
