/** Consumer groups on the stage: a card each, with a row for each member. */
import type { Rect } from '../../layout/geometry.ts'
import { groupsOf } from '../../painting/group-marks.ts'
import type { KindView } from '../kind-view.ts'
import { GroupCard } from './GroupCard.tsx'

export interface GroupContent {
  readonly members: readonly string[]
}

export interface GroupParts {
  readonly members: readonly { readonly name: string; readonly rect: Rect }[]
  readonly addMember: Rect
}

export const groupView: KindView = {
  kind: 'group',
  stage: {
    region: 'groups',
    shape: 'card',
    contents: (image) =>
      groupsOf(image).map(({ groupId, members }) => ({ kind: 'group', id: groupId, parts: { members } })),
    Card: GroupCard,
    // A group is no node: what is sent to it goes to its members.
    stations: (card) => (card.parts as GroupParts).members.map(({ name, rect }) => ({ node: name, box: rect })),
  },
  details: () => import('./group-details.ts').then((module) => module.groupDetails),
}
