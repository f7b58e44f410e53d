import type { GroupContent, GroupParts } from '../../kinds/group/group-view.ts'
import { bottom, clamp, type Rect, rect } from '../../layout/geometry.ts'
import { GAP, TOUCH } from '../../layout/stacked-layout.ts'
import type { CardContent } from '../../layout/stage-content.ts'
import type { StageCard } from '../../layout/stage-layout.ts'
import type { Arrangement, Region } from '../scene.ts'
import { ADD_HEIGHT, CARD_GAP } from './sizes.ts'

export const groupsRegion: Region = {
  id: 'groups',
  label: (t) => t('stage.groups'),
  heading: (_image, t) => t('stage.groups'),
  column: { share: 0.19, least: 152, most: 250 },
  rail: 'right',
  add: { label: 'stage.add.group', beside: 'cards', command: (add, image) => add.addGroupCommand(image) },
  arrangeWide: arrangeColumn,
  arrangeNarrow: arrangePhone,
}

/** Pixels of a name's second line, and of a letter in it. */
const NAME_LINE = 11
const NAME_LETTER = 8.5

/** Heights within a card, and the space below a member. */
interface CardSizes {
  readonly header: number
  readonly member: number
  readonly memberGap: number
  readonly add: number
  readonly foot: number
  readonly addBelow: number
}

function arrangeColumn(contents: readonly CardContent[], column: Rect): Arrangement {
  const [header, add, foot] = [56, 30, 14]
  const members = contents.reduce((sum, content) => sum + membersOf(content).length, 0)
  const fixed = contents.length * (header + add + foot + CARD_GAP) + ADD_HEIGHT
  const member = clamp(Math.floor((column.height - fixed) / Math.max(1, members)), 34, 50)
  const { cards, y } = placeCards(contents, column, { header, member, memberGap: 4, add, foot, addBelow: 10 }, CARD_GAP)
  return { cards, add: rect(column.x, y + 2, column.width, ADD_HEIGHT), bottom: y + 2 + ADD_HEIGHT }
}

function arrangePhone(contents: readonly CardContent[], column: Rect): Arrangement {
  const sizes = { header: 52, member: TOUCH + 8, memberGap: 6, add: TOUCH, foot: 12, addBelow: 8 }
  const { cards, y } = placeCards(contents, column, sizes, GAP)
  const add = rect(column.x, y, column.width, TOUCH)
  return { cards, add, bottom: bottom(add) }
}

/** `y` is where the next card would stand. */
function placeCards(
  contents: readonly CardContent[],
  column: Rect,
  sizes: CardSizes,
  gap: number,
): { readonly cards: readonly StageCard<GroupParts>[]; readonly y: number } {
  const { header, member, memberGap, add, foot, addBelow } = sizes
  let y = column.y
  const cards = contents.map((content): StageCard<GroupParts> => {
    const names = membersOf(content)
    const head = header + (takesTwoLines(content.id, column.width) ? NAME_LINE : 0)
    const box = rect(column.x, y, column.width, head + names.length * member + add + foot)
    y = bottom(box) + gap
    const line = (top: number, height: number) => rect(box.x + 10, top, box.width - 20, height)
    const members = names.map((name, i) => ({
      name,
      rect: line(box.y + head + i * member, member - memberGap),
    }))
    return { ...content, rect: box, parts: { members, addMember: line(bottom(box) - add - addBelow, add) } }
  })
  return { cards, y }
}

/** Beside its name a group has a letter and its lag; narrow cards have the lag below. */
function takesTwoLines(groupId: string, width: number): boolean {
  return groupId.length * NAME_LETTER > width - (width < 180 ? 48 : 106)
}

function membersOf(content: CardContent): readonly string[] {
  return (content.parts as Partial<GroupContent> | null)?.members ?? []
}
